import type { Catalog } from '../catalog.js';
import { messageById } from '../catalog.js';
import type { NameRef } from '../element.js';
import type { Field, JsonType, Primitive, ScalarType, TypeDef, TypeExpr, UnionType } from '../type.js';

/** What a value may be: its type, whether it may be null, and whether it may be missing. */
export interface ValueType {
  readonly type: TypeExpr;
  readonly nullable: boolean;
  readonly optional: boolean;
}

/** A type with all names followed; `name` is that of the catalog type it came from. */
export type ResolvedType =
  | { readonly kind: 'primitive'; readonly name: Primitive }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'list'; readonly items: TypeExpr }
  | { readonly kind: 'map'; readonly values: TypeExpr }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'record'; readonly fields: readonly Field[]; readonly closed?: true; readonly def?: TypeDef }
  | { readonly kind: 'anyOf'; readonly options: readonly TypeExpr[] }
  | JsonType
  | { readonly kind: 'union'; readonly def: UnionType }
  | { readonly kind: 'unknown' };

/** Follows names and peels `|null` until something solid; a name of nothing, or of itself, is `unknown`. */
export function resolveType(catalog: Pick<Catalog, 'types'>, type: TypeExpr): ResolvedType {
  // Made where a name leads to another: this is asked for every field by many rules.
  let seen: Set<string> | undefined;
  let current = type;
  for (;;) {
    if (current.kind === 'nullable') {
      current = current.inner;
      continue;
    }
    if (current.kind !== 'named') return current;
    const def = catalog.types.get(current.ref.name);
    if (def === undefined || seen?.has(def.id)) return { kind: 'unknown' };
    if (def.shape !== 'scalar') return solidType(def);
    seen = (seen ?? new Set()).add(def.id);
    current = def.type;
  }
}

/** What stands at the very bottom of such `containers`; a list of nothing but itself is `unknown`. */
export function innermostType(catalog: Catalog, type: TypeExpr, containers: readonly ('list' | 'map')[]): ResolvedType {
  let entered: Set<TypeExpr> | undefined;
  let resolved = resolveType(catalog, type);
  while ((resolved.kind === 'list' || resolved.kind === 'map') && containers.includes(resolved.kind)) {
    const inner = resolved.kind === 'list' ? resolved.items : resolved.values;
    if (entered?.has(inner)) return { kind: 'unknown' };
    entered = (entered ?? new Set()).add(inner);
    resolved = resolveType(catalog, inner);
  }
  return resolved;
}

/** The name of the type at the very bottom of such `containers`, where it has one. */
export function innermostName(type: TypeExpr, containers: readonly ('list' | 'map')[]): string | undefined {
  if (type.kind === 'named') return type.ref.name;
  if (type.kind === 'nullable') return innermostName(type.inner, containers);
  if (type.kind === 'list') return containers.includes('list') ? innermostName(type.items, containers) : undefined;
  return type.kind === 'map' && containers.includes('map') ? innermostName(type.values, containers) : undefined;
}

/** Every name of a type in an expression. */
export function typeRefsIn(type: TypeExpr): readonly NameRef[] {
  switch (type.kind) {
    case 'named':
      return [type.ref];
    case 'list':
      return typeRefsIn(type.items);
    case 'map':
      return typeRefsIn(type.values);
    case 'nullable':
      return typeRefsIn(type.inner);
    case 'anyOf':
      return type.options.flatMap(typeRefsIn);
    case 'record':
      return type.fields.flatMap((field) => typeRefsIn(field.type));
    case 'primitive':
    case 'decimal':
    case 'enum':
    case 'json':
      return [];
  }
}

/** The named scalars that a value is made of, the outermost first; containers are looked through. */
export function scalarsIn(catalog: Catalog, type: TypeExpr): readonly ScalarType[] {
  const found = new Set<ScalarType>();
  let name = innermostName(type, ['list', 'map']);
  while (name !== undefined) {
    const def = catalog.types.get(name);
    if (def?.shape !== 'scalar' || found.has(def)) break;
    found.add(def);
    name = innermostName(def.type, ['list', 'map']);
  }
  return [...found];
}

/** Whether a type is one of these primitives. */
export function isPrimitive(type: ResolvedType, ...names: readonly Primitive[]): boolean {
  return type.kind === 'primitive' && names.includes(type.name);
}

/** What a type that is no scalar is. */
export function solidType(def: Exclude<TypeDef, { shape: 'scalar' }>): ResolvedType {
  switch (def.shape) {
    case 'record':
      return { kind: 'record', fields: def.fields, ...(def.closed && { closed: true as const }), def };
    case 'enum':
      return { kind: 'enum', values: def.values };
    case 'union':
      return { kind: 'union', def };
  }
}

/** Field of a message by name. */
export function fieldOf(catalog: Catalog, message: string, name: string): Field | undefined {
  return messageById(catalog, message)?.payload.fields.find((field) => field.name === name);
}

/** What stands at a path below a message; an empty path is the whole payload. */
export function typeAtPath(catalog: Catalog, message: string, path: readonly string[]): ValueType | undefined {
  const fields = messageById(catalog, message)?.payload.fields;
  return fields && typeBelow(catalog, { type: { kind: 'record', fields }, nullable: false, optional: false }, path);
}

/** What stands at a path below a value; missing or null on the way makes the end optional. */
export function typeBelow(catalog: Catalog, start: ValueType, path: readonly string[]): ValueType | undefined {
  let current = start;
  for (const part of path) {
    const next = memberType(catalog, current.type, part);
    if (next === undefined) return undefined;
    current = { ...next, optional: next.optional || current.optional || current.nullable };
  }
  return current;
}

function memberType(catalog: Catalog, type: TypeExpr, name: string): ValueType | undefined {
  const resolved = resolveType(catalog, type);
  if (resolved.kind === 'record') {
    const field = resolved.fields.find((candidate) => candidate.name === name);
    return field && valueType(field);
  }
  if (resolved.kind === 'map') return { type: resolved.values, nullable: false, optional: true };
  if (resolved.kind === 'json' || resolved.kind === 'anyOf')
    return { type: { kind: 'json' }, nullable: true, optional: true };
  // A type that is not known may have anything in it; its name is reported where it stands.
  return resolved.kind === 'unknown' ? { type, nullable: false, optional: false } : undefined;
}

export function valueType(field: Field): ValueType {
  return { type: field.type, nullable: field.nullable || field.type.kind === 'nullable', optional: field.optional };
}

/** Names of all fields of a message, in the order of their declaration. */
export function fieldNamesOf(catalog: Catalog, message: string): readonly string[] {
  return messageById(catalog, message)?.payload.fields.map((field) => field.name) ?? [];
}
