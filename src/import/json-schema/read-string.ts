import { compact } from '../../model/build/compact.js';
import { FORMAT_TYPES, listIn, type NormalSchema, numberIn, textIn } from '../../model/foreign/json-schema-words.js';
import type { Constraints } from '../../model/type.js';
import { compilePattern, matchPattern } from '../../model/values/match-pattern.js';
import type { DraftType } from '../draft.js';
import { bounded } from './read-number.js';
import type { Made } from './read-value.js';
import { noteLeftOut, type Reading } from './reading.js';

/** A text: by its format a type of its own, an enumeration, or a `string` with bounds. */
export function readString(reading: Reading, flat: NormalSchema): Made {
  const constraints = textBounds(flat);
  const { pattern } = constraints;
  if (pattern !== undefined && !compilePattern(pattern))
    return { reason: 'its `pattern` is no regular expression with the `u` flag' };
  if (flat['enum'] !== undefined) return readEnum(flat, constraints);
  const encoding = textIn(flat, 'contentEncoding');
  const format = textIn(flat, 'format');
  if (encoding === 'base64' || (format === 'byte' && encoding === undefined)) {
    if (Object.keys(constraints).length > 0) return { reason: 'lengths and patterns of base64 texts count characters' };
    return { type: { kind: 'primitive', name: 'bytes' } };
  }
  if (encoding !== undefined) noteLeftOut(reading, flat, ['contentEncoding']);
  const decimal = decimalOf(flat, constraints);
  if (decimal) return { type: decimal };
  const known = format !== undefined && Object.hasOwn(FORMAT_TYPES, format) ? FORMAT_TYPES[format] : undefined;
  if (known) return { type: { kind: 'primitive', name: known }, ...bounded(constraints) };
  return { type: { kind: 'primitive', name: 'string' }, ...bounded(compact({ ...constraints, format })) };
}

function textBounds(flat: NormalSchema): Constraints {
  const minLength = numberIn(flat, 'minLength');
  return compact({
    minLength: minLength === 0 ? undefined : minLength,
    maxLength: numberIn(flat, 'maxLength'),
    pattern: textIn(flat, 'pattern'),
  });
}

/** What an inline enumeration may hold; a longer one, or one of other texts, is a type with a name. */
const INLINE_VALUE = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const MOST_INLINE = 48;

function readEnum(flat: NormalSchema, constraints: Constraints): Made {
  if (flat['format'] !== undefined) return { reason: 'its values are listed beside a `format`' };
  const listed = listIn(flat, 'enum').filter((value): value is string => typeof value === 'string');
  const values = [...new Set(listed)].filter((value) => fits(value, constraints));
  if (values.length === 0) return { reason: 'no text fits it' };
  if (values.some((value) => !/\S/.test(value))) return { reason: 'one of its values is an empty text' };
  const type: DraftType = { kind: 'enum', values };
  if (values.every((value) => INLINE_VALUE.test(value)) && values.join('|').length <= MOST_INLINE) return { type };
  return { definition: { shape: 'enum', values } };
}

function fits(text: string, { minLength = 0, maxLength = Infinity, pattern }: Constraints): boolean {
  const { length } = [...text];
  return length >= minLength && length <= maxLength && (pattern === undefined || matchPattern(pattern, text) === true);
}

const DECIMAL =
  /^\^-\?(?:(\[0-9\])|\(\?:0\|\[1-9\]\[0-9\]\{0,(\d{1,2})\}\))?(?:\(\?:\\\.\[0-9\]\{1,(\d{1,2})\}\)\?)?\$$/;

/** The pattern that our own JSON Schema gives a decimal. */
function decimalOf(flat: NormalSchema, { pattern, minLength, maxLength }: Constraints): DraftType | undefined {
  const format = textIn(flat, 'format');
  if (pattern === undefined || minLength !== undefined || maxLength !== undefined) return undefined;
  if (format !== undefined && format !== 'decimal') return undefined;
  const found = DECIMAL.exec(pattern);
  if (!found) return undefined;
  const [, one, more, scale = '0'] = found;
  const whole = more === undefined ? (one === undefined ? 0 : 1) : Number(more) + 1;
  const precision = whole + Number(scale);
  return precision >= 1 && precision <= 38 ? { kind: 'decimal', precision, scale: Number(scale) } : undefined;
}
