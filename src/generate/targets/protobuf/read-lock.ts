import type { Lock, LockEnum, LockField, LockMessage, LockReserved, LockValue } from './lock.js';

/** Field numbers end here. */
export const MAX_NUMBER = 536_870_911;
const LEAST_VALUE = -2_147_483_648;
const MOST_VALUE = 2_147_483_647;

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

type Json = Readonly<Record<string, unknown>>;

/** Something in the file is not as we write it; the text says what, to go behind a colon. */
class Unreadable extends Error {}

/** The lock of a file's text, or what is wrong with the file in a few words. What stands in it twice is not judged here. */
export function readLock(text: string): RawLock | string {
  try {
    const root = objectIn(JSON.parse(text), 'the file');
    if (root['version'] !== 1) return 'it was written by another version of sagac';
    const messages = listIn(root, 'messages', 'the file').map(messageIn);
    const enums = listIn(root, 'enums', 'the file').map(enumIn);
    return { messages, enums };
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    if (error instanceof SyntaxError) return /^[<=>]{7}/m.test(text) ? 'a merge left conflicts in it' : 'it is no JSON';
    throw error;
  }
}

/** As in the file, where an entry may stand twice. */
export interface RawLock {
  readonly messages: readonly LockMessage[];
  readonly enums: readonly LockEnum[];
}

export function lockOf({ messages, enums }: RawLock): Lock {
  return {
    messages: new Map(messages.map((entry) => [entry.of, entry])),
    enums: new Map(enums.map((entry) => [entry.of, entry])),
  };
}

function messageIn(given: unknown): LockMessage {
  const entry = objectIn(given, 'an entry of `messages`');
  const of = textIn(entry, 'of', 'an entry of `messages`');
  const fields = listIn(entry, 'fields', `\`${of}\``).map((field) => fieldIn(field, of));
  return { of, ...nameIn(entry, 'as', of), fields, reserved: reservedIn(entry, of, 1, MAX_NUMBER) };
}

function fieldIn(given: unknown, of: string): LockField {
  const entry = objectIn(given, `a field of \`${of}\``);
  const field = textIn(entry, 'field', `a field of \`${of}\``);
  const json = entry['json'];
  return {
    field,
    number: numberIn(entry, 'number', `\`${field}\` of \`${of}\``, 1, MAX_NUMBER),
    type: textIn(entry, 'type', `\`${field}\` of \`${of}\``),
    ...nameIn(entry, 'name', of),
    ...(typeof json === 'string' && { json }),
    ...nameIn(entry, 'oneof', of),
  };
}

function enumIn(given: unknown): LockEnum {
  const entry = objectIn(given, 'an entry of `enums`');
  const of = textIn(entry, 'of', 'an entry of `enums`');
  const values = listIn(entry, 'values', `\`${of}\``).map((value) => valueIn(value, of));
  return { of, ...nameIn(entry, 'as', of), values, reserved: reservedIn(entry, of, LEAST_VALUE, MOST_VALUE) };
}

function valueIn(given: unknown, of: string): LockValue {
  const entry = objectIn(given, `a value of \`${of}\``);
  const value = textIn(entry, 'value', `a value of \`${of}\``);
  const number = numberIn(entry, 'number', `\`${value}\` of \`${of}\``, LEAST_VALUE, MOST_VALUE);
  return { value, number, ...nameIn(entry, 'name', of) };
}

function reservedIn(entry: Json, of: string, least: number, most: number): readonly LockReserved[] {
  if (entry['reserved'] === undefined) return [];
  return listIn(entry, 'reserved', `\`${of}\``).map((given) => {
    const where = `\`reserved\` of \`${of}\``;
    const one = objectIn(given, where);
    const was = one['was'];
    return {
      ...(one['number'] !== undefined && { number: numberIn(one, 'number', where, least, most) }),
      ...(one['to'] !== undefined && { to: numberIn(one, 'to', where, least, most) }),
      ...nameIn(one, 'name', of),
      ...(typeof was === 'string' && { was }),
    };
  });
}

function objectIn(value: unknown, what: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new Unreadable(`${what} is no object`);
}

function listIn(entry: Json, key: string, what: string): readonly unknown[] {
  const value = entry[key];
  if (Array.isArray(value)) return value;
  throw new Unreadable(`${what} has no list \`${key}\``);
}

function textIn(entry: Json, key: string, what: string): string {
  const value = entry[key];
  if (typeof value === 'string') return value;
  throw new Unreadable(`${what} has no text \`${key}\``);
}

function numberIn(entry: Json, key: string, what: string, least: number, most: number): number {
  const value = entry[key];
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Unreadable(`${what} has no \`${key}\` from ${least} to ${most}`);
}

/** A name that goes into the generated files as it is. */
function nameIn<K extends 'as' | 'name' | 'oneof'>(entry: Json, key: K, of: string): { readonly [Key in K]?: string } {
  const value = entry[key];
  if (value === undefined) return {};
  if (typeof value === 'string' && IDENTIFIER.test(value)) return { [key]: value } as { [Key in K]: string };
  throw new Unreadable(`\`${key}\` in \`${of}\` is no name of Protobuf`);
}
