import { partsOf } from '../../../../generate/walk-types.js';
import type { Catalog, TypeExpr } from '../../../../model/index.js';

/** Whether a type has an enumeration or a record written out in it: in Avro such a type is called after its place. */
export function hasInlineType(type: TypeExpr): boolean {
  return partsOf(type).some((part) => part.kind === 'enum' || part.kind === 'record');
}

/** The same of what a named scalar stands for, through other scalars too. */
export function hasInlineTypeBehind({ types }: Pick<Catalog, 'types'>, name: string): boolean {
  const names = new Set([name]);
  for (const id of names) {
    const def = types.get(id);
    if (def?.shape !== 'scalar') continue;
    if (hasInlineType(def.type)) return true;
    for (const part of partsOf(def.type)) if (part.kind === 'named') names.add(part.ref.name);
  }
  return false;
}
