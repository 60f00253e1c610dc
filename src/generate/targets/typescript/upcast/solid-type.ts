import type { Catalog, Constraints, Field, TypeDef, TypeExpr } from '../../../../model/index.js';

/** A type with what holds for its values beside it. */
export interface Shape {
  readonly type: TypeExpr;
  readonly nullable: boolean;
  /** Of the field, and of each named scalar on the way. */
  readonly constraints: readonly Constraints[];
}

/** A shape whose type is no scalar's name any more; `def` is what a name leads to. */
export interface SolidShape extends Shape {
  readonly def?: Exclude<TypeDef, { shape: 'scalar' }>;
}

/** The shape of a field's value where it is there. */
export function shapeOf(field: Field): Shape {
  return { type: field.type, nullable: field.nullable, constraints: [field.constraints] };
}

/** A shape without bounds, as items and values of maps have it. */
export function plainShape(type: TypeExpr): Shape {
  return { type, nullable: false, constraints: [] };
}

/** Follows the names of scalars and gathers what they say; undefined where a name leads to nothing or to itself. */
export function solidShape(catalog: Catalog, shape: Shape): SolidShape | undefined {
  const seen = new Set<string>();
  let { type, nullable } = shape;
  const constraints = [...shape.constraints];
  for (;;) {
    if (type.kind === 'nullable') {
      nullable = true;
      type = type.inner;
      continue;
    }
    if (type.kind !== 'named') return { type, nullable, constraints };
    const def = catalog.types.get(type.ref.name);
    if (def === undefined || seen.has(def.id)) return undefined;
    if (def.shape !== 'scalar') return { type, nullable, constraints, def };
    seen.add(def.id);
    constraints.push(def.constraints);
    type = def.type;
  }
}
