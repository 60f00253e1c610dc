import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../diagnostics/index.js';
import { MAX_DEPTH } from './messages.js';
import { type Node, nodeAt, toValue } from './node.js';
import { parseYaml } from './yaml.js';

function read(yaml: string) {
  const { value, diagnostics } = parseYaml('x.yaml', yaml);
  const told = diagnostics.map((found) => {
    const at = found.span ? yaml.slice(found.span.start, found.span.end) : '';
    return `${found.code} at ${JSON.stringify(at)}`;
  });
  const plain = value && JSON.parse(JSON.stringify(toValue(value)));
  const textAt = (...path: (string | number)[]) => {
    const span = nodeAt(value, ...path)?.span;
    return span && yaml.slice(span.start, span.end);
  };
  return { value, plain, told, diagnostics, textAt };
}

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('parseYaml', () => {
  it('reads scalars as YAML 1.2 does and keeps their text', () => {
    const { value, plain } = read(
      'a: 1.0\nb: yes\nc: 0x1F\nd: ~\ne: "1"\nf: !!str 2\ng: True\nh: 2026-01-01\ni: 1e3\nj: off\nk: 0o17',
    );
    expect(plain).toEqual({
      a: 1,
      b: 'yes',
      c: 31,
      d: null,
      e: '1',
      f: '2',
      g: true,
      h: '2026-01-01',
      i: 1000,
      j: 'off',
      k: 15,
    });
    expect(nodeAt(value, 'a')).toMatchObject({ text: '1.0', value: 1, quoted: false });
    expect(nodeAt(value, 'e')).toMatchObject({ text: '1', value: '1', quoted: true });
  });

  it('places every kind of value', () => {
    const { textAt } = read(
      'a: "x y" # c\nb: [1, {c: 2}]  # }\nd:\n  e: 1\n  f: two words\n\ng: |\n  hi\n  ho\n\nh:\n- 1\n- - 2\ni: { j, k: , l: [ ] }\n',
    );
    expect(textAt('a')).toBe('"x y"');
    expect(textAt('b')).toBe('[1, {c: 2}]');
    expect(textAt('b', 1)).toBe('{c: 2}');
    expect(textAt('d')).toBe('e: 1\n  f: two words');
    expect(textAt('g')).toBe('|\n  hi\n  ho');
    expect(textAt('h')).toBe('- 1\n- - 2');
    expect(textAt('h', 1)).toBe('- 2');
    expect(textAt('i')).toBe('{ j, k: , l: [ ] }');
    expect(textAt('i', 'k')).toBe('');
    expect(textAt('i', 'l')).toBe('[ ]');
  });

  it('ends collections behind comments and commas', () => {
    const { textAt } = read('a: { b: 1, # ] }\n  c: 2, # and }\n }\nd: [\n  # nothing }\n ]\ne: [f: 1, 2]');
    expect(textAt('a')).toBe('{ b: 1, # ] }\n  c: 2, # and }\n }');
    expect(textAt('d')).toBe('[\n  # nothing }\n ]');
    expect(textAt('e', 0)).toBe('f: 1');
  });

  it('reads JSON, CRLF and an empty file', () => {
    expect(read('{"a": [1, "b", null, true]}').plain).toEqual({ a: [1, 'b', null, true] });
    const crlf = read('a: 1\r\nb:\r\n  c: "x"\r\n  d: |\r\n    y\r\n');
    expect(crlf.plain).toEqual({ a: 1, b: { c: 'x', d: 'y\n' } });
    expect(crlf.textAt('b', 'c')).toBe('"x"');
    expect(read('').value).toBeUndefined();
    expect(read('# only a comment\n---\n').value).toBeUndefined();
    expect(read('# only a comment\n').told).toEqual([]);
  });

  it('shares the node of an alias', () => {
    const { value, plain } = read('a: &x { b: 1 }\nc: *x\n');
    expect(plain).toEqual({ a: { b: 1 }, c: { b: 1 } });
    expect(nodeAt(value, 'a')).toBe(nodeAt(value, 'c'));
  });

  it('places every scalar of any JSON so that its text reads as its value, and keys inside their maps', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (data, indent) => {
        const text = JSON.stringify(data, undefined, indent);
        const { value, diagnostics } = parseYaml('x', text);
        expect(diagnostics).toEqual([]);
        if (!value) return;
        expect(JSON.parse(JSON.stringify(toValue(value)))).toEqual(JSON.parse(text));
        expectSpans(value, text);
        expect(text.slice(value.span.start, value.span.end)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('places every scalar of block YAML in the same way', () => {
    fc.assert(
      fc.property(json, (data) => {
        const text = blockYaml(data, '');
        const { value, diagnostics } = parseYaml('x', text);
        expect(diagnostics).toEqual([]);
        if (value) expectSpans(value, text);
        expect(value && JSON.parse(JSON.stringify(toValue(value)))).toEqual(JSON.parse(JSON.stringify(data)));
      }),
      { numRuns: 200 },
    );
  });

  it('reads any text without throwing', () => {
    const piece = fc.constantFrom(
      ...'{}[]:,-?&*!|>\'"#%@` \n\t\\ab1',
      '- ',
      ': ',
      'T[]',
      'decimal(1,2)',
      '\r\n',
      '---\n',
      '&a ',
      '*a',
      '!!int ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        for (const { span } of parseYaml('x', text).diagnostics) {
          expect(span && span.start >= 0 && span.start <= span.end && span.end <= text.length).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parseYaml on bad input', () => {
  const deep = (open: string, close: string, count: number) => open.repeat(count) + close.repeat(count);
  it.each([
    ['two equal keys', 'a: 1\nb: 2\na: 3', 'yaml-duplicate-key at "a"'],
    ['deep brackets', deep('[', ']', 100_000), 'yaml-too-deep at "["'],
    ['deep braces', '{a: '.repeat(100_000), 'yaml-too-deep at "a"'],
    ['deep dashes', '- '.repeat(50_000), 'yaml-too-deep at "-"'],
    ['a second document', 'a: 1\n---\nb: 2', 'yaml-several-documents at "---"'],
    ['a tab in the indentation', 'a:\n\tb: 1', 'yaml-tab at "\\t"'],
    ['a list as key', '? [a]\n: b', 'yaml-key-not-text at "[a]"'],
    ['a number as key', '404: x', 'yaml-key-not-text at "404"'],
    ['a merge key', 'a: &x {b: 1}\nc: { <<: *x }', 'yaml-merge-key at "<<"'],
    ['an unknown alias', 'a: &one 1\nb: *on', 'yaml-unknown-alias at "*on"'],
    ['an alias of itself', 'a: &x [1, *x]', 'yaml-alias-cycle at "*x"'],
    ['an unknown tag', 'a: !money 3', 'yaml-unknown-tag at "!money"'],
    ['a value that is not what its tag says', 'a: !!int three', 'yaml-bad-tag-value at "three"'],
    ['an open bracket', 'a: [1, 2', 'yaml-syntax at ""'],
    ['a too large file', `a: ${'x'.repeat(5_000_001)}`, 'file-too-large at ""'],
  ])('tells of %s at its place', (_, yaml, told) => {
    expect(read(yaml).told).toEqual([told]);
  });

  it('stops an alias bomb and deep nesting through aliases', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++)
      bomb.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    expect(read(bomb.join('\n')).told).toEqual(
      ['yaml-alias-bomb at "*a4"'].map(() => expect.stringMatching(/^yaml-alias-bomb/)),
    );
    const tower = ['a0: &a0 [x]'];
    for (let i = 1; i < MAX_DEPTH + 5; i++) tower.push(`a${i}: &a${i} [*a${i - 1}]`);
    expect(read(tower.join('\n')).told).toEqual([expect.stringMatching(/^yaml-too-deep/)]);
  });

  it('keeps the first of two equal keys and shows it', () => {
    const { plain, diagnostics } = read('a: 1\nb: 2\n"a": 3');
    expect(plain).toEqual({ a: 1, b: 2 });
    expect(diagnostics[0]?.message).toBe('`a` stands twice in this map.');
    expect(diagnostics[0]?.labels).toEqual([{ span: { file: 'x.yaml', start: 0, end: 1 }, text: 'first used here' }]);
  });

  it('takes `__proto__` for a key like any other', () => {
    const { value } = read('a: { __proto__: { polluted: true }, constructor: 1 }');
    const plain = value && (toValue(value) as { a: object });
    expect(Object.keys(plain?.a ?? {})).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('the traps of maps on one line', () => {
  it.each([
    ['{ lines: OrderLine[] }', '{ lines: list<OrderLine> }'],
    ['{ lines: OrderLine[]?, b: 1 }', '{ lines: list<OrderLine>?, b: 1 }'],
    ['{ a: X[][], b: Y[]|null }', '{ a: list<list<X>>, b: list<Y>|null }'],
    ['{ a: list<X>[] }', '{ a: list<list<X>> }'],
    ['{ a: map<X[]> }', '{ a: map<list<X>> }'],
    ['{ a: { type: Line[], optional: true } }', '{ a: { type: list<Line>, optional: true } }'],
    ['{ a: decimal(12,2), b: decimal(12,2) }', '{ a: decimal(12.2), b: decimal(12.2) }'],
    ['{ a: decimal(12, 2)? }', '{ a: decimal(12.2)? }'],
    ['{ a: enum(x,y, z) }', '{ a: enum(x|y|z) }'],
    ['{ a: list<decimal(12,2)>, b: 1 }', '{ a: list<decimal(12.2)>, b: 1 }'],
    ['{ a: decimal(12,2)[] }', '{ a: list<decimal(12.2)> }'],
    ['{ a: enum(x,y)[]? }', '{ a: list<enum(x|y)>? }'],
  ])('reads %s as %s and offers that as a safe fix', (written, safe) => {
    const { diagnostics, plain } = read(written);
    expect(diagnostics.map((found) => found.fix?.safety)).toEqual(diagnostics.map(() => 'safe'));
    expect(
      applyEdits(
        written,
        diagnostics.flatMap((found) => found.fix?.edits ?? []),
      ),
    ).toBe(safe);
    expect(plain).toEqual(read(safe).plain);
    expect(read(safe).told).toEqual([]);
  });

  it('says what to write', () => {
    const [suffix, comma] = read('{ a: X[], b: enum(p,q) }').diagnostics;
    expect(suffix?.message).toBe('YAML cannot read `X[]` in a map on one line: `[` begins a list there.');
    expect(suffix?.help).toBe('Write `list<X>`, which means the same and is safe everywhere.');
    expect(comma?.message).toBe('YAML reads `enum(p,q)` in a map on one line as two keys: `,` ends a value there.');
    expect(comma?.help).toBe('Write `enum(p|q)`, which means the same and is safe everywhere.');
  });

  it('leaves both alone on lines of their own and in quotes', () => {
    expect(read('a: X[]\nb: decimal(12,2)\nc: { d: "X[]", e: "enum(a,b)" }').told).toEqual([]);
  });
});

/** Each scalar's own text must read as its value, and each child must lie inside its parent. */
function expectSpans(node: Node, text: string): void {
  if (node.kind === 'scalar') {
    const own = parseYaml('x', text.slice(node.span.start, node.span.end)).value;
    expect(own ? toValue(own) : null).toEqual(node.value);
    return;
  }
  const children = node.kind === 'list' ? node.items : node.entries.flatMap((entry) => [entry.key, entry.value]);
  for (const child of children) {
    expect(node.span.start).toBeLessThanOrEqual(child.span.start);
    expect(child.span.end).toBeLessThanOrEqual(node.span.end);
    expectSpans(child, text);
  }
}

function blockYaml(data: unknown, indent: string): string {
  const isEmpty = typeof data !== 'object' || data === null || Object.keys(data).length === 0;
  if (isEmpty) return JSON.stringify(data);
  const inner = `${indent}  `;
  const lines = Array.isArray(data)
    ? data.map((item) => `-${below(item, inner)}`)
    : Object.entries(data).map(([key, value]) => `"${key}":${below(value, inner)}`);
  return lines.join(`\n${indent}`);
}

function below(data: unknown, indent: string): string {
  const text = blockYaml(data, indent);
  const nested = typeof data === 'object' && data !== null && Object.keys(data).length > 0;
  return nested ? ` # note }\n${indent}${text}` : ` ${text}`;
}
