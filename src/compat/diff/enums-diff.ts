import { compact } from '../../model/build/compact.js';
import { note, type Place } from './place.js';

/** An enumeration, named or not; only named ones have a value for what a reader does not know. */
export interface Enumeration {
  readonly values: readonly string[];
  readonly unknown?: string;
}

/** Values that came and went; the order of values means nothing. */
export function diffEnums(place: Place, old: Enumeration, next: Enumeration): void {
  const [before, after] = [new Set(old.values), new Set(next.values)];
  for (const value of before) {
    if (!after.has(value)) note(place, 'enum-value-removed', { value, ...compact({ unknown: next.unknown }) });
  }
  for (const value of after) {
    if (!before.has(value)) note(place, 'enum-value-added', { value, ...compact({ unknown: old.unknown }) });
  }
  if (old.unknown === next.unknown) return;
  note(place, 'enum-fallback-changed', compact({ from: old.unknown, to: next.unknown }));
}
