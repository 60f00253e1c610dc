import { expect, it } from 'vitest';
import { askedForBy } from './guard.js';

it.each([
  ['A', ['A']],
  ['not A', []],
  ['has(seen.A)', ['A']],
  ['has(seen.A) && A.x > 1 && has(seen.B)', ['A', 'B']],
  ['(has(seen.A) && (A.x > 1 || A.y)) && has(seen.B)', ['A', 'B']],
  ['"A@1" in seen && true', ['A@1']],
  ['has(seen.A) || has(seen.B)', []],
  ['has(seen.A) && x || y', []],
  ['has(seen.A) ? true : false', []],
  ['!has(seen.A)', []],
  ['!(has(seen.A) && has(seen.B))', []],
  ['(has(seen.A)) || (has(seen.B))', []],
  ['S.text == " && has(seen.A) && " && has(seen.B)', ['B']],
  ['S.list.exists(x, x > 1 && has(seen.A))', []],
])('%s asks for messages', (text, messages) => {
  expect(askedForBy(text)).toEqual({ messages, fields: [] });
});

it.each([
  ['has(A.note)', ['A.note']],
  ['has(A.to.street) && has(seen.B) && has(seen.B.x)', ['A.to.street', 'B.x']],
  ['has(A.note) || A.x > 1', []],
  ['!has(A.note)', []],
])('%s asks for fields', (text, fields) => {
  expect(askedForBy(text).fields).toEqual(fields);
});
