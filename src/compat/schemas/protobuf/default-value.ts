import type { ProtoDefault, ProtoEnum, ProtoField, ScalarKind } from './proto-files.js';
import type { Token } from './tokens.js';

const FLOATS: ReadonlySet<string> = new Set<ScalarKind>(['double', 'float']);
const TEXTS: ReadonlySet<string> = new Set<ScalarKind>(['string', 'bytes']);
const NAMED: ReadonlyMap<string, string | number | bigint> = new Map<string, string | number | bigint>([
  ['true', 1n],
  ['false', 0n],
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['nan', Number.NaN],
  ['-nan', Number.NaN],
]);

/** The value that the tokens of an explicit default stand for; undefined where they fit no value of the kind. */
export function readDefault(kind: string, tokens: readonly Token[]): string | number | bigint | undefined {
  const word = tokens.map((token) => token.text).join('');
  if (TEXTS.has(kind)) return tokens.map((token) => bytesOf(token.text.slice(1, -1))).join('');
  const named = NAMED.get(word);
  if (named !== undefined) return named;
  if (!FLOATS.has(kind)) return integerOf(word);
  const number = /^-?0[0-9xX]/.test(word) ? Number(integerOf(word) ?? Number(word)) : Number(word);
  return kind === 'float' ? Math.fround(number) : number;
}

/** What a field has where nothing was written: its explicit default, or the zero value of its type. */
export function defaultOf(field: ProtoField, enums: ReadonlyMap<string, ProtoEnum>): ProtoDefault {
  if (field.type.kind === 'enum') return enumDefault(field.default?.text, enums.get(field.type.name));
  if (field.default) return field.default;
  if (TEXTS.has(field.type.kind)) return { value: '', text: '""' };
  return { value: 0n, text: field.type.kind === 'bool' ? 'false' : '0' };
}

/** The value of that name or number, else the first of the enum, by its number; the word itself where the enum does not tell. */
function enumDefault(word: string | undefined, definition: ProtoEnum | undefined): ProtoDefault {
  const values = definition?.values ?? [];
  const value =
    word === undefined
      ? values[0]
      : (values.find(({ name }) => name === word) ?? values.find(({ number }) => `${number}` === word));
  if (!value && word !== undefined) return { value: word, text: word };
  return { value: BigInt(value?.number ?? 0), text: value?.name ?? '0' };
}

/** Whether two defaults are the same value, as numbers where the types are numbers of any kind. */
export function sameDefault(one: ProtoField, other: ProtoField, first: ProtoDefault, second: ProtoDefault): boolean {
  if (isZero(first) && isZero(second)) return true;
  const mixed = one.type.kind !== other.type.kind && FLOATS.has(one.type.kind) && FLOATS.has(other.type.kind);
  const [a, b] = mixed
    ? [Math.fround(Number(first.value)), Math.fround(Number(second.value))]
    : [first.value, second.value];
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  return a <= b && a >= b;
}

function isZero({ value }: ProtoDefault): boolean {
  return value === '' || value === 0n || value === 0;
}

function integerOf(word: string): bigint | undefined {
  const digits = word.replace(/^[-+]/, '');
  const text = /^0[0-7]+$/.test(digits) ? `0o${digits}` : digits;
  if (!/^(0[xX][0-9a-fA-F]+|0o[0-7]+|[0-9]+)$/.test(text)) return undefined;
  return word.startsWith('-') ? -BigInt(text) : BigInt(text);
}

const ESCAPES = /\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))|([^\\]+)/gu;
const PLAIN: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** The bytes of a quoted text, one character a byte. */
function bytesOf(text: string): string {
  let bytes = '';
  for (const [, octal, hex, short, long, sign, plain] of text.matchAll(ESCAPES)) {
    const code = octal ? Number.parseInt(octal, 8) : hex ? Number.parseInt(hex, 16) : undefined;
    const point = Number.parseInt(short ?? long ?? '', 16);
    if (code !== undefined) bytes += String.fromCharCode(code & 255);
    else if (point <= 0x10ffff) bytes += utf8(String.fromCodePoint(point));
    else bytes += utf8(plain ?? PLAIN[sign ?? ''] ?? sign ?? '');
  }
  return bytes;
}

function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
