import type { Catalog, Constraints, EnumType, RecordType, TypeExpr, UnionType } from '../../model/index.js';
import { printType } from '../../model/values/print-type.js';
import { type ResolvedType, solidType } from '../../model/values/value-type.js';
import type { TypeFact } from '../change.js';
import type { BOUNDS } from './bounds-diff.js';
import type { WrittenValue } from './written-value.js';

/** A value's type with names of scalars followed: what it really is, with all that the names on the way say of it. */
export interface SolidType {
  readonly type: ResolvedType;
  /** As written, without `|null`. */
  readonly text: string;
  /** Whether it is written as a name. */
  readonly named: boolean;
  readonly nullable: boolean;
  readonly pii: boolean;
  readonly secret: boolean;
  readonly constraints: Constraints;
  /** The definition behind the name, where it is one that is no scalar. */
  readonly def?: RecordType | EnumType | UnionType;
}

/** Follows names of scalars down to what they stand for, and gathers their bounds and marks on the way. */
export function solidTypeOf(catalog: Pick<Catalog, 'types'>, value: Omit<WrittenValue, 'field'>): SolidType {
  const seen = new Set<string>();
  let { nullable, pii, secret, constraints } = value;
  let type: TypeExpr = value.type;
  const solid = (end: ResolvedType): SolidType => {
    const text = printType(value.type);
    return { type: end, text, named: value.type.kind === 'named', nullable, pii, secret, constraints };
  };
  for (;;) {
    if (type.kind === 'nullable') {
      nullable = true;
      type = type.inner;
      continue;
    }
    if (type.kind !== 'named') return solid(type);
    const def = catalog.types.get(type.ref.name);
    if (def === undefined || seen.has(def.id)) return solid({ kind: 'unknown' });
    if (def.shape !== 'scalar') return { ...solid(solidType(def)), def };
    seen.add(def.id);
    constraints = bothBounds(constraints, def.constraints);
    pii ||= def.pii;
    secret ||= def.secret;
    type = def.type;
  }
}

/** What holds where both hold; of two patterns the nearer one is told. */
function bothBounds(one: Constraints, other: Constraints): Constraints {
  if (Object.keys(one).length === 0) return other;
  if (Object.keys(other).length === 0) return one;
  return {
    ...other,
    ...one,
    ...bound('min', Math.max, one.min, other.min),
    ...bound('max', Math.min, one.max, other.max),
    ...bound('exclusiveMin', Math.max, one.exclusiveMin, other.exclusiveMin),
    ...bound('exclusiveMax', Math.min, one.exclusiveMax, other.exclusiveMax),
    ...bound('minLength', Math.max, one.minLength, other.minLength),
    ...bound('maxLength', Math.min, one.maxLength, other.maxLength),
  };
}

function bound(
  name: (typeof BOUNDS)[number],
  choose: (a: number, b: number) => number,
  a: number | undefined,
  b: number | undefined,
): Constraints {
  return a === undefined || b === undefined ? {} : { [name]: choose(a, b) };
}

/** What a change says of a type. */
export function typeFact({ type, text }: SolidType): TypeFact {
  if (type.kind === 'primitive') return { kind: 'primitive', name: type.name, text };
  if (type.kind === 'json') return { kind: 'json', free: type.schema === undefined && type.avro === undefined, text };
  if (type.kind === 'anyOf') return { kind: 'anyOf', options: type.options.map(printType), text };
  if (type.kind !== 'decimal') return { kind: type.kind, text };
  return { kind: 'decimal', text, precision: type.precision, scale: type.scale };
}
