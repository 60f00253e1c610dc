import type { Target } from '../target.js';

/** Loads the code of one target: a run needs a few of them, and some bring a whole library along. Sorted by id. */
export const targetLoaders: ReadonlyMap<string, () => Promise<Target>> = new Map([
  ['alerts', async () => (await import('./alerts/index.js')).alerts],
  ['asyncapi', async () => (await import('./asyncapi/index.js')).asyncapi],
  ['avro', async () => (await import('./avro/index.js')).avro],
  ['consumers', async () => (await import('./consumers/index.js')).consumers],
  ['eventcatalog', async () => (await import('./eventcatalog/index.js')).eventcatalog],
  ['json-schema', async () => (await import('./json-schema/index.js')).jsonSchema],
  ['producers', async () => (await import('./producers/index.js')).producers],
  ['protobuf', async () => (await import('./protobuf/index.js')).protobuf],
  ['runbooks', async () => (await import('./runbooks/index.js')).runbooks],
  ['sagas', async () => (await import('./sagas/index.js')).sagas],
  ['sql', async () => (await import('./sql/index.js')).sql],
  ['topics', async () => (await import('./topics/index.js')).topics],
  ['typescript', async () => (await import('./typescript/index.js')).typescript],
  ['validators', async () => (await import('./validators/index.js')).validators],
]);
