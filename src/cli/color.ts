import type { CliContext, Output } from './context.js';

/** As chalk counts: none, 16 colours, 256 colours, true colour. */
export type ColorLevel = 0 | 1 | 2 | 3;

/** How much colour a stream gets. `FORCE_COLOR` has the last word, then `NO_COLOR`, then whether a person watches. */
export function colorLevel(env: CliContext['host']['env'], output: Output): ColorLevel {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forcedLevel(forced);
  if ((env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb' || !output.terminal) return 0;
  return /^(truecolor|24bit)$/.test(env['COLORTERM'] ?? '') ? 3 : 1;
}

function forcedLevel(value: string): ColorLevel {
  if (value === '0' || value === 'false') return 0;
  return value === '2' ? 2 : value === '3' ? 3 : 1;
}
