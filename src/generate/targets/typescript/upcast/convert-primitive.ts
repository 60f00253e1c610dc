import type { Primitive, TypeExpr } from '../../../../model/index.js';
import type { TypeStyle } from '../print-type.js';
import { type Convert, SAME } from './convert-type.js';

/** Types whose values are texts in JSON, and so are `string`s as they stand; base64 is not meant to be read. */
const TEXTS: ReadonlySet<Primitive> = new Set([
  'string',
  'uuid',
  'date',
  'time',
  'timestamp',
  'duration',
  'uri',
  'email',
]);

/** How values of one scalar type become values of another without loss. */
export function convertPrimitive(style: TypeStyle, from: TypeExpr, to: TypeExpr): Convert | undefined {
  if (from.kind === 'decimal' && to.kind === 'decimal') {
    const fits = from.scale <= to.scale && from.precision - from.scale <= to.precision - to.scale;
    return fits ? SAME : undefined;
  }
  if (to.kind !== 'primitive') return undefined;
  if (from.kind === 'decimal') return to.name === 'string' ? SAME : undefined;
  if (from.kind !== 'primitive') return undefined;
  if (from.name === to.name) return SAME;
  if (to.name === 'string') return TEXTS.has(from.name) ? SAME : undefined;
  if (to.name === 'long' && from.name === 'int') {
    return style.long === 'bigint' ? (expression) => `BigInt(${expression})` : SAME;
  }
  return to.name === 'double' && (from.name === 'int' || from.name === 'float') ? SAME : undefined;
}
