import { type Command, Option } from 'commander';
import { countOf } from '../../model/facts/name-list.js';
import {
  cloudEventsFormat,
  type DeadLetter,
  deadLetterFacts,
  plainFormat,
  replayDeadLetters,
  type WireFormat,
} from '../../runtime/index.js';
import { type Action, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { positiveNumber } from '../values.js';
import { actLine, printActs } from './act-lines.js';
import { type ChosenFlags, chosenLetters, chosenOptions } from './chosen.js';
import { dlqLine } from './command-line.js';
import { dlqProblem } from './problems.js';
import { type BrokerFlags, type OpenBroker, type OpenedBroker, withBroker } from './with-broker.js';

interface ReplayFlags extends BrokerFlags, ChosenFlags {
  readonly to?: string;
  readonly envelope: keyof typeof ENVELOPES;
  /** Letters a second. */
  readonly rate: number;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: boolean;
}

/** How messages are written; whoever reads with sagac understands all of them. */
const ENVELOPES = {
  cloudevents: () => cloudEventsFormat(),
  structured: () => cloudEventsFormat({ mode: 'structured' }),
  plain: () => plainFormat(),
} as const satisfies Readonly<Record<string, () => WireFormat>>;

/** Declares `sagac dlq replay`. */
export function configureReplay(command: Command, perform: (action: Action) => void, open: OpenBroker): void {
  chosenOptions(command);
  command
    .option('--to <channel>', 'publish there (default: the channel that each letter comes from)')
    .addOption(
      new Option('--envelope <form>', 'how they are written, for readers without sagac')
        .choices(Object.keys(ENVELOPES))
        .default('cloudevents'),
    )
    .option('--rate <n>', 'at most so many letters a second', positiveNumber, 100)
    .option('--dry-run', 'show what would be published where, and do nothing')
    .option('--yes', 'do it, although it is more than one letter')
    .option('--json', 'one line of JSON for each letter')
    .action((names: readonly string[], flags: ReplayFlags) =>
      perform((context) => {
        const { to, channel } = flags;
        if (to === channel) return refuse(context, dlqProblem('replay-into-itself', undefined, { channel }));
        const wire = ENVELOPES[flags.envelope]();
        return withBroker(context, flags, open, (opened) => replay(context, opened, names, flags), wire);
      }),
    );
}

async function replay(
  context: CliContext,
  opened: OpenedBroker,
  names: readonly string[],
  flags: ReplayFlags,
): Promise<ExitCode> {
  const letters = await chosenLetters(context, opened, 'replay', names, flags);
  if (typeof letters === 'number') return letters;
  const { channel, to, rate, json = false } = flags;
  if (flags.dryRun === true) return showOnly(context, letters, flags);
  if (letters.length > 1 && flags.yes !== true) {
    const many = { act: 'replay', letters: countOf(letters.length, 'letter') };
    return refuse(context, dlqProblem('not-confirmed', undefined, many));
  }
  const options = { perSecond: rate, ...(to !== undefined && { to }) };
  const acts = replayDeadLetters(opened.broker, channel, letters, options);
  const exit = await printActs(context, acts, { total: letters.length, isJson: json });
  if (!json && exit === EXIT.clean) {
    const look = dlqLine({ broker: flags.broker }, 'list', channel);
    print(context.io.out, `What fails again comes back: look in a moment with \`${look}\`.`);
  }
  return exit;
}

function showOnly(context: CliContext, letters: readonly DeadLetter[], { to, json = false }: ReplayFlags): ExitCode {
  for (const letter of letters) {
    const target = to ?? deadLetterFacts(letter).channel;
    const what = target === undefined ? 'would leave' : 'would replay';
    print(context.io.out, actLine(letter, what, { to: target }, json));
  }
  if (!json) print(context.io.out, `\nNothing was done with ${countOf(letters.length, 'letter')}.`);
  return EXIT.clean;
}
