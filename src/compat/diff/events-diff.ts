import { compact } from '../../model/build/compact.js';
import type { Consumer, EventDef } from '../../model/index.js';
import type { Change } from '../change.js';
import { changeAt } from '../change-at.js';
import { ownerOf, placeOf } from './definition-place.js';

/** What differs between two events that count as one, beside what all messages have. */
export function diffEvents(changes: Change[], old: EventDef, next: EventDef): void {
  const pair = { old, new: next };
  if (old.producer?.name !== next.producer?.name) {
    const spans = { old: old.producer?.span ?? old.nameSpan, new: next.producer?.span ?? next.nameSpan };
    const names = compact({ from: old.producer?.name, to: next.producer?.name });
    changes.push(changeAt('producer-changed', { owner: ownerOf(next), at: 'producer', ...spans }, names));
  }
  if (old.failureOf?.name !== next.failureOf?.name) {
    const names = compact({ from: old.failureOf?.name, to: next.failureOf?.name });
    changes.push(changeAt('failure-link-changed', placeOf(pair, 'failureOf'), names));
  }
  if (old.visibility !== next.visibility) {
    const facts = { from: old.visibility, to: next.visibility };
    changes.push(changeAt('visibility-changed', placeOf(pair, 'visibility'), facts));
  }
  if (old.carries !== next.carries) {
    changes.push(changeAt('carries-changed', placeOf(pair, 'carries'), { from: old.carries, to: next.carries }));
  }
  if (old.retryable !== next.retryable) {
    changes.push(changeAt('retryable-changed', placeOf(pair, 'retryable'), { to: next.retryable }));
  }
  if (old.effect !== next.effect) {
    changes.push(changeAt('failure-effect-changed', placeOf(pair, 'effect'), { from: old.effect, to: next.effect }));
  }
  diffConsumers(changes, old, next);
}

function diffConsumers(changes: Change[], old: EventDef, next: EventDef): void {
  if (haveSameReaders(old.consumers, next.consumers)) return;
  const owner = ownerOf(next);
  const [before, after] = [byService(old.consumers), byService(next.consumers)];
  for (const [service, consumer] of before) {
    const at = `consumers.${service}`;
    const same = after.get(service);
    if (same === undefined) {
      changes.push(changeAt('consumer-removed', { owner, at, old: consumer.service.span }, { service }));
    } else if (consumer.group !== same.group) {
      const place = { owner, at: `${at}.group`, old: consumer.service.span, new: same.service.span };
      const groups = compact({ from: consumer.group, to: same.group });
      changes.push(changeAt('consumer-group-changed', place, { service, ...groups }));
    }
  }
  for (const [service, consumer] of after) {
    if (before.has(service)) continue;
    const place = { owner, at: `consumers.${service}`, new: consumer.service.span };
    changes.push(changeAt('consumer-added', place, { service }));
  }
}

function haveSameReaders(old: readonly Consumer[], next: readonly Consumer[]): boolean {
  if (old.length !== next.length) return false;
  return old.every(({ service, group }, index) => {
    const other = next[index];
    return other?.service.name === service.name && other.group === group;
  });
}

/** A service that stands there twice has two groups; the first stands for it. */
function byService(consumers: readonly Consumer[]): ReadonlyMap<string, Consumer> {
  const found = new Map<string, Consumer>();
  for (const consumer of consumers) if (!found.has(consumer.service.name)) found.set(consumer.service.name, consumer);
  return found;
}
