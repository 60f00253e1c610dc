import type { ScalarValue } from './node.js';

/** All that a number begins with. */
const NUMBER_STARTS = new Set('+-.0123456789');
/** What a null or a boolean begins with. */
const WORD_STARTS = new Set('~nNtTfF');
const INTEGER = /^[-+]?[0-9]+$/;
const OCTAL = /^0o[0-7]+$/;
const HEXADECIMAL = /^0x[0-9a-fA-F]+$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const INFINITE = /^[-+]?\.(inf|Inf|INF)$/;
const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUES = new Set(['true', 'True', 'TRUE']);
const FALSES = new Set(['false', 'False', 'FALSE']);
const NANS = new Set(['.nan', '.NaN', '.NAN']);

/** The value of an unquoted scalar in the core schema of YAML 1.2 (section 10.3.2). */
export function resolvePlain(text: string): ScalarValue {
  const first = text.charAt(0);
  if (NUMBER_STARTS.has(first)) return readNumber(text) ?? text;
  if (text !== '' && !WORD_STARTS.has(first)) return text;
  if (NULLS.has(text)) return null;
  if (TRUES.has(text)) return true;
  return FALSES.has(text) ? false : text;
}

const CORE = 'tag:yaml.org,2002:';

export type TaggedScalar = { readonly value: ScalarValue } | { readonly problem: 'unknown-tag' | 'bad-tag-value' };

/** The value of a scalar with an explicit tag, or why there is none. Under the bare tag `!` it is text. */
export function resolveTagged(tag: string, text: string): TaggedScalar {
  const name = coreTag(tag);
  if (name === 'str') return { value: text };
  const value = resolvePlain(text);
  if (name === 'null' || name === 'bool' || name === 'int' || name === 'float') {
    return fits(name, value) ? { value } : { problem: 'bad-tag-value' };
  }
  return { problem: 'unknown-tag' };
}

function fits(name: 'null' | 'bool' | 'int' | 'float', value: ScalarValue): boolean {
  switch (name) {
    case 'null':
      return value === null;
    case 'bool':
      return typeof value === 'boolean';
    case 'int':
      return Number.isInteger(value);
    case 'float':
      return typeof value === 'number';
  }
}

/** The short name of a tag of YAML's own (`!!map`, `!<tag:yaml.org,2002:map>`), else undefined. */
export function coreTag(tag: string): string | undefined {
  if (tag === '!') return 'str';
  if (tag.startsWith('!!')) return tag.slice(2);
  return tag.startsWith(`!<${CORE}`) && tag.endsWith('>') ? tag.slice(CORE.length + 2, -1) : undefined;
}

function readNumber(text: string): number | undefined {
  if (INTEGER.test(text) || FLOAT.test(text) || OCTAL.test(text) || HEXADECIMAL.test(text)) return Number(text);
  if (INFINITE.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return NANS.has(text) ? Number.NaN : undefined;
}
