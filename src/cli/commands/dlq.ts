import { openBroker } from '../../runtime/index.js';
import type { CliCommand } from '../context.js';
import { configureDiscard } from '../dlq/discard.js';
import { configureList } from '../dlq/list.js';
import { configureReplay } from '../dlq/replay.js';
import { configureShow } from '../dlq/show.js';
import { brokerOption, type OpenBroker } from '../dlq/with-broker.js';
import { addSubcommands, type Subcommand } from '../subcommands.js';

/** `sagac dlq`: looking after dead letters at a broker. */
export const dlqCommand: CliCommand = createDlqCommand(openBroker);

/** The command on brokers that are opened in a way of one's own. */
export function createDlqCommand(open: OpenBroker): CliCommand {
  return {
    configure: (command, perform) =>
      addSubcommands(command, perform, { subcommands: subcommandsOn(open), shared: brokerOption, help: HELP }),
  };
}

const HELP = `
LETTER is the position of a letter in its channel, or the id of its message. A replay publishes it on the channel that it
comes from, with the same id, key, type, data and headers, and takes it away when the broker has it: every group of that
channel gets it, and an inbox passes over what it has handled.

Exit codes: 0 done, 1 something is left or has failed, 2 wrong usage, an unknown channel or letter, or a broker that cannot
be used, 130 stopped between two letters. \`list --exit-code\`: 1 when there are letters.

Examples:
  $ export SAGAC_BROKER=nats://localhost:4222
  $ sagac dlq list
  $ sagac dlq show 17 --channel orders.mail.dead
  $ sagac dlq replay 17 --channel orders.mail.dead
  $ sagac dlq replay --channel orders.mail.dead --reason "connect ECONNREFUSED" --yes
  $ sagac dlq discard 17 --channel orders.mail.dead --why "load test" --save dropped.jsonl --yes`;

function subcommandsOn(open: OpenBroker): readonly Subcommand[] {
  type Configure = (...args: [...Parameters<CliCommand['configure']>, OpenBroker]) => void;
  const subcommand = (name: string, summary: string, configure: Configure): Subcommand => {
    return { name, summary, configure: (command, perform) => configure(command, perform, open) };
  };
  return [
    subcommand('list', 'list dead letters by channel: how many, since when, why, whose', configureList),
    subcommand('show', 'show a whole letter: why, headers, data, what to do', configureShow),
    subcommand('replay', 'publish letters again where they come from', configureReplay),
    subcommand('discard', 'take letters away that nobody needs', configureDiscard),
  ];
}
