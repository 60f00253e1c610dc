import { compact } from '../../model/build/compact.js';
import { type NormalSchema, numberIn, textIn } from '../../model/foreign/json-schema-words.js';
import type { Constraints } from '../../model/type.js';
import type { Made } from './read-value.js';
import { noteLeftOut, type Reading } from './reading.js';

const INT_MIN = -(2 ** 31);
const INT_MAX = 2 ** 31 - 1;
const LONG_MAX = 2 ** 63;

/** Whole numbers are `int` where their bounds say so, else `long`; others are `double`, or `float` by their format. */
export function readNumber(reading: Reading, flat: NormalSchema, type: 'integer' | 'number'): Made {
  const format = textIn(flat, 'format');
  const whole = type === 'integer' || format === 'int32' || format === 'int64';
  if (format !== undefined && !KNOWN.has(format)) noteLeftOut(reading, flat, ['format']);
  if (!whole) {
    return { type: { kind: 'primitive', name: format === 'float' ? 'float' : 'double' }, ...bounded(boundsOf(flat)) };
  }
  const bounds = wholeBounds(boundsOf(flat));
  const { min = -Infinity, max = Infinity } = bounds;
  const fits = min >= INT_MIN && max <= INT_MAX;
  const isInt = format === 'int32' || (fits && format !== 'int64');
  const [least, most] = isInt ? [INT_MIN, INT_MAX] : [-LONG_MAX, LONG_MAX];
  const { min: _min, max: _max, ...others } = bounds;
  const kept = { ...(min > least && { min }), ...(max < most && { max }), ...others };
  return { type: { kind: 'primitive', name: isInt ? 'int' : 'long' }, ...bounded(kept) };
}

const KNOWN = new Set(['int32', 'int64', 'float', 'double']);

function boundsOf(flat: NormalSchema): Constraints {
  return compact({
    min: numberIn(flat, 'minimum'),
    max: numberIn(flat, 'maximum'),
    exclusiveMin: numberIn(flat, 'exclusiveMinimum'),
    exclusiveMax: numberIn(flat, 'exclusiveMaximum'),
    multipleOf: numberIn(flat, 'multipleOf'),
  });
}

/** An exclusive bound of whole numbers is the next one. */
function wholeBounds({ min, max, exclusiveMin, exclusiveMax, multipleOf }: Constraints): Constraints {
  const least = [
    min === undefined ? -Infinity : Math.ceil(min),
    exclusiveMin === undefined ? -Infinity : Math.floor(exclusiveMin) + 1,
  ];
  const most = [
    max === undefined ? Infinity : Math.floor(max),
    exclusiveMax === undefined ? Infinity : Math.ceil(exclusiveMax) - 1,
  ];
  return compact({
    min: finite(Math.max(...least)),
    max: finite(Math.min(...most)),
    multipleOf: multipleOf === 1 ? undefined : multipleOf,
  });
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value + 0 : undefined;
}

/** Constraints as a value has them: none where there are none. */
export function bounded(constraints: Constraints): { readonly constraints?: Constraints } {
  return Object.keys(constraints).length > 0 ? { constraints } : {};
}
