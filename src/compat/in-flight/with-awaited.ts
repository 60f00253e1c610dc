import { consumersOf } from '../../model/graph.js';
import type { Direction } from '../check.js';
import type { Difference } from '../diff/diff-catalogs.js';
import type { Consequence, Hit } from '../finding.js';
import type { createHits, States } from '../hits.js';

interface Awaiting {
  readonly hits: ReturnType<typeof createHits>;
  readonly states: States;
}

/**
 * Instances of sagas stay on the definition that they began with, so what they wait for must not lose what they read of it, whoever
 * is updated first.
 */
export function withAwaited(
  { hits, states }: Awaiting,
  directions: ReadonlySet<Direction>,
  difference: Difference,
  consequences: readonly Consequence[],
): readonly Consequence[] {
  const isMet = ({ direction, level, reach }: Consequence) =>
    direction === 'forward' && level === 'break' && (reach === 'json' || reach === 'every');
  if (directions.size === 0 || directions.has('forward') || !consequences.some(isMet)) return consequences;
  const waiting = hits(difference, ['forward'], false).some((hit) => isAwaited(states, hit));
  return waiting ? consequences.map((entry) => (isMet(entry) ? { ...entry, counts: true } : entry)) : consequences;
}

/** Whether a saga reads what changed of a message that comes after its start. */
function isAwaited({ old, oldIds }: States, { message, process, certainty }: Hit): boolean {
  if (process === undefined || certainty !== 'reads') return false;
  return consumersOf(old, oldIds.get(message) ?? message).some(
    ({ via }) => via.kind === 'saga' && via.saga.id === process && via.as !== 'start',
  );
}
