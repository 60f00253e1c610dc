import type { Json } from '../../saga/definition.js';
import { type InstanceRow, journalOf, type Violation } from '../evidence.js';
import type { Case } from './check-evidence.js';

/** Every event that was taken for an instance is in its journal once, and nothing else is. */
export function checkMail({ instances, events }: Case): readonly Violation[] {
  const heard = new Map(instances.map((row) => [row.id, noncesIn(row)]));
  const taken = events.flatMap(({ nonce, instances: ids }) => ids.map((instance) => ({ nonce, instance })));
  const lost = taken.flatMap(({ nonce, instance }) => {
    const times = heard.get(instance)?.filter((each) => each === nonce).length ?? 0;
    return times === 1 ? [] : [{ rule: 'mail', instance, text: `${nonce} is in its journal ${times} times` }];
  });
  const known = new Set(taken.map(({ nonce, instance }) => `${instance} ${nonce}`));
  const foreign = [...heard].flatMap(([instance, nonces]) =>
    nonces
      .filter((nonce) => !known.has(`${instance} ${nonce}`))
      .map((nonce) => ({ rule: 'mail', instance, text: `nobody sent it ${String(nonce)}` })),
  );
  const homeless = events
    .filter(({ instances: ids }) => ids.length !== 1)
    .map(({ nonce, instances: ids }) => ({ rule: 'mail', text: `${nonce} was left for ${ids.length} instances` }));
  return [...lost, ...foreign, ...homeless];
}

function noncesIn(row: InstanceRow): readonly (Json | undefined)[] {
  return journalOf(row).flatMap((entry) => (entry.type === 'event-received' ? [entry.data.nonce] : []));
}
