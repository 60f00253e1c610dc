import type { Catalog } from '../catalog.js';
import type { Field, TypeExpr } from '../type.js';
import { type ResolvedType, resolveType } from '../values/value-type.js';
import type { Selection } from './field-source.js';

/** The parts of a value of `from` that `to` has room for; undefined where the whole value fits as it is. */
export function selectionFor(catalog: Catalog, from: TypeExpr | undefined, to: TypeExpr): Selection | undefined {
  const selection = from ? select(catalog, from, to, new Set()) : true;
  return selection === true ? undefined : selection;
}

function select(catalog: Catalog, from: TypeExpr, to: TypeExpr, entered: ReadonlySet<string>): Selection {
  if (from.kind === 'named' && to.kind === 'named') {
    if (from.ref.name === to.ref.name) return true;
    // Of a type that contains itself only the first level can be trimmed.
    const pair = `${from.ref.name}>${to.ref.name}`;
    if (entered.has(pair)) return true;
    return selectResolved(catalog, resolveType(catalog, from), resolveType(catalog, to), new Set([...entered, pair]));
  }
  return selectResolved(catalog, resolveType(catalog, from), resolveType(catalog, to), entered);
}

function selectResolved(
  catalog: Catalog,
  from: ResolvedType,
  to: ResolvedType,
  entered: ReadonlySet<string>,
): Selection {
  if (from.kind === 'list' && to.kind === 'list') {
    const each = select(catalog, from.items, to.items, entered);
    return each === true ? true : { each };
  }
  if (from.kind === 'record' && to.kind === 'record') return selectFields(catalog, from.fields, to.fields, entered);
  return true;
}

function selectFields(
  catalog: Catalog,
  from: readonly Field[],
  to: readonly Field[],
  entered: ReadonlySet<string>,
): Selection {
  const pairs = to.flatMap((target): [string, Selection][] => {
    const source = from.find((field) => field.name === target.name);
    return source ? [[target.name, select(catalog, source.type, target.type, entered)]] : [];
  });
  const whole = pairs.length === from.length && pairs.every(([, selection]) => selection === true);
  return whole ? true : { fields: Object.fromEntries(pairs) };
}
