import type { CheckMessages } from '../shared/message-checks.js';
import type { Target } from '../target.js';

/** Loads the code of one target, for settings that list these. */
export type TargetLoader = (listed: readonly string[]) => Promise<Target>;

/** Loads the code of one target: a run needs a few of them, and some bring a whole library along. Sorted by id. */
export const targetLoaders: ReadonlyMap<string, TargetLoader> = new Map<string, TargetLoader>([
  ['alerts', async () => (await import('./alerts/index.js')).alerts],
  ['asyncapi', async () => (await import('./asyncapi/index.js')).asyncapi],
  ['avro', async () => (await import('./avro/index.js')).avro],
  ['consumers', async (listed) => (await import('./consumers/index.js')).consumersTarget(await checksFor(listed))],
  ['eventcatalog', async () => (await import('./eventcatalog/index.js')).eventcatalog],
  ['json-schema', async () => (await import('./json-schema/index.js')).jsonSchema],
  ['producers', async (listed) => (await import('./producers/index.js')).producersTarget(await checksFor(listed))],
  ['protobuf', async () => (await import('./protobuf/index.js')).protobuf],
  ['runbooks', async () => (await import('./runbooks/index.js')).runbooks],
  ['sagas', async () => (await import('./sagas/index.js')).sagas],
  ['sql', async () => (await import('./sql/index.js')).sql],
  ['topics', async () => (await import('./topics/index.js')).topics],
  ['typescript', async () => (await import('./typescript/index.js')).typescript],
  ['validators', async () => (await import('./validators/index.js')).validators],
]);

/** The compiler of schemas comes with it. */
async function checksFor(listed: readonly string[]): Promise<CheckMessages | undefined> {
  return listed.includes('validators') ? (await import('../shared/message-checks.js')).messageChecks : undefined;
}
