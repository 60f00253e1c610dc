import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { type Diagnostic, didYouMean } from '../../diagnostics/index.js';
import { nameList } from '../../model/facts/name-list.js';
import {
  createOperator,
  type InstanceCount,
  type InstanceFilter,
  type InstanceSummary,
  type Operator,
  type SagaStatus,
  type SagaStore,
} from '../../runtime/index.js';
import { type Action, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { columnsOf, listingColumns, painterFor } from '../screen.js';
import { collect, duration, formatOption, type TextFormat, wholeNumber } from '../values.js';
import { countsText, listText } from './list-text.js';
import { opsProblem } from './problems.js';
import { type StoreFlags, withStore } from './with-store.js';

interface ListFlags extends StoreFlags {
  readonly status?: readonly SagaStatus[];
  readonly saga?: string;
  readonly correlation?: string;
  readonly olderThan?: number;
  readonly limit: number;
  readonly format: TextFormat;
  readonly json?: true;
  readonly exitCode?: true;
}

const STATUSES: readonly SagaStatus[] = ['stuck', 'running', 'unwinding', 'completed', 'aborted'];
/** What may need somebody. */
const UNFINISHED: readonly SagaStatus[] = ['stuck', 'running', 'unwinding'];

/** Declares `sagac ops list`. */
export function configureList(command: Command, perform: (action: Action) => void): void {
  command
    .addOption(statusOption())
    .option('--saga <name>', 'instances of this saga')
    .option('--correlation <value>', 'the instance that this value of the correlation field names')
    .option('--older-than <time>', 'nothing has happened for so long: `30m`, `2h`, `7d`', duration)
    .option('--limit <n>', 'at most so many', wholeNumber, 50)
    .addOption(formatOption())
    .option('--json', 'short for --format json')
    .option('--exit-code', 'exit with 1 when one of those that are listed is stuck, for cron and probes')
    .action((flags: ListFlags) =>
      perform((context) => withStore(context, flags, (store) => list(context, store, flags))),
    );
}

function statusOption(): Option {
  const option = new Option(
    '--status <status>',
    `one of ${STATUSES.join(', ')}; may be repeated (default: ${UNFINISHED.join(', ')}; with --correlation: all)`,
  );
  return option.argParser((value: string, previous: readonly string[] | undefined) => {
    if (!STATUSES.some((status) => status === value))
      throw new InvalidArgumentError(`Allowed choices are ${STATUSES.join(', ')}.`);
    return collect(value, previous);
  });
}

async function list(context: CliContext, store: SagaStore, flags: ListFlags): Promise<ExitCode> {
  const wrong = flags.saga === undefined ? undefined : await unknownSaga(store, flags.saga);
  if (wrong !== undefined) return refuse(context, wrong);
  const now = store.clock?.now() ?? context.host.now();
  const found = await select(createOperator({ store }), flags, now);
  const shown = found.slice(0, flags.limit);
  const more = found.length > shown.length;
  const counts = (await store.count()).filter(({ saga }) => saga === (flags.saga ?? saga));
  if (flags.json === true || flags.format === 'json') print(context.io.out, listJson(shown, counts, more));
  else await printText(context, { shown, counts, more, now });
  return flags.exitCode === true && shown.some(({ state }) => state.status === 'stuck') ? EXIT.findings : EXIT.clean;
}

/** What is wrong with the name of a saga that the store has never had: without a word it would pass for one with nothing to do. */
async function unknownSaga(store: SagaStore, saga: string): Promise<Diagnostic | undefined> {
  const known = [...new Set([...(await store.definitions()).values()].map((definition) => definition.saga))].sort();
  if (known.includes(saga)) return undefined;
  const help = didYouMean(saga, known) ?? (known.length > 0 ? `It has ${nameList(known, 10)}.` : undefined);
  return opsProblem('unknown-saga', undefined, { saga }, help === undefined ? {} : { help });
}

/** Stuck ones first: among thousands that wait for their time, they must not be beyond the limit. */
async function select(operator: Operator, flags: ListFlags, now: number): Promise<readonly InstanceSummary[]> {
  const statuses = statusesOf(flags);
  const stuck = statuses.includes('stuck') ? await search(operator, flags, now, ['stuck'], flags.limit + 1) : [];
  const others = statuses.filter((status) => status !== 'stuck');
  const room = flags.limit + 1 - stuck.length;
  if (others.length === 0 || room <= 0) return stuck;
  return [...stuck, ...(await search(operator, flags, now, others, room))];
}

/** Whoever names one instance wants to see it, ended or not. */
function statusesOf({ status, correlation }: ListFlags): readonly SagaStatus[] {
  return status ?? (correlation === undefined ? UNFINISHED : STATUSES);
}

async function search(
  operator: Operator,
  { saga, correlation, olderThan }: ListFlags,
  now: number,
  status: readonly SagaStatus[],
  limit: number,
): Promise<readonly InstanceSummary[]> {
  const common: InstanceFilter = {
    status,
    limit,
    ...(saga !== undefined && { saga }),
    ...(olderThan !== undefined && { untouchedSince: now - olderThan }),
  };
  if (correlation === undefined) return operator.list(common);
  // A shell knows only text, and a correlation field may be a number.
  const values = Number.isFinite(Number(correlation)) ? [correlation, Number(correlation)] : [correlation];
  const lists = await Promise.all(values.map((value) => operator.list({ ...common, correlation: value })));
  return lists.flat().slice(0, limit);
}

const NOTHING = 'No instance matches. Ended ones are listed with `--status completed` and `--status aborted`.';

interface Listing {
  readonly shown: readonly InstanceSummary[];
  readonly counts: readonly InstanceCount[];
  readonly more: boolean;
  readonly now: number;
}

async function printText(context: CliContext, { shown, counts, more, now }: Listing): Promise<void> {
  const { host, io } = context;
  const page = { width: listingColumns(host, io.out), paint: await painterFor(context) };
  print(io.out, shown.length === 0 ? NOTHING : listText(shown, now, page));
  const note = more ? `More match than the ${shown.length} listed here: \`--limit\` shows more.` : '';
  print(
    io.out,
    `\n${[note, countsText(counts, now, columnsOf(host, io.out))].filter((text) => text !== '').join('\n')}`,
  );
}

function listJson(shown: readonly InstanceSummary[], counts: readonly InstanceCount[], more: boolean): string {
  const instances = shown.map(({ state, problems, waits }) => {
    const { instance, saga, correlation, run, status, startedAt, updatedAt } = state;
    return { instance, saga, correlation, run, status, startedAt, updatedAt, problems, waits };
  });
  return JSON.stringify({ version: 1, instances, more, counts }, null, 2);
}
