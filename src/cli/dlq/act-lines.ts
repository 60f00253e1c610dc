import { printable, printableLine } from '../../diagnostics/index.js';
import { type DeadLetter, type DeadLetterAct, deadLetterFacts } from '../../runtime/index.js';
import { type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { ended } from '../sentence.js';
import { letterSummary } from './letter-json.js';
import { dlqProblem } from './problems.js';

/** Who wanted letters to be discarded, why, and when, in milliseconds since 1970. */
export interface Discarded {
  readonly at: number;
  readonly who: string | null;
  readonly why: string;
}

/** What a line says beside what the letter itself says. */
interface ActFacts {
  /** The channel that it is published on. */
  readonly to?: string | undefined;
  readonly discarded?: Discarded | undefined;
}

/** A line of text, or of JSON, about a letter; `what` comes first. */
export function actLine(letter: DeadLetter, what: string, facts: ActFacts, isJson: boolean): string {
  if (isJson) return JSON.stringify({ act: what, ...letterSummary(letter), ...facts });
  const { to } = facts;
  const { message, position } = letter;
  const { reason } = deadLetterFacts(letter);
  const because = to === undefined && reason !== undefined ? `: ${reason}` : '';
  const about = [position, message.type, message.id].filter((word) => word !== '');
  const words = [what, ...about, `(key ${message.key})${because}`];
  return printableLine([...words, ...(to === undefined ? [] : [`to ${to}`])].join('  '));
}

interface Acts {
  /** How many letters are meant. */
  readonly total: number;
  readonly isJson: boolean;
  readonly discarded?: Discarded;
}

/**
 * Prints what becomes of letters, one line each, as it happens: whoever is killed in between has said what was done. Gives the exit
 * code.
 */
export async function printActs(
  context: CliContext,
  acts: AsyncIterable<DeadLetterAct>,
  { total, isJson, discarded }: Acts,
): Promise<ExitCode> {
  const stopping = context.io.betweenActs?.();
  const counts = { replayed: 0, discarded: 0, gone: 0, left: 0, failed: 0 };
  let last: DeadLetterAct | undefined;
  for await (const act of acts) {
    last = act;
    counts[act.kind] += 1;
    const facts = act.kind === 'replayed' ? { to: act.to } : act.kind === 'discarded' ? { discarded } : {};
    if (act.kind !== 'failed') print(context.io.out, actLine(act.letter, act.kind, facts, isJson));
    tellProblem(context, act);
    if (stopping?.aborted) break;
  }
  const isEarly = counts.failed === 0 && sum(Object.values(counts)) < total;
  if (isEarly && last !== undefined)
    refuse(context, dlqProblem('stopped-early', undefined, { position: last.letter.position }));
  const why = discarded !== undefined && counts.discarded > 0 ? ` ${whyText(discarded)}` : '';
  if (!isJson) print(context.io.out, `\n${summary(counts, total)}${why}`);
  if (isEarly) return EXIT.interrupted;
  return counts.left + counts.failed > 0 ? EXIT.findings : EXIT.clean;
}

function tellProblem(context: CliContext, act: DeadLetterAct): void {
  const { letter } = act;
  if (act.kind === 'left') {
    const { err } = context.io;
    print(err, `warning: letter ${printableLine(letter.position)} is left: ${printable(act.reason)}`);
    if (deadLetterFacts(letter).channel === undefined) print(err, '  help: Name the channel with `--to`.');
  }
  if (act.kind === 'failed') {
    const facts = { position: letter.position, reason: ended(act.reason) };
    refuse(context, dlqProblem(act.isPublished ? 'stopped-behind' : 'stopped-at', undefined, facts));
  }
}

function whyText({ who, why }: Discarded): string {
  return printableLine(who === null ? `Why: ${why}` : `By ${who}: ${why}`);
}

function summary(counts: Readonly<Record<DeadLetterAct['kind'], number>>, total: number): string {
  const done = (['replayed', 'discarded', 'gone'] as const).filter((kind) => counts[kind] > 0);
  const parts = done.map((kind) => `${counts[kind].toLocaleString('en')} ${WORDS[kind]}`);
  const still = total - sum(done.map((kind) => counts[kind]));
  if (still > 0) parts.push(`${still.toLocaleString('en')} still there`);
  return `${parts.join(', ')}.`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

const WORDS = { replayed: 'replayed', discarded: 'discarded', gone: 'taken away by somebody else' } as const;
