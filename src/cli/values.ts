import { InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../model/build/parse-duration.js';

/** For an option that may be repeated. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/** For an option that counts something. */
export function wholeNumber(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError('It must be a whole number of at most 15 digits.');
  return Number(value);
}

/** For an option that says how much to do. */
export function positiveNumber(value: string): number {
  const number = wholeNumber(value);
  if (number === 0) throw new InvalidArgumentError('It must be at least 1.');
  return number;
}

/** For an option that is a length of time; gives milliseconds. */
export function duration(value: string): number {
  const ms = parseDuration(value);
  if (ms === undefined) throw new InvalidArgumentError('It must be a time such as `30s`, `2h` or `7d`.');
  return ms;
}

/** Whether a reason tells anything: dots and dashes are what stands in examples. */
export function saysWhy(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

export type TextFormat = 'text' | 'json';

/** `--format` of commands that show something of the catalog. */
export function formatOption(): Option {
  return new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text');
}
