import type { Catalog, Constraints, Field, TypeExpr } from '../../model/index.js';

/** The bounds of a value: its own and those of the named scalars that it is made of. Containers are looked through. */
export function boundsOf(catalog: Catalog, type: TypeExpr, own: Constraints): readonly Constraints[] {
  const bounds = type.kind === 'list' || type.kind === 'map' ? [] : [own];
  const entered = new Set<string>();
  let current = type;
  for (;;) {
    if (current.kind === 'nullable') current = current.inner;
    else if (current.kind === 'list') current = current.items;
    else if (current.kind === 'map') current = current.values;
    else {
      const def = current.kind === 'named' ? catalog.types.get(current.ref.name) : undefined;
      if (def?.shape !== 'scalar' || entered.has(def.id)) return bounds;
      entered.add(def.id);
      bounds.push(def.constraints);
      current = def.type;
    }
  }
}

/** Whether something says how long a text may be or what it looks like. */
export function isBounded(catalog: Catalog, field: Field): boolean {
  return boundsOf(catalog, field.type, field.constraints).some(
    ({ maxLength, pattern }) => maxLength !== undefined || pattern !== undefined,
  );
}
