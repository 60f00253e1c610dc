import type { Command } from 'commander';
import type { Diagnostic } from '../../diagnostics/index.js';
import { type OperatedBroker, selectDeadLetters, shownBroker } from '../../runtime/index.js';
import { type Action, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { openCatalog } from '../open-catalog.js';
import { locateCatalog } from '../paths.js';
import { refuse } from '../problems.js';
import { columnsOf, listingColumns, painterFor } from '../screen.js';
import { collect, formatOption, type TextFormat, wholeNumber } from '../values.js';
import { type Grave, gravesAt, gravesOf, kindOf } from './graves.js';
import { letterSummary } from './letter-json.js';
import { type GraveReport, listText, reportedReasons } from './list-text.js';
import { type FilterFlags, filterOf, filterOptions, isNarrowed } from './selection.js';
import { unknownToCatalog } from './unknown-channel.js';
import { type BrokerFlags, brokerAddress, type OpenBroker, type OpenedBroker, withBroker } from './with-broker.js';

interface ListFlags extends BrokerFlags, FilterFlags {
  readonly channel?: readonly string[];
  /** False with `--no-catalog`. */
  readonly catalog: boolean;
  readonly limit: number;
  readonly format: TextFormat;
  readonly json?: true;
  readonly exitCode?: true;
}

/** Letters of a channel that are read to tell why they are there. */
const READ = 1_000;

/** Declares `sagac dlq list`. */
export function configureList(command: Command, perform: (action: Action) => void, open: OpenBroker): void {
  command
    .argument('[catalog]', 'folder of the catalog whose dead letters are meant (default: the one you are in, if any)')
    .option('--channel <name>', 'only this channel, which the catalog need not have; may be repeated', collect)
    .option('--no-catalog', 'ask the broker for channels whose names end in .dead or .dlq');
  filterOptions(command);
  command
    .option('--limit <n>', 'show at most so many letters of each channel', wholeNumber, 10)
    .addOption(formatOption())
    .option('--json', 'short for --format json')
    .option('--exit-code', 'exit with 1 where there are letters, for cron and probes')
    .action((dir: string | undefined, flags: ListFlags) => perform((context) => list(context, dir, flags, open)));
}

async function list(
  context: CliContext,
  dir: string | undefined,
  flags: ListFlags,
  open: OpenBroker,
): Promise<ExitCode> {
  const known = await knownGraves(context, dir, flags);
  if (typeof known === 'number') return known;
  return withBroker(context, flags, open, async (opened) => {
    const graves = known ?? (await gravesAt(opened.broker));
    const reports = await atOnce(8, graves, (grave) => reportOf(opened.broker, grave, flags));
    const unknown = flags.channel === undefined ? [] : await unknownOf(context, opened, reports, dir, flags);
    if (unknown.length > 0) return refuse(context, ...unknown);
    if (flags.json === true || flags.format === 'json') print(context.io.out, listJson(opened, reports, flags));
    else await printText(context, opened, reports, flags, known !== undefined);
    const isAny = reports.some(({ found }) => found > 0);
    return flags.exitCode === true && isAny ? EXIT.findings : EXIT.clean;
  });
}

/** The channels to look at; undefined where only the broker knows, and an exit code where the catalog cannot be read. */
async function knownGraves(
  context: CliContext,
  dir: string | undefined,
  flags: ListFlags,
): Promise<readonly Grave[] | undefined | ExitCode> {
  const { channel, catalog } = flags;
  const isSilent = dir === undefined && (!catalog || locateCatalog(context.host, undefined).value === undefined);
  if (isSilent) return channel?.map((name) => ({ channel: name, owners: [] }));
  const { value, exit } = await openCatalog(context, dir);
  if (value === undefined) return exit;
  if (channel === undefined) return gravesOf(value, kindOf(brokerAddress(context, flags)));
  const graves = gravesOf(value);
  return channel.map((name) => graves.find((grave) => grave.channel === name) ?? { channel: name, owners: [] });
}

/** What is wrong with channels that were named, and that the broker does not have. */
async function unknownOf(
  context: CliContext,
  opened: OpenedBroker,
  reports: readonly GraveReport[],
  dir: string | undefined,
  { catalog }: ListFlags,
): Promise<readonly Diagnostic[]> {
  const missing = reports.filter(({ exists }) => !exists);
  const told = await atOnce(1, missing, ({ channel }) => unknownToCatalog(context, opened, channel, { dir, catalog }));
  return told.filter((diagnostic) => diagnostic !== undefined);
}

async function reportOf(broker: OperatedBroker, grave: Grave, flags: ListFlags): Promise<GraveReport> {
  const known = await broker.countDeadLetters(grave.channel);
  const count = known ?? 0;
  const read = count === 0 ? [] : await broker.deadLetters(grave.channel, Math.max(READ, flags.limit));
  const letters = selectDeadLetters(read, filterOf(flags));
  // Others come and go while this looks.
  const isAll = read.length >= count;
  const found = isNarrowed(flags) || isAll ? letters.length : count;
  return { ...grave, exists: known !== undefined, found, letters, isAll };
}

async function printText(
  context: CliContext,
  { address }: OpenedBroker,
  reports: readonly GraveReport[],
  flags: ListFlags,
  isOfCatalog: boolean,
): Promise<void> {
  const { host, io } = context;
  const page = {
    columns: columnsOf(host, io.out),
    tableColumns: listingColumns(host, io.out),
    paint: await painterFor(context),
    now: host.now(),
    session: { broker: flags.broker },
    limit: flags.limit,
    place: shownBroker(address),
    isOfCatalog,
  };
  print(io.out, listText(reports, page));
}

function listJson({ address }: OpenedBroker, reports: readonly GraveReport[], { limit }: ListFlags): string {
  const channels = reports.map((report) => ({
    channel: report.channel,
    owners: report.owners,
    exists: report.exists,
    count: report.found,
    complete: report.isAll,
    reasons: reportedReasons(report),
    letters: report.letters.slice(0, limit).map(letterSummary),
  }));
  return JSON.stringify({ version: 1, broker: shownBroker(address), channels }, null, 2);
}

/** Asks for several at the same time, and gives the answers in order. */
async function atOnce<Item, Answer>(
  count: number,
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const left = [...items.entries()];
  const lane = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) answers[next[0]] = await ask(next[1]);
  };
  await Promise.all(Array.from({ length: count }, lane));
  return answers;
}
