import { createHash } from 'node:crypto';
import type { Direction } from './state.js';

/** Value of the correlation field. */
export type CorrelationValue = string | number;

/** Longer names are replaced by their hash, so that keys fit into headers and columns. */
const LONGEST_PLAIN = 80;
const PLAIN = /^[A-Za-z0-9_-]*$/;

/**
 * Id of an instance: `Saga.value`, and `Saga.value.2` for a second run. URL-safe, and different for different values:
 * what is not a letter, digit, `-` or `_` is written as `~` and two hexadecimal digits a byte.
 */
export function instanceId(saga: string, correlation: CorrelationValue, run: number): string {
  const name = `${encodeName(saga)}.${encodeCorrelation(correlation)}`;
  return run === 1 ? name : `${name}.${run}`;
}

/** Idempotency key of a command: equal in all attempts, different for a step, its undo and its check. */
export function idempotencyKey(instance: string, path: string, direction: Direction): string {
  const key = `${instance}/${encodePath(path)}`;
  return direction === 'do' ? key : `${key}/${direction}`;
}

/** The direction and the encoded path of a key that belongs to the instance. */
export function readKey(
  instance: string,
  key: string,
): { readonly path: string; readonly direction: Direction } | undefined {
  if (!key.startsWith(`${instance}/`)) return undefined;
  const rest = key.slice(instance.length + 1);
  for (const direction of ['undo', 'check'] as const) {
    if (rest.endsWith(`/${direction}`)) return { path: rest.slice(0, -direction.length - 1), direction };
  }
  return { path: rest, direction: 'do' };
}

/** A path as it stands in keys: mostly as it is. */
export function encodePath(path: string): string {
  if (path.length <= LONGEST_PLAIN && PLAIN.test(path) && path !== 'undo' && path !== 'check') return path;
  return path.split('/').map(encodeSegment).join('/');
}

/** UUID (version 5) of an id that an instance makes at its start: the same for the same instance and name. */
export function madeId(instance: string, name: string): string {
  const bytes = createHash('sha1').update(ID_NAMESPACE).update(`${instance}\n${name}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The namespace of all made ids, chosen once at random. */
const ID_NAMESPACE = Buffer.from('5d0c2c1e9b7a4f0e8f5b64c1a7d2e390', 'hex');

/** A name and perhaps a number behind a dot. A step that is called `undo` or `check` must not look like a direction. */
function encodeSegment(segment: string): string {
  if (segment === 'undo' || segment === 'check') return `~~${segment}`;
  const dot = segment.lastIndexOf('.');
  return dot === -1 ? encodeName(segment) : `${encodeName(segment.slice(0, dot))}${segment.slice(dot)}`;
}

function encodeCorrelation(value: CorrelationValue): string {
  return typeof value === 'string' ? encodeName(value) : `~n${encodeName(String(value))}`;
}

function encodeName(text: string): string {
  if (text.length <= LONGEST_PLAIN && PLAIN.test(text)) return text;
  const plain = text.replace(/[^A-Za-z0-9_-]/gu, escapeCharacter);
  return plain.length <= LONGEST_PLAIN ? plain : `~h${createHash('sha256').update(plain).digest('hex')}`;
}

function escapeCharacter(character: string): string {
  // Half a surrogate pair has no bytes in UTF-8.
  if (/\p{Surrogate}/u.test(character)) return `~u${character.charCodeAt(0).toString(16)}`;
  return Buffer.from(character).toString('hex').replace(/../g, '~$&');
}
