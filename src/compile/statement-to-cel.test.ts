import { Environment } from '@marcbachmann/cel-js';
import { describe, expect, it } from 'vitest';
import { statementToCel } from './statement-to-cel.js';

const NAMES = new Set(['A', 'B', 'C', 'D', 'A@1', 'loop', 'constructor']);
const celOf = (text: string) => statementToCel(text, NAMES).cel;

const environment = new Environment({ unlistedVariablesAreDyn: true });

/** What a statement says once these have happened. */
function answer(text: string, happened: readonly string[]): unknown {
  return environment.parse(celOf(text))({ happened: new Map(happened.map((name) => [name, true])) });
}

describe('a statement in CEL', () => {
  it.each([
    ['A', 'has(happened.A)'],
    ['  A ', 'has(happened.A)'],
    ['A and B', 'has(happened.A) && has(happened.B)'],
    ['A or B', 'has(happened.A) || has(happened.B)'],
    ['not A', '!( has(happened.A))'],
    ['A without B', 'has(happened.A) && !( has(happened.B))'],
    ['A && !B || C', 'has(happened.A) && !has(happened.B) || has(happened.C)'],
    ['not A.total > 100 and B', '!( A.total > 100 )&& has(happened.B)'],
    ['not not A', '!( !( has(happened.A)))'],
    ['A@1 and Z@2', '("A@1" in happened) && ("Z@2" in happened)'],
    ['A.B > 1', 'A.B > 1'],
    ["A['B'] > 1", "A['B'] > 1"],
    ['happened.and && A', 'happened.and && has(happened.A)'],
    ['constructor and __proto__', 'has(happened.constructor) && __proto__'],
    ['Unknown and loop', 'Unknown && loop'],
    ['A // or B\n and C', 'has(happened.A) && has(happened.C)'],
    ['android or nothing', 'android || nothing'],
  ])('%s', (text, cel) => {
    expect(celOf(text)).toBe(cel);
  });

  it.each([
    `A.note == 'A and not B'`,
    `A.note == "A or B"`,
    `A.note == 'it\\'s A without B'`,
    `A.note == r'\\' || A.note == 'B or C'`,
    `A.note == """A " and B"""`,
    `A.note == '''A ' and B'''`,
    `A.note == b'A or B'`,
  ])('leaves texts as they are: %s', (text) => {
    expect(celOf(text)).toBe(text);
  });

  it.each([
    ['A or B and C', ['A'], true],
    ['(A or B) and C', ['A'], false],
    ['A and B or C', ['C'], true],
    ['A or B without C', ['A', 'C'], true],
    ['(A or B) without C', ['A', 'C'], false],
    ['A and B without C', ['A', 'B'], true],
    ['A and B without C', ['A', 'B', 'C'], false],
    ['A without B and C', ['A', 'C'], true],
    ['A without B and C', ['A', 'B', 'C'], false],
    ['A without B without C', ['A', 'C'], false],
    ['A without not B', ['A', 'B'], true],
    ['A without not B', ['A'], false],
    ['A without (B or C)', ['A', 'C'], false],
    ['not A or B', ['A', 'B'], true],
    ['not (A or B)', ['B'], false],
    ['not A and not B', [], true],
    ['not A ? B : C', ['A', 'C'], true],
    ['[A, not B].all(x, x and not false)', ['A'], true],
    ['1 < 2 and not A == B', ['A'], true],
  ])('%s after %j is %s', (text, happened, expected) => {
    expect(answer(text, happened)).toBe(expected);
  });

  it.each(['A and', 'A without', 'not', 'A not B', 'or A', '(A and B', 'A) and (B', "A == 'open", 'A B'])(
    'cannot be parsed: %s',
    (text) => {
      expect(() => environment.parse(celOf(text))).toThrow();
    },
  );

  it('knows where each part came from', () => {
    const text = 'A and not   Wrong or B';
    const { cel, sourceOf } = statementToCel(text, NAMES);
    const partOf = (part: string) => {
      const start = cel.indexOf(part);
      const range = sourceOf({ start, end: start + part.length });
      return text.slice(range.start, range.end);
    };
    expect(['has(happened.A)', 'Wrong', '||', 'happened.B'].map(partOf)).toEqual(['A', 'Wrong', 'or', 'B']);
    expect(sourceOf({ start: cel.length, end: cel.length })).toEqual({ start: text.length, end: text.length });
  });
});
