import { canonicalJson } from '../../json.js';
import type { CommandSent, JournalEntry } from '../../saga/journal.js';
import { idempotencyKey } from '../../saga/names.js';
import { type AnswerLine, type CallLine, type InstanceRow, journalOf, type Violation } from '../evidence.js';
import type { Case } from './check-evidence.js';

/** Every key had its effect once, every call was written down before it was made, and every answer was really given. */
export function checkEffects(evidence: Case): readonly Violation[] {
  const { ledger, instances } = evidence;
  const calls = ledger.filter((line) => line.kind === 'call');
  const answers = ledger.filter((line) => line.kind === 'answer');
  const byKey = new Map(answers.map((answer) => [answer.key, answer]));
  const sent = new Map(instances.flatMap((row) => journalOf(row).flatMap(toSent)));
  return [
    ...repeatedAnswers(answers),
    ...calls.flatMap((call) => wrongCall(call, sent.get(`${call.key}#${call.attempt}`))),
    ...instances.flatMap((row) => wrongSuccesses(evidence, row, byKey)),
  ];
}

/** An answer is given once, and so its effect happens once. */
function repeatedAnswers(answers: readonly AnswerLine[]): readonly Violation[] {
  const seen = new Set<string>();
  return answers.flatMap(({ key, outcome }) => {
    const isSecond = seen.has(key);
    seen.add(key);
    return isSecond ? [{ rule: 'effects', text: `${key} was carried out twice, the second time as ${outcome}` }] : [];
  });
}

function toSent(entry: JournalEntry): readonly (readonly [string, CommandSent])[] {
  return entry.type === 'command-sent' ? [[`${entry.key}#${entry.attempt}`, entry]] : [];
}

function wrongCall(call: CallLine, sent: CommandSent | undefined): readonly Violation[] {
  const { instance, key, attempt } = call;
  const fits =
    sent !== undefined && sent.command === call.command && sent.step === call.step && sent.direction === call.direction;
  const says = (text: string) => [{ rule: 'effects', instance, text: `${key}, attempt ${attempt}: ${text}` }];
  if (!fits) return says('a participant was called with what the journal does not know');
  return canonicalJson(sent.input) === canonicalJson(call.input) ? [] : says('it was called with other data');
}

/** What the journal calls a success has happened; whoever was asked instead speaks for the step. */
function wrongSuccesses(
  { plans }: Case,
  row: InstanceRow,
  answers: ReadonlyMap<string, AnswerLine>,
): readonly Violation[] {
  const commands = new Set([...plans.values()].map(({ definition }) => definition.start.message));
  const plan = plans.get(row.state.definition);
  const nested = new Set(
    plan?.commands.filter(({ command }) => commands.has(command)).flatMap(({ success }) => success),
  );
  const readOnly = new Set(plan?.commands.filter((call) => call.readOnly).flatMap(({ success }) => success));
  return journalOf(row).flatMap((entry) => {
    if (entry.type !== 'step-succeeded' && entry.type !== 'late-success') return [];
    const { step, direction, event } = entry;
    if (nested.has(event)) return [];
    const answer = answers.get(idempotencyKey(row.id, step, direction));
    const isSo = readOnly.has(event)
      ? direction !== 'do' || answer !== undefined
      : answer?.outcome === event && answer.effect;
    return isSo ? [] : [{ rule: 'effects', instance: row.id, text: `${step} (${direction}) never answered ${event}` }];
  });
}
