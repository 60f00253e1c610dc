import type { Catalog } from '../../../model/index.js';
import type { SagaDefinition } from '../../../runtime/saga/definition.js';
import { planSaga } from '../../../runtime/saga/plan.js';
import type { CommandAnswer, CommandHandler, CommandHandlers } from '../../../runtime/worker/types.js';

/** What has happened at the participants, whatever version of them is deployed. */
export interface World {
  readonly seed: number;
  /** Keys whose effect is there, or was and is undone. */
  readonly effects: Set<string>;
  readonly answers: Map<string, CommandAnswer>;
}

/** Enough for every event of a test. */
const DATA = { orderId: 'o1', basketId: 'b1' };

export function createWorld(seed: number): World {
  return { seed, effects: new Set(), answers: new Map() };
}

/** The handlers that the orchestrator generated from a definition has, of participants that go by a catalog. */
export function handlersFrom(world: World, catalog: Catalog, definition: SagaDefinition): CommandHandlers {
  const names = planSaga(definition).commands.map(({ command }) => command);
  return Object.fromEntries(names.map((name) => [name, handlerOf(world, catalog, name)]));
}

/** Answers by chance, but the same key always the same once it is final; keeps what a participant owes. */
function handlerOf(world: World, catalog: Catalog, command: string): CommandHandler {
  const { effects, answers, seed } = world;
  const known = catalog.commands.get(command);
  const [success, failure] = [known?.success ?? [], known?.failure ?? []].map((refs) => refs.map(({ name }) => name));
  return async (_input, { idempotencyKey: key, attempt, direction }) => {
    const before = answers.get(key);
    if (before !== undefined) return before;
    const roll = chanceOf(`${seed}/${key}/${attempt}`);
    const done = { outcome: pickOf(success, roll), data: DATA };
    if (direction === 'check') {
      return effects.has(key.slice(0, -'/check'.length)) ? done : { outcome: pickOf(failure, roll), data: DATA };
    }
    if (direction === 'do' && effects.has(`${key}/undo`)) throw new Error(`${key} is undone`);
    if (direction === 'do' && roll % 10 === 8) throw new Error(`${command} is out of order`);
    const isRefused = direction === 'do' && (roll % 10 === 6 || roll % 10 === 7) && (failure?.length ?? 0) > 0;
    const answer = isRefused ? { outcome: pickOf(failure, roll), data: DATA } : done;
    const event = isRefused ? catalog.events.get(answer.outcome) : undefined;
    if (!isRefused || event?.effect === 'unknown') effects.add(key);
    if (!isRefused || event?.retryable !== true) answers.set(key, answer);
    // It has happened, but nobody hears of it.
    return roll % 10 === 9 && direction === 'do' ? new Promise<CommandAnswer>(() => undefined) : answer;
  };
}

function pickOf(names: readonly string[] | undefined, roll: number): string {
  const list = names ?? [];
  // What was added is the last, and comes more often.
  return list[Math.min(Math.floor(roll / 10) % (list.length + 1), list.length - 1)] ?? '';
}

/** A number that follows from a text. */
export function chanceOf(text: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  return ((hash ^ (hash >>> 15)) >>> 0) % 100_000;
}
