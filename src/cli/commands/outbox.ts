import type { CliCommand } from '../context.js';
import { configureDiscard, configureRetry } from '../outbox/act.js';
import { configureStatus } from '../outbox/status.js';
import { storeOption } from '../outbox/with-outbox.js';
import { addSubcommands, type Subcommand } from '../subcommands.js';

/** `sagac outbox`: looking into the outbox of a service. */
export const outboxCommand: CliCommand = {
  configure: (command, perform) =>
    addSubcommands(command, perform, { subcommands: SUBCOMMANDS, shared: storeOption, help: HELP }),
};

const HELP = `
The outbox is in the service's own database. Nothing is made or migrated there; \`status\` only reads.

Exit codes: 0 done, 1 a message is not parked (any more), 2 wrong usage or a database that cannot be used. \`status\`: 1
with \`--exit-code\` when a message is parked, with \`--fail-over\` when the oldest one waits for too long.

Examples:
  $ export SAGAC_OUTBOX=postgres://ana@db.example:5432/shop
  $ sagac outbox status
  $ sagac outbox status --exit-code --fail-over 5m
  $ sagac outbox retry 6f9619ff
  $ sagac outbox discard 6f9619ff --why "channel was given up" --yes`;

const SUBCOMMANDS: readonly Subcommand[] = [
  { name: 'status', summary: 'show what waits, who publishes, and what was given up', configure: configureStatus },
  { name: 'retry', summary: 'have messages tried again that were given up', configure: configureRetry },
  {
    name: 'discard',
    summary: 'drop messages that were given up, so that their key goes on',
    configure: configureDiscard,
  },
];
