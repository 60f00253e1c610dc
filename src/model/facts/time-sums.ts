import { printDuration } from '../build/parse-duration.js';

/** Units of time in milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A sum of times in milliseconds, as people check it: `14d + 1m + 5m + 30m = 14d 36m`, `3 x 30s = 90s`. */
export function printSum(times: readonly number[]): string {
  const terms: { ms: number; times: number }[] = [];
  for (const ms of times) {
    const last = terms.at(-1);
    if (last?.ms === ms) last.times += 1;
    else terms.push({ ms, times: 1 });
  }
  const written = terms.map(({ ms, times: n }) => (n === 1 ? printTime(ms) : `${n} x ${printTime(ms)}`)).join(' + ');
  return times.length > 1 ? `${written} = ${printTime(sumOf(times))}` : written;
}

/** Times in milliseconds together. */
export function sumOf(times: readonly number[]): number {
  return times.reduce((total, ms) => total + ms, 0);
}

/** A length of time in one unit where that is short (`93s`), else in several (`14d 36m`). */
export function printTime(ms: number): string {
  if (ms === 0) return '0s';
  const short = printDuration(ms);
  if (Number.parseInt(short, 10) <= 120) return short;
  const units = [DAY, HOUR, MINUTE, 1_000, 1];
  let rest = ms;
  const parts = units.map((unit) => {
    const whole = Math.floor(rest / unit) * unit;
    rest -= whole;
    return whole;
  });
  return parts
    .filter((part) => part > 0)
    .map(printDuration)
    .join(' ');
}

/** The time that a person would write for at least so long: whole days from two days on, else whole hours or minutes. */
export function roundedUp(ms: number): string {
  const unit = ms > 2 * DAY ? DAY : ms > 2 * HOUR ? HOUR : ms > 2 * MINUTE ? MINUTE : 1_000;
  return printDuration(Math.ceil(ms / unit) * unit);
}
