import { resolve } from 'node:path';
import type { Command } from 'commander';
import { countOf } from '../../model/facts/name-list.js';
import { type DeadLetter, discardDeadLetters } from '../../runtime/index.js';
import { type Action, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { loginName } from '../ops/operator-name.js';
import { refuse } from '../problems.js';
import { saysWhy } from '../values.js';
import { writeWhole } from '../write-whole.js';
import { actLine, type Discarded, printActs } from './act-lines.js';
import { type ChosenFlags, chosenLetters, chosenOptions } from './chosen.js';
import { letterJson } from './letter-json.js';
import { dlqProblem } from './problems.js';
import { type BrokerFlags, type OpenBroker, type OpenedBroker, withBroker } from './with-broker.js';

interface DiscardFlags extends BrokerFlags, ChosenFlags {
  readonly why: string;
  readonly who?: string;
  readonly save?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: boolean;
}

/** Declares `sagac dlq discard`. */
export function configureDiscard(command: Command, perform: (action: Action) => void, open: OpenBroker): void {
  chosenOptions(command);
  command
    .requiredOption('--why <text>', 'why nobody needs them; it stands in what is printed and in what `--save` writes')
    .option('--who <name>', 'who wants it (default: your login name)')
    .option('--save <file>', 'write the letters to a new file first, one line of JSON each')
    .option('--dry-run', 'show what would be dropped, and do nothing')
    .option('--yes', 'do it: discarded letters cannot be brought back')
    .option('--json', 'one line of JSON for each letter')
    .action((names: readonly string[], flags: DiscardFlags) =>
      perform((context) => {
        if (!saysWhy(flags.why)) return refuse(context, dlqProblem('why-empty', undefined, {}));
        return withBroker(context, flags, open, (opened) => discard(context, opened, names, flags));
      }),
    );
}

async function discard(
  context: CliContext,
  opened: OpenedBroker,
  names: readonly string[],
  flags: DiscardFlags,
): Promise<ExitCode> {
  const letters = await chosenLetters(context, opened, 'discard', names, flags);
  if (typeof letters === 'number') return letters;
  const { channel, json = false } = flags;
  if (flags.dryRun === true) return showOnly(context, letters, json);
  if (flags.yes !== true) {
    const many = { act: 'discard', letters: countOf(letters.length, 'letter') };
    return refuse(context, dlqProblem('not-confirmed', undefined, many));
  }
  const discarded = { at: context.host.now(), who: flags.who ?? loginName() ?? null, why: flags.why };
  const refused = save(context, letters, flags, discarded);
  if (refused !== undefined) return refused;
  const acts = discardDeadLetters(opened.broker, channel, letters);
  return printActs(context, acts, { total: letters.length, isJson: json, discarded });
}

/** Writes the letters to a file of their own before any is dropped; an exit code where that is not possible. */
function save(
  context: CliContext,
  letters: readonly DeadLetter[],
  flags: DiscardFlags,
  discarded: Discarded,
): ExitCode | undefined {
  if (flags.save === undefined) return undefined;
  const { host } = context;
  const path = resolve(host.cwd, flags.save);
  if (host.kindOf(path) === 'file') {
    return refuse(context, dlqProblem('would-replace', undefined, { path: flags.save }));
  }
  const lines = letters.map((letter) =>
    JSON.stringify({ version: 1, in: flags.channel, discarded, ...letterJson(letter, true) }),
  );
  writeWhole(host, path, `${lines.join('\n')}\n`);
  return undefined;
}

function showOnly(context: CliContext, letters: readonly DeadLetter[], isJson: boolean): ExitCode {
  for (const letter of letters) print(context.io.out, actLine(letter, 'would discard', {}, isJson));
  if (!isJson) print(context.io.out, `\nNothing was done with ${countOf(letters.length, 'letter')}.`);
  return EXIT.clean;
}
