import type { JsonValue, ServiceDef } from '../../../model/index.js';
import type { SqlDialect } from './steps.js';

/** How a `store`, which is free text, speaks of each database. */
const NAMES: readonly (readonly [SqlDialect, RegExp])[] = [
  ['postgres', /postgres|\bpg\b/i],
  ['sqlite', /sqlite/i],
];

/** The databases to write for: those of the option, else those that the service's `store` names; none where it names neither. */
export function dialectsOf(service: ServiceDef, option: JsonValue | undefined): readonly SqlDialect[] {
  if (option === 'both') return ['postgres', 'sqlite'];
  if (option === 'postgres' || option === 'sqlite') return [option];
  return NAMES.flatMap(([dialect, pattern]) => (pattern.test(service.store ?? '') ? [dialect] : []));
}
