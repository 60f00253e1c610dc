import { describe, expect, it } from 'vitest';
import { type Arrows, circlesOf, linksOf, shortestCircle } from './strongly-connected.js';

const arrows = (...pairs: readonly string[]): Arrows => {
  const map = new Map<string, string[]>();
  for (const [from = '', to = ''] of pairs.map((pair) => [...pair])) map.set(from, [...(map.get(from) ?? []), to]);
  return map;
};

const sorted = (groups: readonly (readonly string[])[]) => groups.map((group) => [...group].sort().join('')).sort();

describe('circlesOf', () => {
  it.each([
    [['ab', 'bc'], []],
    [['aa'], ['a']],
    [['ab', 'ba'], ['ab']],
    [
      ['ab', 'bc', 'ca', 'cd', 'de', 'ed'],
      ['abc', 'de'],
    ],
    [['ab', 'ba', 'bc', 'cb'], ['abc']],
    [['ab', 'ac', 'bd', 'cd'], []],
  ])('finds in %j the groups %j', (pairs, groups) => {
    expect(sorted(circlesOf(arrows(...pairs)))).toEqual(groups);
  });

  it('agrees with who reaches whom, on any arrows', () => {
    const names = [...'abcdefg'];
    for (let seed = 1; seed <= 300; seed++) {
      let state = seed;
      const next = (limit: number) => {
        state = (state * 48271) % 2147483647;
        return state % limit;
      };
      const pairs = Array.from({ length: 2 + next(12) }, () => `${names[next(7)]}${names[next(7)]}`);
      expect(sorted(circlesOf(arrows(...pairs))), pairs.join()).toEqual(expected(names, new Set(pairs)));
    }
  });

  it('goes along a chain of any length', () => {
    const size = 100_000;
    const chain = new Map(Array.from({ length: size }, (_, index) => [`${index}`, [`${(index + 1) % size}`]]));
    expect(circlesOf(chain).map((group) => group.length)).toEqual([size]);
  });
});

/** By the closure of all pairs: two nodes are in one group if each reaches the other. */
function expected(names: readonly string[], pairs: ReadonlySet<string>): readonly string[] {
  const reach = new Set(pairs);
  for (const by of names)
    for (const from of names)
      for (const to of names) if (reach.has(from + by) && reach.has(by + to)) reach.add(from + to);
  const groups = names.map((name) =>
    names.filter((other) => reach.has(name + other) && reach.has(other + name)).join(''),
  );
  return [...new Set(groups)].filter((group) => group !== '').sort();
}

describe('shortestCircle', () => {
  it('takes the shortest way within the group', () => {
    const map = arrows('ab', 'bc', 'ca', 'bd', 'da', 'ba');
    expect(shortestCircle(map, 'a', new Set('abcd'))).toEqual(['a', 'b', 'a']);
    expect(shortestCircle(map, 'c', new Set('abcd'))).toEqual(['c', 'a', 'b', 'c']);
    expect(shortestCircle(map, 'd', new Set('bd'))).toBeUndefined();
    expect(shortestCircle(arrows('aa'), 'a', new Set('a'))).toEqual(['a', 'a']);
  });
});

describe('linksOf', () => {
  it('finds the first thing between two nodes again', () => {
    const things = ['ab 1', 'bc 2', 'ab 3', 'ca 4'];
    const { arrows, along } = linksOf(things, (thing) => [thing.charAt(0), thing.charAt(1)]);
    expect([...arrows].map(([from, to]) => [from, [...to]])).toEqual([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a']],
    ]);
    expect(along(shortestCircle(arrows, 'b', new Set('abc')) ?? [])).toEqual(['bc 2', 'ca 4', 'ab 1']);
    expect(along(['a'])).toEqual([]);
  });
});
