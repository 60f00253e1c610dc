import type { Command } from 'commander';
import type { ChannelStatus, OutboxStatus, ParkedOutboxMessage, RelayStatus } from '../../runtime/index.js';
import { type Action, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { columnsOf, listingColumns, painterFor } from '../screen.js';
import { duration, formatOption, type TextFormat, wholeNumber } from '../values.js';
import { statusText } from './status-text.js';
import { type OpenedOutbox, type OutboxFlags, withOutbox } from './with-outbox.js';

interface StatusFlags extends OutboxFlags {
  readonly limit: number;
  readonly format: TextFormat;
  readonly json?: true;
  readonly exitCode?: true;
  /** In milliseconds. */
  readonly failOver?: number;
}

/** All that an outbox says of itself. */
export interface OutboxReport {
  readonly place: string;
  readonly status: OutboxStatus;
  readonly channels: readonly ChannelStatus[];
  readonly relays: readonly RelayStatus[];
  readonly parked: readonly ParkedOutboxMessage[];
}

/** Declares `sagac outbox status`. */
export function configureStatus(command: Command, perform: (action: Action) => void): void {
  command
    .option('--limit <n>', 'show at most so many parked messages', wholeNumber, 20)
    .addOption(formatOption())
    .option('--json', 'short for --format json')
    .option('--exit-code', 'exit with 1 when a message is parked, for cron and probes')
    .option('--fail-over <time>', 'exit with 1 when the oldest message is older: `5m`, `1h`', duration)
    .action((flags: StatusFlags) =>
      perform((context) => withOutbox(context, flags, true, (opened) => status(context, opened, flags))),
    );
}

async function status(context: CliContext, { outbox, place }: OpenedOutbox, flags: StatusFlags): Promise<ExitCode> {
  const report: OutboxReport = {
    place,
    status: await outbox.status(),
    channels: await outbox.channels(),
    relays: await outbox.relays(),
    parked: await outbox.parked(flags.limit),
  };
  if (flags.json === true || flags.format === 'json') print(context.io.out, statusJson(report));
  else await printText(context, report, flags);
  const { parked, oldestAgeMs = 0 } = report.status;
  const isTooOld = flags.failOver !== undefined && oldestAgeMs > flags.failOver;
  return isTooOld || (flags.exitCode === true && parked > 0) ? EXIT.findings : EXIT.clean;
}

async function printText(context: CliContext, report: OutboxReport, { store }: StatusFlags): Promise<void> {
  const { host, io } = context;
  const page = {
    columns: columnsOf(host, io.out),
    tableColumns: listingColumns(host, io.out),
    paint: await painterFor(context),
    store,
  };
  print(io.out, statusText(report, page));
}

function statusJson({ status, channels, relays, parked }: OutboxReport): string {
  return JSON.stringify({ version: 1, ...status, channels, relays, messages: parked }, null, 2);
}
