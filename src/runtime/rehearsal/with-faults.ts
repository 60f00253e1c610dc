import type { JsonObject } from '../json.js';
import { nameOfPath } from '../saga/paths.js';
import type { VirtualClock } from '../virtual-clock.js';
import type { CommandContext, CommandHandler, CommandHandlers } from '../worker/types.js';

/**
 * What goes wrong, by step; with `/undo` or `/check` behind the name, at the undo or the check of that step. An event is
 * answered without asking the participant, as a declared failure means that nothing has happened. `timeout`: the
 * participant does its work, and its answer is lost. `crash`: the command is lost before it arrives.
 */
export type Faults = Readonly<Record<string, string>>;

export interface FaultSetting {
  readonly clock: VirtualClock;
  readonly faults: Faults;
  readonly samples: Readonly<Record<string, JsonObject>>;
}

/** Participants with faults between them and the saga. */
export function withFaults(handlers: CommandHandlers, setting: FaultSetting): CommandHandlers {
  const wrapped = Object.entries(handlers).map(([command, handler]) => [command, withFault(handler, setting)]);
  return Object.fromEntries(wrapped);
}

function withFault(handler: CommandHandler, { clock, faults, samples }: FaultSetting): CommandHandler {
  return async (input, context) => {
    const fault = faults[keyOf(context)];
    if (fault === 'crash') throw new Error('the command was lost');
    if (fault !== undefined && fault !== 'timeout') return { outcome: fault, data: answering(input, samples[fault]) };
    const answer = await clock.during(handler(input, context));
    return fault === 'timeout' ? silence(context.signal) : answer;
  };
}

function keyOf({ step, direction }: CommandContext): string {
  const name = nameOfPath(step);
  return direction === 'do' ? name : `${name}/${direction}`;
}

/** A sample that speaks of what it was asked about. */
function answering(input: JsonObject, sample: JsonObject = {}): JsonObject {
  const shared = Object.keys(sample).filter((name) => name in input && typeof input[name] === typeof sample[name]);
  return { ...sample, ...Object.fromEntries(shared.map((name) => [name, input[name] ?? null])) };
}

/** An answer that got lost: whoever waits is told by the clock, and by nobody else. */
export function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const giveUp = (): void => reject(new Error('the answer was lost'));
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
