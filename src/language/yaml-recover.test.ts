import { describe, expect, it } from 'vitest';
import { parseYaml } from './yaml.js';
import { explainSyntax } from './yaml-recover.js';

/** The text that each finding points at, and what it says. */
function explained(yaml: string): readonly string[] {
  const found = explainSyntax('x.yaml', yaml, parseYaml('x.yaml', yaml).diagnostics);
  expect(found.every(({ help }) => help !== undefined)).toBe(true);
  return found.map(({ span, message }) => `${yaml.slice(span?.start, span?.end)} -> ${message}`);
}

describe('explainSyntax', () => {
  it.each([
    ['an open double quote, at the quote', 'a:\n  b: "x\n  c: d\n', '" -> .* this quote is never closed'],
    ['an open single quote', "a: it's 'x\nb: 'y\n", "' -> .* this quote is never closed"],
    ['a list item out of line', 'a:\n    - x\n  - y\n', 'not indented like its neighbours'],
    ['text behind a value', 'a: *x y\n', 'y -> .* something follows a value that has already ended'],
    ['two commas', 'a: { b: 1, , c: 2 }\n', ', -> .* nothing stands between two commas'],
    ['a bracket too many', 'a: { b: 1 }}\n', '} -> .* this bracket closes nothing'],
    ['a bell', 'a: { b: "\u0007" }\n', '\u0007 -> .* the control character U\\+0007'],
    ['a zero', 'a: {}\u0000\n', '\u0000 -> .* the control character U\\+0000'],
    ['a mistake without words of ours', '%FOO bar\na: 1\n', 'missing directives-end'],
  ])('tells of %s', (_, yaml, expected) => {
    expect(explained(yaml)).toEqual([expect.stringMatching(new RegExp(expected))]);
  });
});
