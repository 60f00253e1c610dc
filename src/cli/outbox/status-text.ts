import { printableLine, wrapText } from '../../diagnostics/index.js';
import { countOf } from '../../model/facts/name-list.js';
import type { OutboxStatus, ParkedOutboxMessage, RelayStatus } from '../../runtime/index.js';
import { shownAddress } from '../../runtime/stores/open-store.js';
import { quote } from '../ops/act-line.js';
import { ageText } from '../ops/times.js';
import type { Painter } from '../screen.js';
import { table } from '../table.js';
import type { OutboxReport } from './status.js';

export interface StatusPage {
  /** Of text for people. */
  readonly columns: number;
  /** Of tables; may be without bound, where what reads them wants each row on one line. */
  readonly tableColumns: number;
  readonly paint: Painter;
  /** As it was given by `--store`; missing where the environment names it. */
  readonly store: string | undefined;
}

/** What waits in an outbox, who publishes it, and what a person has to do. */
export function statusText(report: OutboxReport, page: StatusPage): string {
  const { status, channels } = report;
  const parts = [
    page.paint('bold', wrapText(headline(report), page.columns).join('\n')),
    channels.length === 0 ? '' : channelTable(report, page),
    relayText(report, page),
    status.parked === 0 ? '' : parkedText(report, page),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function headline({ status, place }: OutboxReport): string {
  const { waiting, oldestAgeMs, retrying, parked } = status;
  if (waiting === 0) return `Nothing waits in the outbox in ${printableLine(place)}.`;
  const age = oldestAgeMs === undefined ? '' : `; the oldest is ${ageOf(oldestAgeMs)} old`;
  const failed = [
    ...(retrying > 0 ? [`${retrying.toLocaleString('en')} failed and will be tried again`] : []),
    ...(parked > 0 ? [`${parked.toLocaleString('en')} given up`] : []),
  ];
  const of = failed.length === 0 ? '' : `, of them ${failed.join(' and ')}`;
  const wait = `${countOf(waiting, 'message')} ${waiting === 1 ? 'waits' : 'wait'}`;
  return `${wait} in the outbox in ${printableLine(place)}${of}${age}.`;
}

function channelTable({ channels }: OutboxReport, page: StatusPage): string {
  const rows = channels.map(({ channel, waiting, retrying, parked, oldestAgeMs }) => [
    printableLine(channel),
    ...[waiting, retrying, parked].map((count) => count.toLocaleString('en')),
    ageOf(oldestAgeMs),
  ]);
  return tableText(['channel', 'waiting', 'retrying', 'parked', 'oldest'], rows, page);
}

/** Whether anybody publishes is the first thing to know where something waits. */
function relayText({ relays, status }: OutboxReport, page: StatusPage): string {
  const { paint, columns } = page;
  if (!relays.some(isThere)) {
    const ends = relays.map(({ endsInMs }) => endsInMs);
    const last = ends.length === 0 ? '' : `; the last one vanished ${ageOf(-Math.max(...ends))} ago`;
    const isNeeded = status.waiting > 0;
    const text = `No relay is publishing${last}.${isNeeded ? ' Start one: nothing leaves without it.' : ''}`;
    const told = wrapText(text, columns).join('\n');
    return isNeeded ? paint('red', told) : told;
  }
  const rows = relays.map((relay) => [
    printableLine(relay.token),
    String(relay.shards.length),
    isThere(relay) ? 'publishes' : `vanished ${ageOf(-relay.endsInMs)} ago`,
  ]);
  return tableText(['relay', 'shards', 'state'], rows, page);
}

function isThere({ endsInMs }: RelayStatus): boolean {
  return endsInMs > 0;
}

function parkedText({ parked, status }: OutboxReport, page: StatusPage): string {
  const { paint, columns } = page;
  const title = 'Given up: they, and what comes behind them under their key, wait for a person.';
  const more = status.parked - parked.length;
  const [first] = parked;
  return [
    ...wrapText(title, columns).map((line) => paint('red', line)),
    ...parkedLines(parked, page),
    ...(more > 0 ? [paint('dim', `and ${countOf(more, 'more message')}: \`--limit\` shows more`)] : []),
    ...(first === undefined ? [] : commands(first, page)),
  ].join('\n');
}

const HEADS = ['id', 'age', 'attempts', 'channel', 'type', 'key', 'error'];
/** Narrower than this, errors get lines of their own. */
const LEAST_FOR_TABLE = 80;

function parkedLines(parked: readonly ParkedOutboxMessage[], page: StatusPage): readonly string[] {
  if (parked.length === 0) return [];
  if (page.tableColumns >= LEAST_FOR_TABLE) {
    const rows = parked.map(({ id, ageMs, attempts, channel, type, key, error }) =>
      [id, ageOf(ageMs), String(attempts), channel, type, key, error].map(printableLine),
    );
    return [tableText(HEADS, rows, page)];
  }
  return parked.flatMap(({ id, ageMs, channel, type, key, error }) => {
    const facts = printableLine(`${id}, ${ageOf(ageMs)} old: ${type} (key ${key}) for ${channel}`);
    const indented = wrapText(printableLine(error), page.columns - 2).map((line) => `  ${line}`);
    return [...wrapText(facts, page.columns), ...indented];
  });
}

/** On one line each, so that they can be copied. */
function commands({ id }: ParkedOutboxMessage, { store, paint }: StatusPage): readonly string[] {
  const address = store === undefined ? undefined : (shownAddress(store) ?? '"$SAGAC_OUTBOX"');
  const where = address === undefined ? '' : ` --store ${address.startsWith('"') ? address : quote(address)}`;
  const line = (act: string, rest: string) => `${paint('cyan', '$')} sagac outbox ${act} ${quote(id)}${where}${rest}`;
  return [line('retry', ''), line('discard', " --yes --why '...'")].map(printableLine);
}

function tableText(heads: readonly string[], rows: readonly (readonly string[])[], page: StatusPage): string {
  const { head, lines } = table(heads, rows, page.tableColumns);
  return [page.paint('dim', head), ...lines].join('\n');
}

function ageOf(ms: NonNullable<OutboxStatus['oldestAgeMs']>): string {
  return ageText(0, Math.max(0, ms));
}
