import { describe, expect, it } from 'vitest';
import { applyFixes } from '../diagnostics/index.js';
import type { Rule } from './rule.js';
import { catalogOf } from './rule-tester.js';
import { lintCatalog } from './run.js';

/** Finds every definition's name and every field of a payload. */
function ruleCalled(id: string): Rule {
  return {
    id,
    group: 'naming',
    severity: 'warning',
    preset: id === 'strict-one' ? 'strict' : 'minimal',
    since: '0.1.0',
    summary: 'Disallow everything.',
    why: 'A test needs findings, e.g. many. So it goes.',
    bad: '',
    good: '',
    check({ catalog, report }) {
      for (const event of catalog.events.values()) {
        report({ span: event.nameSpan, message: `\`${event.id}\` is there.`, element: event });
        for (const field of event.payload.fields)
          report({ span: field.nameSpan, message: `\`${field.name}\` is there.` });
      }
    },
  };
}

const RULES = [ruleCalled('one'), ruleCalled('strict-one'), ruleCalled('two')];

async function lint(definitions: string, options: { today?: string; settings?: string } = {}) {
  const { catalog, before } = await catalogOf(definitions, options.settings);
  expect(before).toEqual([]);
  const found = lintCatalog(catalog, { rules: RULES, ...(options.today !== undefined && { today: options.today }) });
  const text = catalog.texts.get('definitions.yaml') ?? '';
  const lines = found.map(({ code, span }) => `${code} ${text.slice(span?.start, span?.end)}`);
  return { found, lines, texts: catalog.texts };
}

const EVENTS = `events:
  A:
    payload: { x: int }
  B:
    payload:
      y: int
      z: int
`;

describe('suppression', () => {
  it('silences nothing without comments', async () => {
    expect((await lint(EVENTS)).lines).toEqual([
      'one A',
      'two A',
      'one x',
      'two x',
      'one B',
      'two B',
      'one y',
      'two y',
      'one z',
      'two z',
    ]);
  });

  it('covers the block under the key below', async () => {
    const { lines } = await lint(EVENTS.replace('  B:', '  # sagac-ignore one, two -- legacy\n  # a word\n  B:'));
    expect(lines).toEqual(['one A', 'two A', 'one x', 'two x']);
  });

  it('covers its line behind a value', async () => {
    const { lines } = await lint(EVENTS.replace('y: int', 'y: int # sagac-ignore one -- legacy'));
    expect(lines).not.toContain('one y');
    expect(lines).toContain('two y');
    expect(lines).toContain('one z');
  });

  it('covers a file', async () => {
    const { lines } = await lint(`# sagac-ignore-file two -- legacy\n${EVENTS}`);
    expect(lines).toEqual(['one A', 'one x', 'one B', 'one y', 'one z']);
  });

  it('is not fooled by text that looks like a comment', async () => {
    const summary =
      'events:\n  A:\n    summary: "x # sagac-ignore-file one, two -- no"\n    docs: |\n      # sagac-ignore-file one, two -- no\n';
    expect((await lint(summary)).lines).toEqual(['one A', 'two A']);
  });

  it('reports what silences nothing, and takes it out', async () => {
    const text = EVENTS.replace(
      '  A:',
      '  # sagac-ignore tow, one -- typing error\n  A: # sagac-ignore gone -- x',
    ).replace('y: int', 'y: int   # sagac-ignore gone -- x');
    const { found, texts } = await lint(text);
    const unused = found.filter(({ code }) => code === 'unused-ignore');
    expect(unused.map(({ message, help }) => `${message} ${help}`)).toEqual([
      'Nothing here is found by `tow`, so there is nothing to ignore. Did you mean `two`?',
      'Nothing here is found by `gone`, so there is nothing to ignore. Did you mean `one`?',
      'Nothing here is found by `gone`, so there is nothing to ignore. Did you mean `one`?',
    ]);
    const fixed = applyFixes(
      unused.flatMap(({ fix }) => fix ?? []),
      texts,
    );
    expect(fixed.changed.get('definitions.yaml')).toBe(
      EVENTS.replace('  A:', '  # sagac-ignore one -- typing error\n  A:'),
    );
  });

  it('removes a whole line', async () => {
    const { found, texts } = await lint(`# top\n# sagac-ignore-file gone -- x\n${EVENTS}`);
    const fixed = applyFixes(
      found.flatMap(({ fix }) => fix ?? []),
      texts,
    );
    expect(fixed.changed.get('definitions.yaml')).toBe(`# top\n${EVENTS}`);
  });

  it('cannot know whether a rule that did not run is silenced in vain', async () => {
    expect((await lint(`# sagac-ignore-file strict-one -- later\n${EVENTS}`)).lines).toHaveLength(10);
  });

  it('ends after its date', async () => {
    const text = `# sagac-ignore-file one, two until=2026-03-02 -- legacy\n${EVENTS}`;
    expect((await lint(text)).lines).toEqual([]);
    expect((await lint(text, { today: '2026-03-02' })).lines).toEqual([]);
    const { found } = await lint(text, { today: '2026-03-03' });
    expect(found).toHaveLength(11);
    expect(found[0]?.message).toBe(
      'This `sagac-ignore` comment ended with `2026-03-02` and silences nothing any more.',
    );
  });

  it.each([
    ['# sagac-ignore-file', 'names no rule'],
    ['# sagac-ignore-file one, two', 'gives no reason'],
    ['# sagac-ignore-file one, two until=2026-02-30 -- x', 'has `until=2026-02-30`, which is no date'],
  ])('says what is wrong with %s', async (comment, problem) => {
    const { found } = await lint(`${comment}\n${EVENTS}`);
    expect(found[0]?.message).toBe(`This \`sagac-ignore\` comment ${problem}.`);
  });

  it('lets settings change what is said about suppressions', async () => {
    const settings = 'catalog: test\nlint: { rules: { unused-ignore: error, invalid-ignore: off } }\n';
    const { found } = await lint(`# sagac-ignore-file gone\n${EVENTS}`, { settings });
    expect(found[0]).toMatchObject({ code: 'unused-ignore', severity: 'error' });
    expect(found.some(({ code }) => code === 'invalid-ignore')).toBe(false);
  });
});
