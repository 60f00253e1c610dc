import type { Command } from 'commander';
import { capital } from '../../diagnostics/index.js';
import { openBroker } from '../../runtime/index.js';
import type { Action, CliCommand } from '../context.js';
import { configureDiscard } from '../dlq/discard.js';
import { configureList } from '../dlq/list.js';
import { configureReplay } from '../dlq/replay.js';
import { configureShow } from '../dlq/show.js';
import { brokerOption, type OpenBroker } from '../dlq/with-broker.js';

/** `sagac dlq`: looking after dead letters at a broker. */
export const dlqCommand: CliCommand = createDlqCommand(openBroker);

/** The command on brokers that are opened in a way of one's own. */
export function createDlqCommand(open: OpenBroker): CliCommand {
  return {
    configure(command, perform) {
      for (const { name, summary, configure } of SUBCOMMANDS) {
        const subcommand = command
          .command(name)
          .summary(summary)
          .description(`${capital(summary)}.`);
        subcommand.showHelpAfterError(`Run \`sagac dlq ${name} --help\` for usage.`);
        brokerOption(subcommand);
        configure(subcommand, perform, open);
      }
      command.helpCommand(false).addHelpText('after', HELP);
    },
  };
}

const HELP = `
LETTER is the position of a letter in its channel, or the id of its message. A replay publishes it on the channel that it
comes from, with the same id, key, type, data and headers, and takes it away when the broker has it: every group of that
channel gets it, and an inbox passes over what it has handled.

Exit codes: 0 done, 1 something is left or has failed, 2 wrong usage or a broker that cannot be used. \`list
--exit-code\`: 1 when there are letters.

Examples:
  $ export SAGAC_BROKER=nats://localhost:4222
  $ sagac dlq list
  $ sagac dlq show 17 --channel orders.mail.dead
  $ sagac dlq replay 17 --channel orders.mail.dead
  $ sagac dlq replay --channel orders.mail.dead --reason "connect ECONNREFUSED" --yes
  $ sagac dlq discard 17 --channel orders.mail.dead --why "load test" --save dropped.jsonl --yes`;

interface Subcommand {
  readonly name: string;
  readonly summary: string;
  readonly configure: (command: Command, perform: (action: Action) => void, open: OpenBroker) => void;
}

const SUBCOMMANDS: readonly Subcommand[] = [
  { name: 'list', summary: 'list dead letters by channel: how many, since when, why, whose', configure: configureList },
  { name: 'show', summary: 'show a whole letter: why, headers, data, what to do', configure: configureShow },
  { name: 'replay', summary: 'publish letters again where they come from', configure: configureReplay },
  { name: 'discard', summary: 'take letters away that nobody needs', configure: configureDiscard },
];
