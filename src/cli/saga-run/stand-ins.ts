import type { Clock, CommandAnswer, CommandContext, CommandHandler, CommandHandlers } from '../../runtime/index.js';
import { silence } from '../../runtime/rehearsal/with-faults.js';
import { nameOfPath } from '../../runtime/saga/paths.js';
import type { EffectLedger } from './effect-ledger.js';
import type { Faults, PlannedAnswer } from './faults.js';

/** How long a stand-in seems to work, in milliseconds of the run's own clock. */
const WORK_MS = 40;

export interface StandInOptions {
  readonly answers: readonly PlannedAnswer[];
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
  const commands = new Set(options.answers.flatMap((entry) => entry.command ?? []));
  return Object.fromEntries([...commands].sort().map((command) => [command, standIn(command, options)]));
}

function standIn(command: string, options: StandInOptions): CommandHandler {
  const { answers, faults, ledger, clock, answerData } = options;
  return async (input, context) => {
    await clock.sleep(WORK_MS, context.signal);
    const planned = answers.find((entry) => isAnswerTo(entry, command, context));
    const known = ledger.find(context.idempotencyKey);
    const outcome = outcomeOf(planned, faults);
    const effect = known ?? { outcome, data: answerData(outcome, input) };
    if (!known) {
      ledger.record({ key: context.idempotencyKey, command, service: planned?.service ?? '', ...effect });
    }
    if (planned && faults.silent.has(planned.name)) return await silence(context.signal);
    return { outcome: effect.outcome, data: effect.data };
  };
}

function isAnswerTo(entry: PlannedAnswer, command: string, { step, direction }: CommandContext): boolean {
  return entry.command === command && entry.step === nameOfPath(step) && entry.direction === direction;
}

function outcomeOf(planned: PlannedAnswer | undefined, faults: Faults): string {
  return (planned && (faults.failing.get(planned.name) ?? planned.usual)) ?? '';
}
