import type { TypeExpr, UnionType } from '../../../../model/index.js';
import type { TypeStyle } from '../print-type.js';
import { constraintsFit } from './constraints-fit.js';
import { convertPrimitive } from './convert-primitive.js';
import { convertRecord } from './convert-record.js';
import { plainShape, type Shape, type SolidShape, solidShape } from './solid-type.js';

/** What deriving depends on; `inside` are the pairs of types that are being compared around this one. */
export interface Deriving {
  readonly style: TypeStyle;
  readonly inside: ReadonlySet<string>;
  /** Records that may still be rewritten: types that name one another a lot make more code than anyone wants. */
  readonly budget: { left: number };
}

/** Writes code for a new value, given the code of the old one; the code stands on a line with this indent. */
export type Convert = (expression: string, indent: string) => string;

/** The old value is a new one. */
export const SAME: Convert = (expression) => expression;

/** How values of one type become values of another; undefined where that does not follow from the types. */
export function convertType(deriving: Deriving, from: Shape, to: Shape): Convert | undefined {
  const { catalog } = deriving.style;
  const [old, young] = [solidShape(catalog, from), solidShape(catalog, to)];
  if (!old || !young) return undefined;
  if (old.nullable && !young.nullable) return undefined;
  if (!constraintsFit(old.constraints, young.constraints)) return undefined;
  const convert = convertSolid(deriving, old, young);
  if (convert === undefined || convert === SAME || !old.nullable) return convert;
  return (expression, indent) => `${expression} === null ? null : ${convert(expression, indent)}`;
}

function convertSolid(deriving: Deriving, from: SolidShape, to: SolidShape): Convert | undefined {
  if (from.def !== undefined && from.def === to.def) return SAME;
  const [oldValues, values] = [enumValues(from), enumValues(to)];
  if (oldValues !== undefined) return convertEnum(oldValues, values, to.type);
  if (from.def?.shape === 'union' || to.def?.shape === 'union') return convertUnion(from, to);
  if (from.type.kind === 'list' && to.type.kind === 'list')
    return convertList(deriving, from.type.items, to.type.items);
  if (from.type.kind === 'map' && to.type.kind === 'map') return convertMap(deriving, from.type.values, to.type.values);
  if (from.type.kind === 'anyOf' || to.type.kind === 'anyOf') return isAlike(from.type, to.type) ? SAME : undefined;
  if (from.type.kind === 'json' && to.type.kind === 'json') {
    return to.type.schema === undefined || isAlike(from.type, to.type) ? SAME : undefined;
  }
  return convertRecord(deriving, from, to) ?? convertPrimitive(deriving.style, from.type, to.type);
}

function enumValues({ type, def }: SolidShape): readonly string[] | undefined {
  if (type.kind === 'enum') return type.values;
  return def?.shape === 'enum' ? def.values : undefined;
}

function convertEnum(from: readonly string[], to: readonly string[] | undefined, type: TypeExpr): Convert | undefined {
  const fits = to ? from.every((value) => to.includes(value)) : type.kind === 'primitive' && type.name === 'string';
  return fits ? SAME : undefined;
}

/** Every old case is a new one of the same type. */
function convertUnion(from: SolidShape, to: SolidShape): Convert | undefined {
  if (from.def?.shape !== 'union' || to.def?.shape !== 'union') return undefined;
  const { discriminator, cases }: UnionType = to.def;
  const stays = from.def.cases.every(({ tag, type }) =>
    cases.some((candidate) => candidate.tag === tag && candidate.type.name === type.name),
  );
  return stays && from.def.discriminator === discriminator ? SAME : undefined;
}

function convertList(deriving: Deriving, from: TypeExpr, to: TypeExpr): Convert | undefined {
  const convert = convertType(deriving, plainShape(from), plainShape(to));
  if (convert === undefined || convert === SAME) return convert;
  return (expression, indent) => `${expression}.map((item) => ${bodyOf(convert('item', indent))})`;
}

function convertMap(deriving: Deriving, from: TypeExpr, to: TypeExpr): Convert | undefined {
  const convert = convertType(deriving, plainShape(from), plainShape(to));
  if (convert === undefined || convert === SAME) return convert;
  return (expression, indent) =>
    `Object.fromEntries(Object.entries(${expression}).map(([key, value]) => [key, ${convert('value', indent)}]))`;
}

/** An object as the body of an arrow function would be read as a block. */
function bodyOf(code: string): string {
  return code.startsWith('{') ? `(${code})` : code;
}

function isAlike(from: TypeExpr, to: TypeExpr): boolean {
  return JSON.stringify(from) === JSON.stringify(to);
}
