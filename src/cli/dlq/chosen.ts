import type { Command } from 'commander';
import { countOf } from '../../model/facts/name-list.js';
import { type DeadLetter, lettersCalled, selectDeadLetters } from '../../runtime/index.js';
import { type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { positiveNumber } from '../values.js';
import { dlqProblem } from './problems.js';
import { type FilterFlags, filterOf, filterOptions, isNarrowed } from './selection.js';
import { MOST_READ } from './show.js';
import { strangersOf } from './strangers.js';
import { unknownChannel } from './unknown-channel.js';
import type { OpenedBroker } from './with-broker.js';

/** Flags that say which letters of a channel an act is about. */
export interface ChosenFlags extends FilterFlags {
  readonly channel: string;
  readonly all?: true;
  readonly foreign?: true;
  readonly limit: number;
}

export function chosenOptions(command: Command): void {
  command
    .argument('[letters...]', 'positions, or ids of messages')
    .requiredOption('--channel <name>', 'the channel that the letters are in')
    .option('--all', 'all letters of the channel');
  filterOptions(command);
  command.option(
    '--foreign',
    'also letters that do not say that they are dead, and that others than sagac have put aside',
  );
  command.option('--limit <n>', 'look at no more than so many letters, oldest first', positiveNumber, MOST_READ);
}

/** The letters that are meant, oldest first; or an exit code where that is not clear, or there are none. */
export async function chosenLetters(
  context: CliContext,
  opened: OpenedBroker,
  act: string,
  names: readonly string[],
  flags: ChosenFlags,
): Promise<readonly DeadLetter[] | ExitCode> {
  const { channel, all, limit } = flags;
  const isMeant = names.length > 0 || isNarrowed(flags);
  if (all !== true && !isMeant) return refuse(context, dlqProblem('letters-not-named', undefined, { act }));
  if (all === true && names.length > 0) return refuse(context, dlqProblem('all-and-some', undefined, {}));
  // One more tells whether there are more.
  const read = await opened.broker.deadLetters(channel, limit + 1);
  const letters = read.slice(0, limit);
  const wrong = read.length === 0 ? await unknownChannel(context, opened, channel) : undefined;
  if (wrong !== undefined) return refuse(context, wrong);
  const unknown = names.filter((name) => lettersCalled(letters, name).length === 0);
  if (unknown.length > 0)
    return refuse(context, ...unknown.map((name) => dlqProblem('unknown-letter', undefined, { name, channel })));
  if (read.length > limit) print(context.io.err, moreNote(limit));
  const chosen = selectDeadLetters(letters, filterOf(flags, names));
  if (chosen.length > 0) {
    const strangers = flags.foreign === true ? [] : strangersOf(channel, chosen);
    if (strangers.length === 0) return chosen;
    const messages = countOf(strangers.length, 'message');
    return refuse(context, dlqProblem('not-dead', undefined, { channel, messages, act }));
  }
  print(context.io.err, `No letter of \`${channel}\` is meant: there is nothing to ${act}.`);
  return EXIT.clean;
}

function moreNote(limit: number): string {
  const count = limit.toLocaleString('en');
  return `note: there are more letters than the oldest ${count} that are looked at: \`--limit\` looks at more, or do the rest after these.`;
}
