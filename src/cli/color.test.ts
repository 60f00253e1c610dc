import { expect, it } from 'vitest';
import { colorLevel } from './color.js';

const terminal = { write: () => undefined, terminal: true, columns: 80 };
const pipe = { ...terminal, terminal: false, columns: undefined };

it.each([
  [{}, terminal, 1],
  [{}, pipe, 0],
  [{ NO_COLOR: '1' }, terminal, 0],
  [{ NO_COLOR: '' }, terminal, 1],
  [{ TERM: 'dumb' }, terminal, 0],
  [{ COLORTERM: 'truecolor' }, terminal, 3],
  [{ FORCE_COLOR: '1' }, pipe, 1],
  [{ FORCE_COLOR: '' }, pipe, 1],
  [{ FORCE_COLOR: '3' }, pipe, 3],
  [{ FORCE_COLOR: '0' }, terminal, 0],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, pipe, 1],
])('with %j gives a stream its colour', (env, output, level) => {
  expect(colorLevel(env, output)).toBe(level);
});
