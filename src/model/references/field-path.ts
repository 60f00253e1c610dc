import type { Field, TypeDef, TypeExpr } from '../type.js';

/** The field at the end of a path, or the first part of it that names none. */
export type FieldLookup =
  | {
      readonly found: true;
      readonly field: Field /** Every field on the way, the last included. */;
      readonly via: readonly Field[];
    }
  | { readonly found: false; readonly part: string; readonly candidates: readonly string[] };

/** Follows names of fields from `fields` through records, named or not. */
export function lookUpField(
  types: ReadonlyMap<string, TypeDef>,
  fields: readonly Field[],
  path: readonly string[],
): FieldLookup {
  let current = fields;
  const via: Field[] = [];
  for (const part of path) {
    const field = current.find((candidate) => candidate.name === part);
    if (field === undefined) return { found: false, part, candidates: current.map((candidate) => candidate.name) };
    via.push(field);
    current = fieldsOfType(types, field.type);
  }
  const field = via.at(-1);
  return field ? { found: true, field, via } : { found: false, part: '', candidates: [] };
}

/** Fields of a record type, inline or named, seen through null; none for all other types. */
function fieldsOfType(types: ReadonlyMap<string, TypeDef>, type: TypeExpr): readonly Field[] {
  if (type.kind === 'record') return type.fields;
  if (type.kind === 'nullable') return fieldsOfType(types, type.inner);
  const named = type.kind === 'named' ? types.get(type.ref.name) : undefined;
  return named?.shape === 'record' ? named.fields : [];
}
