import { isDeepStrictEqual } from 'node:util';
import { sagaModel } from '../saga/saga-model.js';
import { tellTrace } from '../saga/tell-trace.js';
import type { SimulatedRun } from './simulated-run.js';

/** Where a simulated run and the real one are not the same. */
export interface Difference {
  readonly of: string;
  readonly simulated: unknown;
  readonly engine: unknown;
}

/** What is different, if anything is. */
export function differenceOf(of: string, simulated: unknown, engine: unknown): Difference | undefined {
  const [mine, theirs] = [plain(simulated), plain(engine)];
  return isDeepStrictEqual(mine, theirs) ? undefined : { of, simulated: mine, engine: theirs };
}

/**
 * The value as a store keeps it, without the one thing in which the worlds differ by right: who starts a saga by a command
 * from elsewhere names the channel for its answer, and in a simulation there are no channels.
 */
export function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, inner: unknown) => (name === 'channel' ? undefined : inner)) ?? 'null',
  );
}

/** Tells a difference with the run that shows it. */
export function tellDifference({ setting, run }: SimulatedRun, { of, simulated, engine }: Difference): string {
  const { lines } = tellTrace(
    setting,
    sagaModel(setting, () => []),
    run,
    'here they differ',
  );
  const told = lines.map((line) =>
    line.kind === 'message' ? `${line.from} -> ${line.to}: ${line.text}` : `${line.lane ?? ''}: ${line.text}`,
  );
  const json = (value: unknown): string => JSON.stringify(value, undefined, 1);
  return [
    `${setting.plan.definition.saga}: the simulation and the engine differ in ${of}`,
    ...told,
    `moves: ${run.moves.map(({ id }) => id).join('; ')}`,
    `simulated: ${json(simulated)}`,
    `engine: ${json(engine)}`,
  ].join('\n');
}
