import { describe, expect, it } from 'vitest';
import { applyFixes } from '../diagnostics/index.js';
import { readIgnores } from './read-ignores.js';
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

  it('removes a comment that has ended, and the finding stays', async () => {
    const text = EVENTS.replace('  B:', '  # sagac-ignore one until=2026-03-02 -- legacy\n  B:');
    const { found, texts } = await lint(text, { today: '2026-03-03' });
    const ended = found.filter(({ code }) => code === 'expired-ignore');
    const fixed = applyFixes(
      ended.flatMap(({ fix }) => fix ?? []),
      texts,
    );
    expect(fixed.changed.get('definitions.yaml')).toBe(EVENTS);
    expect(found.length).toBe(11);
  });

  it.each([
    ['optional', '', 9],
    ['wanted', 'warning: This `sagac-ignore` comment gives no reason.', 10],
    ['required', 'error: This `sagac-ignore` comment gives no reason, so it silences nothing.', 11],
  ])('asks for reasons as the settings say: %s', async (reasons, message, count) => {
    const settings = `catalog: test\nlint: { ignoreReasons: ${reasons} }\n`;
    const { found } = await lint(EVENTS.replace('y: int', 'y: int # sagac-ignore one'), { settings });
    const about = found.filter(({ code }) => code.endsWith('-ignore'));
    expect(about.map((entry) => `${entry.severity}: ${entry.message}`).join()).toBe(message);
    expect(found).toHaveLength(count);
  });

  it('silences by exact ids alone', async () => {
    const { lines } = await lint(`# sagac-ignore-file One, one-*, tw, "two" -- x\n${EVENTS}`);
    expect(lines).toHaveLength(11);
    expect(lines[0]).toMatch(/^unused-ignore/);
  });

  it('reads CRLF, and removes it with the line', async () => {
    const text = EVENTS.replaceAll('\n', '\r\n');
    const kept = await lint(text.replace('  B:', '  # sagac-ignore one, two -- legacy\r\n  B:'));
    expect(kept.lines).toEqual(['one A', 'two A', 'one x', 'two x']);
    const { found, texts } = await lint(text.replace('  B:', '  # sagac-ignore gone -- legacy  \r\n  B:'));
    const fixed = applyFixes(
      found.flatMap(({ fix }) => fix ?? []),
      texts,
    );
    expect(fixed.changed.get('definitions.yaml')).toBe(text);
  });

  it('takes a comment at the end of a file for nothing, and away', async () => {
    for (const end of ['\n', '']) {
      const { found, texts } = await lint(`${EVENTS}# sagac-ignore one -- last${end}`);
      const unused = found.filter(({ code }) => code === 'unused-ignore');
      const fixed = applyFixes(
        unused.flatMap(({ fix }) => fix ?? []),
        texts,
      );
      expect(fixed.changed.get('definitions.yaml')).toBe(EVENTS);
    }
  });

  it('covers one line of a map in braces over several lines', async () => {
    const text =
      'events:\n  A:\n    payload: {\n      # sagac-ignore one, two -- x\n      x: int,\n      y: int # sagac-ignore two -- y\n      }\n';
    expect((await lint(text)).lines).toEqual(['one A', 'two A', 'one y']);
  });

  it('covers the key below with its deeper lines, and none beside it', async () => {
    const text = (comment: string) =>
      `events:\n  A:\n    payload:\n      x:\n        type: int\n        docs: a\n${comment}      y: int\n      z: int\n`;
    expect((await lint(text('      # sagac-ignore one, two -- x\n'))).lines).toEqual([
      'one A',
      'two A',
      'one x',
      'two x',
      'one z',
      'two z',
    ]);
  });

  it.each([
    ['steps:\n  # sagac-ignore a -- r\n  - one: 1\n    two: 2\n  - three: 3\n', '  - one: 1\n    two: 2\n'],
    ['steps:\n# sagac-ignore a -- r\n- one: 1\n  two: 2\n- three: 3\n', '- one: 1\n  two: 2\n'],
    ['# sagac-ignore a -- r\nsteps:\n- one: 1\n- two: 2\nother: 3\n', 'steps:\n- one: 1\n- two: 2\n'],
    ['- [a, # sagac-ignore a -- r\n   b]\n', '- [a, '],
  ])('reaches over %j', (text, reached) => {
    const [ignore] = readIgnores('a.yaml', text);
    expect(text.slice(ignore?.reach.start, ignore?.reach.end)).toBe(reached);
  });

  it('is not fooled by texts over several lines', async () => {
    const text =
      'events:\n  A:\n    summary: >\n      one\n      # sagac-ignore-file one -- no\n    docs: "a\n      # sagac-ignore-file two -- no"\n';
    expect((await lint(text)).lines).toEqual(['one A', 'two A']);
  });

  it('names a second mark in one comment, which would silence nothing', async () => {
    const { found } = await lint(EVENTS.replace('y: int', 'y: int # sagac-ignore one -- a # sagac-ignore two -- b'));
    expect(found.map(({ message }) => message)).toContain(
      'This `sagac-ignore` comment holds a second `sagac-ignore`, which is only text.',
    );
    expect(found.map(({ code }) => code)).not.toContain('unused-ignore');
  });

  it('counts in the settings, too', async () => {
    const about: Rule = {
      ...ruleCalled('one'),
      check({ catalog, report }) {
        const file = catalog.settings.file;
        const start = catalog.texts.get(file)?.indexOf('compat') ?? 0;
        report({ span: { file, start, end: start + 6 }, message: '`compat` is there.' });
      },
    };
    const lines = async (comment: string) => {
      const { catalog } = await catalogOf('', `catalog: test\n${comment}compat: { mode: full }\n`);
      return lintCatalog(catalog, { rules: [about] }).map(({ code }) => code);
    };
    expect(await lines('')).toEqual(['one']);
    expect(await lines('# sagac-ignore one -- we know\n')).toEqual([]);
  });
});
