import { createHash } from 'node:crypto';
import type { Direction } from './state.js';

/** Value of the correlation field. */
export type CorrelationValue = string | number;

/** Longer names are replaced by their hash, so that keys fit into headers and columns. */
const LONGEST_PLAIN = 80;

/**
 * Id of an instance: `Saga.value`, and `Saga.value.2` for a second run. URL-safe, and different for different values:
 * what is not a letter, digit, `-` or `_` is written as `~` and two hexadecimal digits a byte.
 */
export function instanceId(saga: string, correlation: CorrelationValue, run: number): string {
  const name = `${encodeName(saga)}.${encodeCorrelation(correlation)}`;
  return run === 1 ? name : `${name}.${run}`;
}

/** Idempotency key of a command: equal in all attempts, different for a step and its undo. */
export function idempotencyKey(instance: string, step: string, direction: Direction): string {
  const key = `${instance}/${encodeName(step)}`;
  return direction === 'undo' ? `${key}/undo` : key;
}

function encodeCorrelation(value: CorrelationValue): string {
  return typeof value === 'string' ? encodeName(value) : `~n${encodeName(String(value))}`;
}

function encodeName(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9_-]/gu, escapeCharacter);
  return plain.length <= LONGEST_PLAIN ? plain : `~h${createHash('sha256').update(plain).digest('hex')}`;
}

function escapeCharacter(character: string): string {
  // Half a surrogate pair has no bytes in UTF-8.
  if (/\p{Surrogate}/u.test(character)) return `~u${character.charCodeAt(0).toString(16)}`;
  return Buffer.from(character).toString('hex').replace(/../g, '~$&');
}
