import type { Catalog, Constraints, Field, NameRef, ScalarType, TypeDef, TypeExpr } from '../../model/index.js';

/** A value as it is written: its type without `|null`, and what stands beside it. */
export interface WrittenValue {
  /** Never `nullable` at the top. */
  readonly type: TypeExpr;
  readonly constraints: Constraints;
  readonly nullable: boolean;
  readonly pii: boolean;
  readonly secret: boolean;
  /** The field whose value it is; not of items of lists and the like. */
  readonly field?: Field;
}

/** What may be said of a value at its place as well as within a named scalar: it holds where either says it. */
export const MARKS = ['nullable', 'pii', 'secret'] as const;

const NO_BOUNDS: Constraints = {};

/** The value of a field. */
export function fieldValue(field: Field): WrittenValue {
  const { constraints, pii, secret } = field;
  const { type, nullable } = peeled(field.type);
  return { type, nullable: field.nullable || nullable, constraints, pii, secret, field };
}

/** The value that a named scalar stands for; its own marks are compared apart. */
export function scalarValue(scalar: ScalarType): WrittenValue {
  const { constraints } = scalar;
  const { type, nullable } = peeled(scalar.type);
  return { type, nullable, constraints, pii: false, secret: false };
}

/** An item of a list, or a value of a map. */
export function innerValue(type: TypeExpr): WrittenValue {
  const bare = peeled(type);
  return { type: bare.type, nullable: bare.nullable, constraints: NO_BOUNDS, pii: false, secret: false };
}

/** The value of a union's case. */
export function caseValue(ref: NameRef): WrittenValue {
  return innerValue({ kind: 'named', ref });
}

/** The definition that a value's type names, where there is one. */
export function definitionOf(catalog: Pick<Catalog, 'types'>, type: TypeExpr): TypeDef | undefined {
  return type.kind === 'named' ? catalog.types.get(type.ref.name) : undefined;
}

function peeled(type: TypeExpr): { readonly type: TypeExpr; readonly nullable: boolean } {
  let bare = type;
  while (bare.kind === 'nullable') bare = bare.inner;
  return { type: bare, nullable: bare !== type };
}
