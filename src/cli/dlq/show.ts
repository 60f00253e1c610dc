import type { Command } from 'commander';
import { lettersCalled } from '../../runtime/index.js';
import { type Action, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { columnsOf, painterFor } from '../screen.js';
import { formatOption, positiveNumber, type TextFormat } from '../values.js';
import { letterJson } from './letter-json.js';
import { letterText } from './letter-text.js';
import { dlqProblem } from './problems.js';
import { unknownChannel } from './unknown-channel.js';
import { type BrokerFlags, type OpenBroker, type OpenedBroker, withBroker } from './with-broker.js';

interface ShowFlags extends BrokerFlags {
  readonly channel: string;
  /** False with `--no-data`. */
  readonly data: boolean;
  readonly limit: number;
  readonly format: TextFormat;
  readonly json?: true;
}

/** Letters that are searched through unless something else is said. */
export const MOST_READ = 10_000;

/** Declares `sagac dlq show`. */
export function configureShow(command: Command, perform: (action: Action) => void, open: OpenBroker): void {
  command
    .argument('<letter>', 'its position, or the id of its message')
    .requiredOption('--channel <name>', 'the channel that the letter is in')
    .option('--no-data', 'leave the data of the message out, which may be personal')
    .option('--limit <n>', 'search through so many letters, oldest first', positiveNumber, MOST_READ)
    .addOption(formatOption())
    .option('--json', 'short for --format json')
    .action((name: string, flags: ShowFlags) =>
      perform((context) => withBroker(context, flags, open, (opened) => show(context, opened, name, flags))),
    );
}

async function show(context: CliContext, opened: OpenedBroker, name: string, flags: ShowFlags): Promise<ExitCode> {
  const { channel } = flags;
  const letters = lettersCalled(await opened.broker.deadLetters(channel, flags.limit), name);
  if (letters.length === 0) {
    const wrong = await unknownChannel(context, opened, channel);
    return refuse(context, wrong ?? dlqProblem('unknown-letter', undefined, { name, channel }));
  }
  if (flags.json === true || flags.format === 'json') {
    const shown = letters.map((letter) => letterJson(letter, flags.data));
    print(context.io.out, JSON.stringify({ version: 1, channel, data: flags.data, letters: shown }, null, 2));
    return EXIT.clean;
  }
  const page = {
    columns: columnsOf(context.host, context.io.out),
    paint: await painterFor(context),
    now: context.host.now(),
    session: { broker: flags.broker },
    channel,
    isDataShown: flags.data,
  };
  print(context.io.out, letters.map((letter) => letterText(letter, page)).join('\n\n'));
  return EXIT.clean;
}
