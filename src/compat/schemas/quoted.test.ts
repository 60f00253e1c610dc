import { expect, it } from 'vitest';
import { quotable, quoted, quotedJson } from './quoted.js';

it('puts a text into backquotes and leaves none inside', () => {
  expect(quoted('a`b')).toBe("`a'b`");
  expect(quotable('a`b')).toBe("a'b");
  expect(quotedJson({ a: ['`'] })).toBe('`{"a":["\'"]}`');
});

it('cuts what is longer than a sentence can bear', () => {
  expect(quoted('x'.repeat(80))).toBe(`\`${'x'.repeat(80)}\``);
  expect(quoted('x'.repeat(81))).toBe(`\`${'x'.repeat(80)}...\``);
});
