import { compareText } from '../diagnostics/index.js';
import type { Catalog, Field, TypeDef, TypeExpr } from '../model/index.js';

/** A type and every type written inside it, outermost first; names are not followed. */
export function partsOf(type: TypeExpr): readonly TypeExpr[] {
  const parts: TypeExpr[] = [];
  addParts(parts, type);
  return parts;
}

/** The same for all fields of a record. */
export function partsOfFields(fields: readonly Field[]): readonly TypeExpr[] {
  const parts: TypeExpr[] = [];
  for (const field of fields) addParts(parts, field.type);
  return parts;
}

/** Into one list, for every target walks all types of a catalog. */
function addParts(parts: TypeExpr[], type: TypeExpr): void {
  parts.push(type);
  switch (type.kind) {
    case 'list':
      addParts(parts, type.items);
      break;
    case 'map':
      addParts(parts, type.values);
      break;
    case 'nullable':
      addParts(parts, type.inner);
      break;
    case 'anyOf':
      for (const option of type.options) addParts(parts, option);
      break;
    case 'record':
      for (const field of type.fields) addParts(parts, field.type);
      break;
    case 'primitive':
    case 'decimal':
    case 'enum':
    case 'json':
    case 'named':
      break;
  }
}

/** The types that a definition of the `types` section is written with. */
export function partsOfDef(def: TypeDef): readonly TypeExpr[] {
  switch (def.shape) {
    case 'record':
      return partsOfFields(def.fields);
    case 'scalar':
      return partsOf(def.type);
    case 'union':
      return def.cases.map((entry) => ({ kind: 'named', ref: entry.type }));
    case 'enum':
      return [];
  }
}

/** Names of catalog types among `parts`, sorted, each once; names of nothing are left out. */
export function namesAmong(catalog: Catalog, parts: readonly TypeExpr[]): readonly string[] {
  const names = new Set<string>();
  for (const part of parts) if (part.kind === 'named' && catalog.types.has(part.ref.name)) names.add(part.ref.name);
  return [...names].sort(compareText);
}

/** All catalog types that the fields reach, directly or through others, sorted by name. */
export function reachedTypes(catalog: Catalog, fields: readonly Field[]): readonly TypeDef[] {
  const found = new Map<string, TypeDef>();
  let front = namesAmong(catalog, partsOfFields(fields));
  while (front.length > 0) {
    const fresh = front.flatMap((name) => (found.has(name) ? [] : (catalog.types.get(name) ?? [])));
    for (const def of fresh) found.set(def.id, def);
    front = namesAmong(catalog, fresh.flatMap(partsOfDef));
  }
  return [...found.values()].sort((a, b) => compareText(a.id, b.id));
}
