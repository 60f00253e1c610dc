import type { Span } from '../../diagnostics/index.js';
import { keySpan } from '../../language/node.js';
import { compact } from '../../model/build/compact.js';
import { namesOf, pivotOf, sagasUsing } from '../../model/graph.js';
import { type Catalog, type EndEvent, messageById, type NameRef, type SagaDef } from '../../model/index.js';
import { nameSpanOf } from '../../model/step-parts.js';
import { listDelta, noteIn, type SagaDiff, type Sides, unheardIn } from './saga-diff.js';
import { lengthEffect, mappedFields } from './step-diff.js';

/** Notes what is different in a saga beside its steps. */
export function diffHead(diff: SagaDiff): void {
  diffName(diff, 'saga-service-changed', 'service', diff.old.service, diff.new.service);
  diffStart(diff);
  diffName(diff, 'saga-correlation-changed', 'correlation', diff.old.correlation, diff.new.correlation);
  diffIds(diff);
  if (diff.old.repeat !== diff.new.repeat) {
    noteIn(diff, 'saga-repeat-changed', 'repeat', { to: diff.new.repeat }, keySides(diff, 'repeat'));
  }
  diffDeadline(diff);
  diffEnds(diff, 'complete');
  diffEnds(diff, 'abort');
  diffStuck(diff);
  diffEvents(diff, 'saga-hears-changed', 'hears');
  diffEvents(diff, 'saga-cancel-changed', 'cancelOn');
  diffPivot(diff);
}

function diffName(
  diff: SagaDiff,
  kind: 'saga-service-changed' | 'saga-correlation-changed',
  at: string,
  from: NameRef | undefined,
  to: NameRef | undefined,
): void {
  if (from?.name === to?.name) return;
  noteIn(diff, kind, at, compact({ from: from?.name, to: to?.name }), spansOf(diff, from?.span, to?.span));
}

function diffStart(diff: SagaDiff): void {
  const { old, new: next, oldCatalog, newCatalog } = diff;
  if (old.start?.name === next.start?.name) return;
  const fromKind = startKind(oldCatalog, old);
  const channel = channelOf(oldCatalog, old.start);
  const facts = {
    ...compact({ from: old.start?.name, to: next.start?.name }),
    fromKind,
    toKind: startKind(newCatalog, next),
    starters: startersOf(oldCatalog, old),
    ...(channel !== undefined && channel === channelOf(newCatalog, next.start) && { channel }),
  } as const;
  noteIn(diff, 'saga-start-changed', 'start', facts, spansOf(diff, old.start?.span, next.start?.span));
}

function startKind(catalog: Catalog, { start }: SagaDef): 'event' | 'command' {
  return start && catalog.commands.has(start.name) ? 'command' : 'event';
}

function startersOf(catalog: Catalog, { start }: SagaDef): readonly string[] {
  return start && catalog.commands.has(start.name) ? sagasUsing(catalog, start.name).map(({ id }) => id) : [];
}

function channelOf(catalog: Catalog, ref: NameRef | undefined): string | undefined {
  return ref && messageById(catalog, ref.name)?.channel?.name;
}

function diffIds(diff: SagaDiff): void {
  const delta = listDelta(namesOf(diff.old.ids), namesOf(diff.new.ids));
  if (isEmpty(delta)) return;
  noteIn(diff, 'saga-ids-changed', 'ids', delta, keySides(diff, 'ids'));
}

function isEmpty({ added, removed }: ReturnType<typeof listDelta>): boolean {
  return added.length === 0 && removed.length === 0;
}

function diffDeadline(diff: SagaDiff): void {
  const [from, to] = [diff.old.deadline, diff.new.deadline];
  const effect = lengthEffect(from, to);
  if (effect === undefined) return;
  noteIn(
    diff,
    'saga-deadline-changed',
    'deadline',
    { ...compact({ from: from?.text, to: to?.text }), effect },
    spansOf(diff, from?.span, to?.span),
  );
}

function diffEnds(diff: SagaDiff, end: 'complete' | 'abort'): void {
  const [from, to] = [diff.old[end], diff.new[end]];
  const delta = listDelta(eventsOf(from), eventsOf(to));
  const before = new Map(from.map((one) => [one.event.name, one]));
  const mapped = to.flatMap((one) => {
    const other = before.get(one.event.name);
    return other !== undefined && mappedFields(other.with, one.with).length > 0 ? [one.event.name] : [];
  });
  if (isEmpty(delta) && mapped.length === 0) return;
  const gone = delta.removed.filter((event) => !diff.newCatalog.events.has(event));
  noteIn(diff, 'saga-end-changed', end, { end, ...delta, gone, mapped }, keySides(diff, end));
}

function eventsOf(ends: readonly EndEvent[]): readonly string[] {
  return ends.map(({ event }) => event.name);
}

function diffStuck(diff: SagaDiff): void {
  const [from, to] = [stuckText(diff.old), stuckText(diff.new)];
  if (from !== to) noteIn(diff, 'saga-stuck-changed', 'stuck', { from, to }, keySides(diff, 'stuck'));
}

function stuckText({ stuck }: SagaDef): string {
  return [stuck?.alert, stuck?.runbook].filter((text) => text !== undefined).join(', ');
}

function diffEvents(
  diff: SagaDiff,
  kind: 'saga-hears-changed' | 'saga-cancel-changed',
  key: 'hears' | 'cancelOn',
): void {
  const delta = listDelta(namesOf(diff.old[key]), namesOf(diff.new[key]));
  if (isEmpty(delta)) return;
  noteIn(diff, kind, key, { ...delta, unheard: unheardIn(diff, delta.removed) }, keySides(diff, key));
}

function diffPivot(diff: SagaDiff): void {
  const [from, to] = [pivotOf(diff.old)?.step, pivotOf(diff.new)?.step];
  const after = from && diff.steps.byOld.get(from)?.new.step;
  if (after === to && (from === undefined) === (to === undefined)) return;
  const spans = spansOf(diff, from && nameSpanOf(from), to && nameSpanOf(to));
  noteIn(diff, 'saga-pivot-moved', 'pivot', compact({ from: from?.name, to: to?.name }), spans);
}

/** Both places of a key; of the saga's name where it is not there. */
function keySides({ old, new: next }: SagaDiff, key: string): Sides {
  return { old: keySpan(old.node, key) ?? old.nameSpan, new: keySpan(next.node, key) ?? next.nameSpan };
}

function spansOf({ old, new: next }: SagaDiff, from: Span | undefined, to: Span | undefined): Sides {
  return { old: from ?? old.nameSpan, new: to ?? next.nameSpan };
}
