import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../diagnostics/index.js';
import { renderCheckstyle } from './checkstyle.js';
import { renderGithub } from './github.js';
import { renderGitlab } from './gitlab.js';
import { renderJunit } from './junit.js';
import { renderMarkdown } from './markdown.js';
import type { ReportOptions } from './reporter.js';

const TEXT = 'events:\n  A:\n    producer: ordr\n';
const SOURCES = new Map([['a|b.yaml', TEXT]]);
const OPTIONS: ReportOptions = {
  base: 'shop',
  version: '1.2.3',
  subject: 'shop: 1 definition in 1 file',
  rules: [],
  columns: 80,
  color: 0,
};

const wrong: Diagnostic = {
  code: 'unknown-reference',
  severity: 'error',
  message: '`ordr` is no <service> & "more".',
  span: { file: 'a|b.yaml', start: 27, end: 31 },
  help: 'Did you mean `order`?',
  note: 'Nobody would send it.',
  element: 'event A',
  fix: { title: 'Write `order`', safety: 'safe', edits: [] },
};
const mild: Diagnostic = { code: 'empty', severity: 'info', message: 'One\nline | *bold* <b>.' };
const all = [mild, wrong];

describe('junit', () => {
  it('has a failure for what fails, and output for what does not', () => {
    expect(renderJunit(all, SOURCES, OPTIONS)).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<testsuites name="sagac" tests="2" failures="1" errors="0">',
        '  <testsuite name="sagac lint" tests="2" failures="1" errors="0">',
        '    <testcase name="empty: One&#10;line | *bold* &lt;b&gt;." classname="shop/sagac.yaml">',
        '      <system-out>shop/sagac.yaml:1:1: info',
        'One',
        'line | *bold* &lt;b&gt;.</system-out>',
        '    </testcase>',
        '    <testcase name="unknown-reference: `ordr` is no &lt;service&gt; &amp; &quot;more&quot;." classname="shop/a|b.yaml">',
        '      <failure type="error" message="`ordr` is no &lt;service&gt; &amp; &quot;more&quot;.">shop/a|b.yaml:3:15: error',
        '`ordr` is no &lt;service&gt; &amp; "more".',
        'Did you mean `order`?',
        'Nobody would send it.</failure>',
        '    </testcase>',
        '  </testsuite>',
        '</testsuites>',
        '',
      ].join('\n'),
    );
  });

  it('goes by the severity that fails the command', () => {
    expect(renderJunit(all, SOURCES, { ...OPTIONS, failOn: 'info' })).toContain('tests="2" failures="2"');
  });

  it('has a test that passes where nothing is found', () => {
    expect(renderJunit([], SOURCES, OPTIONS)).toContain(
      '<testcase name="shop: 1 definition in 1 file" classname="sagac"/>',
    );
  });
});

describe('checkstyle', () => {
  it('groups findings by file', () => {
    expect(renderCheckstyle([wrong, wrong, mild], SOURCES, OPTIONS)).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<checkstyle version="8.0">',
        '  <file name="shop/a|b.yaml">',
        ...Array.from(
          { length: 2 },
          () =>
            '    <error line="3" column="15" severity="error" message="`ordr` is no &lt;service&gt; &amp; &quot;more&quot;. Did you mean `order`?" source="sagac.unknown-reference"/>',
        ),
        '  </file>',
        '  <file name="shop/sagac.yaml">',
        '    <error line="1" column="1" severity="info" message="One&#10;line | *bold* &lt;b&gt;." source="sagac.empty"/>',
        '  </file>',
        '</checkstyle>',
        '',
      ].join('\n'),
    );
  });
});

describe('gitlab', () => {
  it('has a fingerprint of its own for each finding', () => {
    const report = JSON.parse(renderGitlab([wrong, wrong, mild], SOURCES, OPTIONS));
    expect(new Set(report.map((entry: { fingerprint: string }) => entry.fingerprint)).size).toBe(3);
    expect(report[0]).toEqual({
      description: '`ordr` is no <service> & "more". Did you mean `order`?',
      check_name: 'unknown-reference',
      fingerprint: expect.any(String),
      severity: 'major',
      location: { path: 'shop/a|b.yaml', lines: { begin: 3, end: 3 } },
    });
    expect(report[2].location).toEqual({ path: 'shop/sagac.yaml', lines: { begin: 1, end: 1 } });
  });
});

describe('markdown', () => {
  it('has the worst first, and no text of others is read as Markdown', () => {
    expect(renderMarkdown(all, SOURCES, OPTIONS)).toBe(
      [
        '## sagac lint',
        '',
        '1 error, 1 info in shop: 1 definition in 1 file.',
        '',
        '|  | Where | Finding | Rule |',
        '|---|---|---|---|',
        '| ❌ | shop/a\\|b.yaml:3 | `ordr` is no \\<service\\> \\& "more".<br>Did you mean `order`? | `unknown-reference` |',
        '| ℹ️ | `shop/sagac.yaml:1` | One line \\| \\*bold\\* \\<b\\>. | `empty` |',
        '',
        '1 fix with `sagac lint --fix`.',
        '',
      ].join('\n'),
    );
  });

  it('says that nothing is wrong', () => {
    expect(renderMarkdown([], SOURCES, OPTIONS)).toBe(
      '## sagac lint\n\n✔ shop: 1 definition in 1 file, no problems.\n',
    );
  });

  it('leaves out what no comment could hold, and says so', () => {
    const text = renderMarkdown(
      Array.from({ length: 203 }, () => wrong),
      SOURCES,
      OPTIONS,
    );
    expect(text.match(/ordr/g)).toHaveLength(200);
    expect(text).toContain('\n3 more are not shown.\n');
  });
});

describe('github', () => {
  it('lets no text of others begin a command of its own', () => {
    const evil = { ...wrong, message: 'a\r\n::set-output name=x::y', help: '%0A::error::', note: '\n::warning::z' };
    const lines = renderGithub([evil], SOURCES, OPTIONS).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('a%0D%0A::set-output name=x::y%0Ahelp: %250A::error::%0A%0A::warning::z');
  });

  it('has the worst first: a job shows only the first ten of each kind', () => {
    const kinds = renderGithub(all, SOURCES, OPTIONS).match(/^::\w+/gm);
    expect(kinds).toEqual(['::error', '::notice']);
  });
});
