import type { Catalog, Field, TypeExpr } from '../../../model/index.js';
import { primitiveType } from './primitive-type.js';

/** How the value of a field is written: one value, a list or a map of `element`. */
export interface FieldShape {
  readonly label: 'one' | 'repeated' | 'map';
  readonly element: ElementShape;
}

export type ElementShape =
  /** A type of Protobuf's own: `string`, `google.protobuf.Timestamp`. */
  | { readonly kind: 'scalar'; readonly name: string }
  /** A type of the catalog that is a message or an enum of its own. */
  | { readonly kind: 'named'; readonly of: 'message' | 'enum'; readonly id: string }
  /** Defined inside the message that has the field. */
  | { readonly kind: 'enum'; readonly base: string; readonly values: readonly string[] }
  | { readonly kind: 'message'; readonly base: string; readonly fields: readonly InnerField[] }
  | { readonly kind: 'record'; readonly base: string; readonly fields: readonly Field[] };

/** The one field of a message that is made because Protobuf has no form for what it holds. */
export interface InnerField {
  readonly name: 'items' | 'entries' | 'value';
  readonly shape: FieldShape;
  readonly optional: boolean;
}

const WRAPPERS: Readonly<Record<string, string>> = {
  double: 'DoubleValue',
  float: 'FloatValue',
  int64: 'Int64Value',
  int32: 'Int32Value',
  bool: 'BoolValue',
  string: 'StringValue',
  bytes: 'BytesValue',
};

/** The shape of a field's type. `base` is what types that are made for it are named after. */
export function fieldShape(catalog: Catalog, type: TypeExpr, nullable: boolean, base: string): FieldShape {
  const plain = withoutNull(catalog, type, nullable);
  const shape = plainShape(catalog, plain.type, plain.nullable ? nullableBase(catalog, plain.type, base) : base);
  if (!plain.nullable || isMessage(shape)) return shape;
  const { element, label } = shape;
  const wrapper = label === 'one' && element.kind === 'scalar' ? WRAPPERS[element.name] : undefined;
  if (wrapper !== undefined) return one({ kind: 'scalar', name: `google.protobuf.${wrapper}` });
  return one(wrapped(shape, base, false));
}

/** Whether a shape is one message, which may be left out whatever its field says. */
export function isMessage({ label, element }: FieldShape): boolean {
  if (label !== 'one') return false;
  if (element.kind === 'named') return element.of === 'message';
  if (element.kind === 'scalar') return element.name.startsWith('google.protobuf.');
  return element.kind !== 'enum';
}

function nullableBase(catalog: Catalog, type: TypeExpr, base: string): string {
  const { label } = plainShape(catalog, type, base);
  return label === 'one' ? base : `${base}Item`;
}

/** A type with its names followed where they mean no message or enum, and whether null is among its values. */
function withoutNull(
  catalog: Catalog,
  type: TypeExpr,
  nullable: boolean,
): { readonly type: TypeExpr; readonly nullable: boolean } {
  let [current, isNullable] = [type, nullable];
  for (;;) {
    if (current.kind === 'nullable') [current, isNullable] = [current.inner, true];
    else {
      const inner = current.kind === 'named' ? inlined(catalog, current.ref.name) : undefined;
      if (inner === undefined) return { type: current, nullable: isNullable };
      current = inner;
    }
  }
}

/** What a named scalar stands for where it is no definition of its own in Protobuf. */
function inlined(catalog: Catalog, id: string): TypeExpr | undefined {
  const def = catalog.types.get(id);
  return def?.shape === 'scalar' && ownShape(catalog, id) === undefined ? def.type : undefined;
}

/** What a type of the catalog is a definition of its own for; undefined for a scalar, whose type stands in its place. */
export function ownShape(catalog: Catalog, id: string): 'message' | 'enum' | undefined {
  const def = catalog.types.get(id);
  if (def === undefined) return undefined;
  if (def.shape === 'enum') return 'enum';
  if (def.shape !== 'scalar') return 'message';
  if (def.type.kind === 'enum') return 'enum';
  return def.type.kind === 'record' || reachesItself(catalog, id) ? 'message' : undefined;
}

/** Whether a list or map that has a name contains itself, through other such names: then it cannot be written out. */
function reachesItself(catalog: Catalog, id: string): boolean {
  const seen = new Set<string>();
  const open = [id];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const def = catalog.types.get(name);
    if (def?.shape !== 'scalar') continue;
    for (const next of containedNames(def.type)) {
      if (next === id) return true;
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  return false;
}

function containedNames(type: TypeExpr): readonly string[] {
  switch (type.kind) {
    case 'named':
      return [type.ref.name];
    case 'list':
      return containedNames(type.items);
    case 'map':
      return containedNames(type.values);
    case 'nullable':
      return containedNames(type.inner);
    default:
      return [];
  }
}

function one(element: ElementShape): FieldShape {
  return { label: 'one', element };
}

function plainShape(catalog: Catalog, type: TypeExpr, base: string): FieldShape {
  switch (type.kind) {
    case 'primitive':
      return one({ kind: 'scalar', name: primitiveType(type.name) });
    case 'decimal':
      return one({ kind: 'scalar', name: 'string' });
    case 'json':
    case 'anyOf':
      return one({ kind: 'scalar', name: 'google.protobuf.Value' });
    case 'enum':
      return one({ kind: 'enum', base, values: type.values });
    case 'record':
      return one({ kind: 'record', base, fields: type.fields });
    case 'list':
      return { label: 'repeated', element: elementShape(catalog, type.items, base) };
    case 'map':
      return { label: 'map', element: elementShape(catalog, type.values, base) };
    case 'nullable':
      return fieldShape(catalog, type, true, base);
    case 'named': {
      const { name: id } = type.ref;
      const of = ownShape(catalog, id);
      if (of !== undefined) return one({ kind: 'named', of, id });
      const inner = inlined(catalog, id);
      return inner === undefined
        ? one({ kind: 'scalar', name: 'google.protobuf.Value' })
        : plainShape(catalog, inner, base);
    }
  }
}

/** What stands in a list or map: a message around all that Protobuf allows there in no form. */
function elementShape(catalog: Catalog, type: TypeExpr, base: string): ElementShape {
  const plain = withoutNull(catalog, type, false);
  const inner = plainShape(catalog, plain.type, base);
  const isValue = inner.element.kind === 'scalar' && inner.element.name === 'google.protobuf.Value';
  if (inner.label === 'one' && (!plain.nullable || isValue)) return inner.element;
  const deeper = inner.label === 'one' ? inner : plainShape(catalog, plain.type, `${base}Item`);
  return wrapped(deeper, base, plain.nullable);
}

/** A message around a shape; with a null in it, the message is there and its value is not. */
function wrapped(shape: FieldShape, base: string, withNull: boolean): ElementShape {
  if (withNull && shape.label !== 'one') {
    const inner = wrapped(shape, `${base}Item`, false);
    return { kind: 'message', base: `${base}Value`, fields: [{ name: 'value', shape: one(inner), optional: true }] };
  }
  const suffix = shape.label === 'one' ? 'Value' : shape.label === 'repeated' ? 'List' : 'Map';
  const name = shape.label === 'one' ? 'value' : shape.label === 'repeated' ? 'items' : 'entries';
  return { kind: 'message', base: `${base}${suffix}`, fields: [{ name, shape, optional: withNull }] };
}
