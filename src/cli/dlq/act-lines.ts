import { printable, printableLine } from '../../diagnostics/index.js';
import { type DeadLetter, type DeadLetterAct, deadLetterFacts } from '../../runtime/index.js';
import { type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { ended } from '../sentence.js';
import { letterSummary } from './letter-json.js';
import { dlqProblem } from './problems.js';

/** A line of text, or of JSON, about a letter; `what` comes first. */
export function actLine(letter: DeadLetter, what: string, to: string | undefined, isJson: boolean): string {
  if (isJson) return JSON.stringify({ act: what, ...letterSummary(letter), ...(to !== undefined && { to }) });
  const { message, position } = letter;
  const { reason } = deadLetterFacts(letter);
  const because = to === undefined && reason !== undefined ? `: ${reason}` : '';
  const words = [what, position, message.type, message.id, `(key ${message.key})${because}`];
  return printableLine([...words, ...(to === undefined ? [] : [`to ${to}`])].join('  '));
}

/**
 * Prints what becomes of letters, one line each, as it happens: whoever is killed in between has said what was done. Gives the exit
 * code.
 */
export async function printActs(
  context: CliContext,
  acts: AsyncIterable<DeadLetterAct>,
  { total, isJson }: { readonly total: number; readonly isJson: boolean },
): Promise<ExitCode> {
  const { out, err } = context.io;
  const counts = { replayed: 0, discarded: 0, gone: 0, left: 0, failed: 0 };
  for await (const act of acts) {
    counts[act.kind] += 1;
    const { letter } = act;
    switch (act.kind) {
      case 'replayed':
        print(out, actLine(letter, 'replayed', act.to, isJson));
        break;
      case 'discarded':
      case 'gone':
        print(out, actLine(letter, act.kind, undefined, isJson));
        break;
      case 'left':
        print(out, actLine(letter, 'left', undefined, isJson));
        print(err, `warning: letter ${printableLine(letter.position)} is left: ${printable(act.reason)}`);
        if (deadLetterFacts(letter).channel === undefined) print(err, '  help: Name the channel with `--to`.');
        break;
      case 'failed': {
        const facts = { position: letter.position, reason: ended(act.reason) };
        refuse(context, dlqProblem(act.isPublished ? 'stopped-behind' : 'stopped-at', undefined, facts));
        break;
      }
    }
  }
  if (!isJson) print(out, `\n${summary(counts, total)}`);
  return counts.left + counts.failed > 0 ? EXIT.findings : EXIT.clean;
}

function summary(counts: Readonly<Record<DeadLetterAct['kind'], number>>, total: number): string {
  const done = (['replayed', 'discarded', 'gone'] as const).filter((kind) => counts[kind] > 0);
  const parts = done.map((kind) => `${counts[kind].toLocaleString('en')} ${WORDS[kind]}`);
  const still = total - done.reduce((sum, kind) => sum + counts[kind], 0);
  if (still > 0) parts.push(`${still.toLocaleString('en')} still there`);
  return `${parts.join(', ')}.`;
}

const WORDS = { replayed: 'replayed', discarded: 'discarded', gone: 'taken away by somebody else' } as const;
