import { describe, expect, it } from 'vitest';
import { areOpposite, eitherWay } from './either-way.js';

const guard = (text: string) => ({ text, span: { file: '', start: 0, end: 0 } });

describe('opposite guards', () => {
  it.each([
    ['Paid', 'not Paid', true],
    ['not  Paid', ' Paid ', true],
    ['has(seen.Paid)', 'not Paid', true],
    ['Placed.gift', '!Placed.gift', true],
    ['Placed.total > 5 && Placed.gift', '!(Placed.total > 5 && Placed.gift)', true],
    ['Placed.total > 100', 'Placed.total <= 100', true],
    ['Placed.kind == "a"', 'Placed.kind != "a"', true],
    ['Paid', 'Paid', false],
    ['Paid', 'not Placed', false],
    ['Placed.gift && Paid.late', '!Placed.gift && Paid.late', false],
    ['Placed.total > 100', 'Placed.total < 100', false],
    ['Placed.total > 100', 'Placed.total <= 200', false],
    ['Placed.kind == "a"', 'Placed.kind == "b"', false],
    ['Placed.kind == "a" || Paid.late', 'Placed.kind != "a" || Paid.late', false],
    ['"a" in seen', '!"a" in seen', false],
  ])('%s | %s', (one, other, expected) => {
    expect(areOpposite(guard(one), guard(other))).toBe(expected);
    expect(areOpposite(guard(other), guard(one))).toBe(expected);
  });
});

describe('what is seen either way', () => {
  const group = (message: string, certain = true) => ({ messages: [message], certain, lanes: [] });
  const messages = (...ways: Parameters<typeof eitherWay>[0]) => eitherWay(ways).map((one) => one.messages.join('|'));

  it('combines what each way is sure to add', () => {
    expect(messages([group('A'), group('B')], [group('C')])).toEqual(['C|A', 'C|B']);
    expect(messages([group('A')], [group('A')])).toEqual(['A']);
    expect(messages([group('A'), group('X', false)], [group('C')])).toEqual(['C|A']);
  });

  it('knows nothing where one way adds nothing', () => {
    expect(messages([group('A')], [])).toEqual([]);
    expect(messages([group('A')], [group('C', false)])).toEqual([]);
  });

  it('stays small', () => {
    const many = Array.from({ length: 40 }, (_, at) => group(`M${at}`));
    expect(messages(many, many, many)).toHaveLength(16);
  });
});
