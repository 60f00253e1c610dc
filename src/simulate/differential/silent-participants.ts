import type { JsonObject } from '../../runtime/json.js';
import { commandId } from '../../runtime/saga/effects.js';
import type { CommandAnswer, CommandHandler, CommandHandlers } from '../../runtime/worker/types.js';
import type { Alarm, SteeredClock } from './steered-clock.js';

/** A call of a participant that has not come back. */
export interface OpenCall {
  readonly input: JsonObject;
  /** Of the end of the attempt's time. */
  readonly limit: Alarm;
  answer(answer: CommandAnswer): void;
  refuse(): void;
}

/** Participants that do nothing by themselves: somebody else says what comes of each call, and when. */
export interface SilentParticipants {
  readonly handlers: CommandHandlers;
  /** Open calls by the id of their command message. */
  readonly calls: ReadonlyMap<string, OpenCall>;
  /** Whether an alarm is the end of some attempt's time. */
  isLimit(alarm: Alarm): boolean;
  /** Nobody hears any more of what was called so far. */
  forget(): void;
}

/** Makes participants for some commands. */
export function createSilentParticipants(commands: readonly string[], clock: SteeredClock): SilentParticipants {
  const calls = new Map<string, OpenCall>();
  const limits = new WeakSet<Alarm>();
  const handle: CommandHandler = (input, { idempotencyKey, attempt }) => {
    const id = commandId(idempotencyKey, attempt);
    // A worker sets the alarm of an attempt just before it calls.
    const limit = clock.latest();
    if (limit === undefined) throw new Error(`${id} has no limit`);
    limits.add(limit);
    return new Promise((resolve, reject) => {
      const over = (settle: () => void): void => void (calls.delete(id) && settle());
      calls.set(id, {
        input,
        limit,
        answer: (answer) => over(() => resolve(answer)),
        refuse: () => over(() => reject(new Error('refused'))),
      });
    });
  };
  return {
    handlers: Object.fromEntries(commands.map((command) => [command, handle])),
    calls,
    isLimit: (alarm) => limits.has(alarm),
    forget: () => calls.clear(),
  };
}
