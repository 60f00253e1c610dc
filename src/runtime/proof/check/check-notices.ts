import { canonicalJson } from '../../json.js';
import { type EventMessage, messagesOf, type Notice } from '../../saga/effects.js';
import { type InstanceRow, journalOf, type NoticeLine, type Violation } from '../evidence.js';
import type { Case } from './check-evidence.js';

/** Events and alerts came out exactly as the journals have them: each at least once, and none besides. */
export function checkNotices({ instances, ledger }: Case): readonly Violation[] {
  const due = new Map(instances.flatMap(noticesOf).map((notice) => [notice.id, notice]));
  const heard = ledger.filter((line): line is NoticeLine => line.kind === 'published' || line.kind === 'alerted');
  const ids = new Set(heard.map(({ id }) => id));
  const lost = [...due.values()].filter(({ id }) => !ids.has(id));
  return [
    ...lost.map(({ instance, id, kind }) => ({
      rule: 'notices',
      instance,
      text: `the ${kind} ${id} was never delivered`,
    })),
    ...heard.flatMap((line) => wrongNotice(line, due.get(line.id))),
    ...instances.flatMap(publishedTwice),
    ...instances
      .filter(isSilentlyStuck)
      .map(({ id }) => ({ rule: 'notices', instance: id, text: 'it is stuck without an alert' })),
  ];
}

function noticesOf(row: InstanceRow): readonly Exclude<Notice, { kind: 'answer' }>[] {
  return journalOf(row).flatMap((entry, index) =>
    messagesOf(row.id, entry, index + 1).filter((message) => message.kind === 'event' || message.kind === 'alert'),
  );
}

function wrongNotice(line: NoticeLine, due: Exclude<Notice, { kind: 'answer' }> | undefined): readonly Violation[] {
  const { instance, id } = line;
  if (due === undefined)
    return [{ rule: 'notices', instance, text: `${id} was delivered, and the journal has no such message` }];
  const body = due.kind === 'event' ? bodyOf(due) : { problems: due.problems };
  const isSame =
    (due.kind === 'event') === (line.kind === 'published') && canonicalJson(body) === canonicalJson(line.body);
  return isSame ? [] : [{ rule: 'notices', instance, text: `${id} was delivered with other contents` }];
}

function bodyOf({ event, data }: EventMessage): { readonly event: string; readonly data: EventMessage['data'] } {
  return { event, data };
}

function publishedTwice(row: InstanceRow): readonly Violation[] {
  const events = journalOf(row).flatMap((entry) => (entry.type === 'event-published' ? [entry.event] : []));
  const twice = events.filter((event, index) => events.indexOf(event) !== index);
  return twice.map((event) => ({ rule: 'notices', instance: row.id, text: `${event} is in the journal twice` }));
}

function isSilentlyStuck(row: InstanceRow): boolean {
  return row.state.status === 'stuck' && !journalOf(row).some(({ type }) => type === 'saga-parked');
}
