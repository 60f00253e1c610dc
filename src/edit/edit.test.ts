import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../diagnostics/index.js';
import { type MapNode, type Node, nodeAt, toValue } from '../language/node.js';
import { parseYaml } from '../language/yaml.js';
import { findComments } from './find-comments.js';
import { appendToList } from './list-edits.js';
import { addToMap, type Edits, insertEntriesAfter, setValue } from './map-edits.js';

const FILE = 'a.yaml';

function parse(text: string): Node {
  const { value, diagnostics } = parseYaml(FILE, text);
  if (!value || diagnostics.length > 0) throw new Error(`${diagnostics[0]?.message}\n${text}`);
  return value;
}

function mapAt(text: string, ...path: (string | number)[]): MapNode {
  const node = nodeAt(parse(text), ...path);
  if (node?.kind !== 'map') throw new Error('no map');
  return node;
}

function edited(text: string, edit: (texts: ReadonlyMap<string, string>) => Edits): string | undefined {
  const edits = edit(new Map([[FILE, text]]));
  return edits && applyEdits(text, edits);
}

const inserted = (text: string, path: string[], key: string, entries: Parameters<typeof addToMap>[2]) =>
  edited(text, (texts) => insertEntriesAfter(texts, mapAt(text, ...path), key, entries));
const append = (text: string, path: string[], key: string, values: Parameters<typeof appendToList>[3]) =>
  edited(text, (texts) => appendToList(texts, mapAt(text, ...path), key, values));
const set = (text: string, path: string[], key: string, value: Parameters<typeof setValue>[3]) =>
  edited(text, (texts) => setValue(texts, mapAt(text, ...path), key, value));

describe('insertEntriesAfter', () => {
  it.each([
    ['a block', 'a: 1 # one\nb: 2\n', 'a: 1 # one\nnew: x\nb: 2\n'],
    ['braces', '{ a: 1, b: 2 } # c\n', '{ a: 1, new: x, b: 2 } # c\n'],
    ['braces over lines', '{\n  a: 1, # one\n  b: 2\n}\n', '{\n  a: 1, new: x, # one\n  b: 2\n}\n'],
    ['a nested block with its comments', 'a:\n  x: 1\n  # of a\nb: 2', 'a:\n  x: 1\n  # of a\nnew: x\nb: 2'],
    ['a block scalar', 'a: |\n  text\n\nb: 2\n', 'a: |\n  text\nnew: x\n\nb: 2\n'],
    ['a missing value', 'a:\nb: 2\n', 'a:\nnew: x\nb: 2\n'],
    ['a missing value in braces', '{ a: , b: 2 }', '{ a:, new: x , b: 2 }'],
    ['the last line without a break', 'a: 1', 'a: 1\nnew: x'],
    ['carriage returns', 'a: 1\r\nb: 2\r\n', 'a: 1\r\nnew: x\r\nb: 2\r\n'],
    ['a list at the column of its key', 'a:\n- 1\n- 2\nb: 2\n', 'a:\n- 1\n- 2\nnew: x\nb: 2\n'],
  ])('writes behind %s', (_, text, expected) => {
    expect(inserted(text, [], 'a', { new: 'x' })).toBe(expected);
  });

  it('keeps the column of a map behind a dash', () => {
    const text = 'steps:\n    - do: A # go\n      undo: B\n    - do: C\n';
    const result = edited(text, (texts) => insertEntriesAfter(texts, mapAt(text, 'steps', 0), 'do', { timeout: '5s' }));
    expect(result).toBe('steps:\n    - do: A # go\n      timeout: 5s\n      undo: B\n    - do: C\n');
    const last = edited(text, (texts) => addToMap(texts, mapAt(text, 'steps', 1), { undo: 'D' }));
    expect(last).toBe('steps:\n    - do: A # go\n      undo: B\n    - do: C\n      undo: D\n');
  });

  it('writes long values as blocks with the indentation of the file', () => {
    const payload = Object.fromEntries([...'abcdefghij'].map((letter) => [`${letter}LongFieldName`, 'timestamp']));
    const text = inserted('events:\n    A:\n        version: 1.0.0\n', ['events', 'A'], 'version', { payload });
    expect(text).toContain('\n        payload:\n            aLongFieldName: timestamp\n');
    expect(nodeAt(parse(text ?? ''), 'events', 'A', 'payload', 'jLongFieldName')).toMatchObject({ text: 'timestamp' });
  });

  it('fills what is empty', () => {
    expect(edited('a: {}', (texts) => addToMap(texts, mapAt('a: {}', 'a'), { b: 1 }))).toBe('a: { b: 1 }');
    const text = 'events:\n  A: # soon\n  B: 1\n';
    const node = nodeAt(parse(text), 'events', 'A') as Node;
    expect(edited(text, (texts) => addToMap(texts, node, { b: 1 }))).toBe('events:\n  A: # soon\n    b: 1\n  B: 1\n');
  });

  it('writes behind an alias, and refuses a pair without braces', () => {
    const text = 'x: &x { p: 1 }\na: *x\nb: 2\n';
    expect(inserted(text, [], 'a', { new: 'x' })).toBe('x: &x { p: 1 }\na: *x\nnew: x\nb: 2\n');
    const pair = 'l: [a: b]';
    expect(edited(pair, (texts) => addToMap(texts, mapAt(pair, 'l', 0), { c: 1 }))).toBeUndefined();
  });
});

describe('appendToList', () => {
  it.each([
    ['a list of lines', 'l:\n  - a # one\n  # two\nb: 1\n', 'l:\n  - a # one\n  # two\n  - x\nb: 1\n'],
    ['a list at the column of its key', 'l:\n- a\nb: 1\n', 'l:\n- a\n- x\nb: 1\n'],
    ['a list of blocks', 'l:\n  - a: 1\n    b: 2\n', 'l:\n  - a: 1\n    b: 2\n  - x\n'],
    ['a list in brackets', 'l: [a, b] # c\n', 'l: [a, b, x] # c\n'],
    ['brackets over lines', 'l: [\n  a, # one\n  b,\n  ]\n', 'l: [\n  a, # one\n  b, x,\n  ]\n'],
    ['an empty list', 'l: []\n', 'l: [x]\n'],
    ['a single value', 'l: a # c\n', 'l: [a, x] # c\n'],
    ['a single value that needs quotes in brackets', 'l: a, b\n', 'l: ["a, b", x]\n'],
    ['a single map', 'l: { s: a }\n', 'l: [{ s: a }, x]\n'],
    ['nothing behind the key', 'l: # c\nb: 1\n', 'l: [x] # c\nb: 1\n'],
    ['no key', 'b: 1\n', 'b: 1\nl: [x]\n'],
    ['braces', '{ b: 1, l: a }', '{ b: 1, l: [a, x] }'],
    ['an alias as the last item', 'p: &p a\nl: [*p]\n', 'p: &p a\nl: [*p, x]\n'],
  ])('extends %s', (_, text, expected) => {
    expect(append(text, [], 'l', ['x'])).toBe(expected);
  });

  it('leaves lists that stand elsewhere alone', () => {
    expect(append('p: &p [a]\nl: *p\n', [], 'l', ['x'])).toBeUndefined();
  });
});

describe('setValue', () => {
  it.each([
    ['plain', 'k: a # c\n', 'k: x # c\n'],
    ['single quotes', "k: 'a'\n", "k: 'x'\n"],
    ['double quotes', 'k: "a"\n', 'k: "x"\n'],
    ['nothing', 'k: # c\n', 'k: x # c\n'],
    ['a list', 'k: [a, b] # c\n', 'k: x # c\n'],
    ['a block', 'k:\n  a: 1\nb: 2\n', 'k: x\nb: 2\n'],
    ['a block scalar', 'k: >-\n  one\n  two\nb: 2\n', 'k: x\nb: 2\n'],
    ['an alias', 'p: &p 1\nk: *p\n', 'p: &p 1\nk: x\n'],
    ['no key', 'b: 1\n', 'b: 1\nk: x\n'],
  ])('replaces %s', (_, text, expected) => {
    expect(set(text, [], 'k', 'x')).toBe(expected);
  });

  it('does not lose comments', () => {
    expect(set('k:\n  a: 1 # why\n  c: 2\nb: 2\n', [], 'k', 'x')).toBeUndefined();
  });
});

describe('any edit', () => {
  const word = fc.constantFrom(
    'a',
    'no',
    '1.0',
    'null',
    'a: b',
    '#',
    'x # y',
    "it's",
    '',
    ' ',
    '5m',
    'list<T>',
    'T[]',
    'é',
  );
  const scalar = fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null), fc.string({ maxLength: 6 }));
  const value = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value'), { maxLength: 3 }), tie('map')),
    map: fc.dictionary(fc.constantFrom('p', 'q', 'r s', 'yes', '#k'), tie('value'), { maxKeys: 3 }),
  })).value as fc.Arbitrary<Parameters<typeof setValue>[3]>;

  /** The same three entries in every style, with comments wherever they may stand. */
  const styled = fc
    .tuple(
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('  ', '    '),
      fc.array(
        fc.constantFrom(
          'one # c',
          '"q # no" # c',
          '{ x: 1, y: [2] } # c',
          '[a, b] # c',
          '# c\n>> deep: 1 # d\n>> more: 2\n>> # under',
          '# c\n>> - i # d\n>> - j: 1\n>>   k: 2',
          '|\n>> # no\n>> text\n# c',
          '# c',
        ),
        { minLength: 3, maxLength: 3 },
      ),
    )
    .map(([eol, unit, values]) => {
      const lines = values.map((body, index) => `> k${index}: ${body}`).join('\n');
      const text = `# top\nroot: # r\n${lines}\n# end\nlast: 1\n`;
      return text
        .replaceAll('>> ', unit + unit)
        .replaceAll('> ', unit)
        .replaceAll('\n', eol);
    });

  function check(text: string, result: string | undefined, change: (root: Record<string, unknown>) => void): void {
    if (result === undefined) return;
    const expected = structuredClone(plain(toValue(parse(text)))) as { root: Record<string, unknown> };
    change(expected.root);
    expect(plain(toValue(parse(result)))).toEqual(expected);
    const comments = (yaml: string) => findComments(yaml).map(({ start, end }) => yaml.slice(start, end));
    for (const comment of comments(text)) expect(comments(result)).toContain(comment);
    expect(comments(result)).toHaveLength(comments(text).length);
  }

  it('adds, sets and appends exactly what it says, and keeps all comments', () => {
    fc.assert(
      fc.property(styled, fc.integer({ min: 0, max: 2 }), value, (text, index, given) => {
        const key = `k${index}`;
        check(text, inserted(text, ['root'], key, { new: given }), (root) => {
          root['new'] = given;
        });
        check(text, set(text, ['root'], key, given), (root) => {
          root[key] = given;
        });
        check(text, append(text, ['root'], key, [given]), (root) => {
          const old = root[key];
          root[key] = Array.isArray(old) ? [...old, given] : old === null ? [given] : [old, given];
        });
      }),
      { numRuns: 300 },
    );
  });
});

/** Without the missing prototypes of `toValue`, which equality would trip over. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
