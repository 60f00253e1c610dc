import type { Clock, CommandAnswer, CommandContext, CommandHandler, CommandHandlers } from '../../runtime/index.js';
import type { EffectLedger } from './effect-ledger.js';
import type { Faults, PlannedCall } from './faults.js';

/** How long a stand-in seems to work, in milliseconds of the run's own clock. */
const WORK_MS = 40;

export interface StandInOptions {
  readonly calls: readonly PlannedCall[];
  readonly faults: Faults;
  readonly ledger: EffectLedger;
  readonly clock: Clock;
  /** Data of a success or failure event that answers `input`. */
  readonly answerData: (event: string, input: CommandAnswer['data']) => CommandAnswer['data'];
}

/**
 * Participants that behave as real ones must: a key that was seen before gets the answer of then and has no second
 * effect, and an answer is given only when the effect is on disk.
 */
export function createStandIns(options: StandInOptions): CommandHandlers {
  const commands = new Set(options.calls.map((entry) => entry.call.command));
  return Object.fromEntries([...commands].sort().map((command) => [command, standIn(command, options)]));
}

function standIn(command: string, options: StandInOptions): CommandHandler {
  const { calls, faults, ledger, clock, answerData } = options;
  return async (input, context) => {
    await clock.sleep(WORK_MS, context.signal);
    const planned = calls.find((entry) => isCallOf(entry, command, context));
    const known = ledger.find(context.idempotencyKey);
    const outcome = outcomeOf(planned, faults);
    const effect = known ?? { outcome, data: answerData(outcome, input) };
    if (!known) {
      ledger.record({ key: context.idempotencyKey, command, service: planned?.call.service ?? '', ...effect });
    }
    if (planned && faults.silent.has(planned.name)) return await silence(context.signal);
    return { outcome: effect.outcome, data: effect.data };
  };
}

function isCallOf(entry: PlannedCall, command: string, context: CommandContext): boolean {
  return entry.call.command === command && entry.step === context.step && entry.direction === context.direction;
}

function outcomeOf(planned: PlannedCall | undefined, faults: Faults): string {
  return (planned && (faults.failing.get(planned.name) ?? planned.call.success[0])) ?? '';
}

/** An answer that got lost: whoever waits is told by the clock, and by nobody else. */
function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = (): void => reject(new Error('The answer was lost.'));
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
