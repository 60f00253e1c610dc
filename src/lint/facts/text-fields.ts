import type { Catalog, Constraints, Field } from '../../model/index.js';
import { scalarsIn } from '../../model/values/value-type.js';

/** Whether something says how long a text may be or what it looks like. */
export function isBounded(catalog: Catalog, field: Field): boolean {
  return boundsOf(catalog, field).some(({ maxLength, pattern }) => maxLength !== undefined || pattern !== undefined);
}

/** The bounds of a value: its own and those of the named scalars that it is made of. Those of a container count its items. */
function boundsOf(catalog: Catalog, { type, constraints }: Field): readonly Constraints[] {
  const named = scalarsIn(catalog, type).map((scalar) => scalar.constraints);
  return type.kind === 'list' || type.kind === 'map' ? named : [constraints, ...named];
}
