const UNITS: readonly (readonly [name: string, ms: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/**
 * A length of time for people: exact below a minute (`40 ms`, `1.5 s`), above it in its two largest units (`1 min 30 s`,
 * `2 d 3 h`), cut off.
 */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Math.round(ms) / 1_000} s`;
  const first = UNITS.findIndex(([, size]) => ms >= size);
  const parts = UNITS.slice(first, first + 2).map(([name, size], index) => {
    const whole = Math.floor((index === 0 ? ms : ms % (UNITS[first]?.[1] ?? ms)) / size);
    return whole === 0 ? '' : `${whole} ${name}`;
  });
  return parts.filter((part) => part !== '').join(' ');
}
