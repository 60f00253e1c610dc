import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../diagnostics/index.js';
import { renderCompact } from './compact.js';
import { fingerprints } from './fingerprint.js';
import { renderGithub } from './github.js';
import { reporters } from './index.js';
import { renderJson } from './json.js';
import { renderPretty } from './pretty.js';
import type { ReportOptions } from './reporter.js';
import { renderSarif } from './sarif.js';

const TEXT = [
  'commands:',
  '  CapturePayment:',
  '    handler: payment',
  '  CapturePayment:',
  '    handler: ordr',
  '',
].join('\n');
const SOURCES = new Map([['a b/pay.yaml', TEXT]]);

function spanOf(wanted: string, from = 0): { file: string; start: number; end: number } {
  const start = TEXT.indexOf(wanted, from);
  return { file: 'a b/pay.yaml', start, end: start + wanted.length };
}

const twice: Diagnostic = {
  code: 'yaml-duplicate-key',
  severity: 'error',
  message: '`CapturePayment` stands twice in this map.',
  span: spanOf('CapturePayment', 20 + 14),
  labels: [{ span: spanOf('CapturePayment'), text: 'first here' }],
  help: 'Keep one of the two, or rename one.',
};
const unknown: Diagnostic = {
  code: 'unknown-reference',
  severity: 'warning',
  message: '`ordr` is no service,\n100% sure.',
  span: spanOf('ordr'),
  help: 'Did you mean `order`?',
  note: 'Nobody would handle the command.',
  element: 'command CapturePayment',
  fix: { title: 'Write `order`', safety: 'safe', edits: [{ span: spanOf('ordr'), text: 'order' }] },
};
const placeless: Diagnostic = { code: 'empty-catalog', severity: 'info', message: 'The catalog is empty.' };
const all = [twice, unknown, placeless];

const options: ReportOptions = {
  base: 'shop',
  version: '1.2.3',
  subject: 'shop: 1 definition in 1 file',
  rules: [
    {
      id: 'unknown-reference',
      group: 'topology',
      severity: 'error',
      preset: 'minimal',
      summary: 'Disallow names that mean nothing.',
      why: 'Nobody would handle the command. Nor notice.',
      bad: 'commands: { A: { handler: ordr } }',
      good: 'commands: { A: { handler: order } }',
    },
  ],
  columns: 80,
  color: 0,
};

describe('the list of reporters', () => {
  it('is sorted, and each one loads', async () => {
    const ids = reporters.map((entry) => entry.id);
    expect(ids).toEqual([...ids].sort());
    for (const entry of reporters) expect((await entry.load())([], new Map(), options)).toBeTypeOf('string');
  });

  it('gives the same bytes each time', async () => {
    for (const entry of reporters) {
      const render = await entry.load();
      expect(render(all, SOURCES, options)).toBe(render(all, SOURCES, options));
    }
  });
});

describe('compact', () => {
  it('prints one line a finding', () => {
    expect(renderCompact(all, SOURCES, options)).toBe(
      [
        'shop/a b/pay.yaml:4:3: error: `CapturePayment` stands twice in this map. [yaml-duplicate-key]',
        'shop/a b/pay.yaml:5:14: warning: `ordr` is no service, 100% sure. [unknown-reference]',
        'shop: info: The catalog is empty. [empty-catalog]',
        '',
      ].join('\n'),
    );
  });

  it('prints nothing for nothing', () => {
    expect(renderCompact([], SOURCES, options)).toBe('');
  });
});

describe('pretty', () => {
  it('prints frames, remarks and a sum', () => {
    expect(renderPretty(all, SOURCES, options)).toBe(
      [
        'error[yaml-duplicate-key]: `CapturePayment` stands twice in this map.',
        '  ┌─ shop/a b/pay.yaml:4:3',
        '  │',
        '2 │   CapturePayment:',
        '  │   -------------- first here',
        '3 │     handler: payment',
        '4 │   CapturePayment:',
        '  │   ^^^^^^^^^^^^^^',
        '  │',
        '  = help: Keep one of the two, or rename one.',
        '',
        'warning[unknown-reference]: `ordr` is no service,',
        '100% sure.',
        '  ┌─ shop/a b/pay.yaml:5:14',
        '  │',
        '5 │     handler: ordr',
        '  │              ^^^^',
        '  │',
        '  = help: Did you mean `order`?',
        '  = fix: Write `order` (`--fix`)',
        '  = why: Nobody would handle the command.',
        '',
        'info[empty-catalog]: The catalog is empty.',
        '',
        '✖ 1 error, 1 warning, 1 info in 1 file',
        '  1 fix with `sagac lint --fix`',
        '  more about a finding: `sagac explain yaml-duplicate-key`',
        '',
      ].join('\n'),
    );
  });

  it('says why only once per code', () => {
    const text = renderPretty([unknown, unknown], SOURCES, options);
    expect(text.match(/= why:/g)).toHaveLength(1);
    expect(text.match(/= help:/g)).toHaveLength(2);
  });

  it('says that nothing is wrong', () => {
    expect(renderPretty([], SOURCES, options)).toBe('✔ shop: 1 definition in 1 file, no problems\n');
  });

  it('shows a second file in a frame of its own', () => {
    const other: Diagnostic = { ...twice, labels: [{ span: { file: 'x.yaml', start: 0, end: 1 }, text: 'here' }] };
    const text = renderPretty([other], new Map([...SOURCES, ['x.yaml', 'a: 1\n']]), { ...options, base: '' });
    expect(text).toContain('  ┌─ a b/pay.yaml:4:3\n');
    expect(text).toContain('  ├─ x.yaml:1:1\n  │\n1 │ a: 1\n  │ - here\n');
  });

  it('does without the text of a file that is gone', () => {
    expect(renderPretty([twice], new Map(), options)).toContain('  ┌─ shop/a b/pay.yaml:1:1\n  │\n  = help: Keep');
  });

  it('stays within a narrow terminal', () => {
    const lines = renderPretty(all, SOURCES, { ...options, columns: 40 }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  it('paints only when asked', () => {
    expect(renderPretty(all, SOURCES, options)).not.toContain('\u001b');
    expect(renderPretty(all, SOURCES, { ...options, color: 1 })).toContain('\u001b[31m');
  });

  it('disarms what would steer the terminal', () => {
    const evil: Diagnostic = { ...twice, message: 'a \u001b[2J b', help: '\u001b]0;x', labels: [] };
    expect(renderPretty([evil], SOURCES, options)).not.toContain('\u001b');
  });
});

describe('github', () => {
  it('escapes properties and data', () => {
    const odd: Diagnostic = { ...unknown, span: { ...spanOf('ordr'), file: 'a,b:c%.yaml' } };
    const sources = new Map([['a,b:c%.yaml', TEXT]]);
    expect(renderGithub([odd], sources, { ...options, base: '' })).toBe(
      '::warning file=a%2Cb%3Ac%25.yaml,line=5,col=14,endColumn=17,title=unknown-reference::' +
        '`ordr` is no service,%0A100%25 sure.%0Ahelp: Did you mean `order`?%0ANobody would handle the command.\n',
    );
  });

  it('tells second places with their lines, as seen from where the command runs', () => {
    expect(renderGithub([twice], SOURCES, options)).toContain('%0Aalso: shop/a b/pay.yaml:2: first here\n');
  });

  it('leaves columns out where a finding spans lines, and the place where there is none', () => {
    const long: Diagnostic = { ...placeless, span: { file: 'a b/pay.yaml', start: 0, end: 30 } };
    expect(renderGithub([long, placeless], SOURCES, options)).toBe(
      '::notice file=shop/a b/pay.yaml,line=1,endLine=3,title=empty-catalog::The catalog is empty.\n' +
        '::notice title=empty-catalog::The catalog is empty.\n',
    );
  });
});

describe('json', () => {
  const schema = JSON.parse(readFileSync(new URL('../../../schemas/lint-report.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

  it.each([
    ['findings', all],
    ['none', []],
  ])('fits its published schema: %s', (_, diagnostics) => {
    validate(JSON.parse(renderJson(diagnostics, SOURCES, options)));
    expect(validate.errors).toBeNull();
  });

  it('fits its published schema with what is hidden and what it took', () => {
    const hidden = {
      baseline: { file: 'lint-baseline.json', findings: 2, stale: 1 },
      since: { ref: 'main', commit: 'abc', findings: 0 },
    };
    const stats = { stages: [{ name: 'lint', ms: 1.5 }], rules: [{ rule: 'no-secrets', ms: 0.1, findings: 3 }] };
    const report = JSON.parse(renderJson(all, SOURCES, { ...options, hidden, stats }));
    validate(report);
    expect(validate.errors).toBeNull();
    expect([report.hidden, report.stats]).toEqual([hidden, stats]);
  });

  it('tells places from the folder of the command', () => {
    const { findings, summary } = JSON.parse(renderJson(all, SOURCES, options));
    expect(summary).toEqual({ errors: 1, warnings: 1, infos: 1, safeFixes: 1, unsafeFixes: 0 });
    expect(findings[1].place).toEqual({
      file: 'shop/a b/pay.yaml',
      start: { line: 5, column: 14, offset: spanOf('ordr').start },
      end: { line: 5, column: 18, offset: spanOf('ordr').end },
    });
  });
});

describe('sarif', () => {
  const log = JSON.parse(renderSarif(all, SOURCES, options));
  const [first, second, third] = log.runs[0].results;

  it('has a rule for every code, with help', () => {
    const { rules } = log.runs[0].tool.driver;
    expect(rules.map((rule: { id: string }) => rule.id)).toEqual([
      'empty-catalog',
      'unknown-reference',
      'yaml-duplicate-key',
    ]);
    expect(rules[1].help.text).toContain('sagac explain unknown-reference');
    expect(rules[1].help.markdown).toContain('```yaml\ncommands: { A: { handler: order } }\n```');
    expect(rules[first.ruleIndex].id).toBe('yaml-duplicate-key');
  });

  it('gives relative, encoded paths and regions', () => {
    expect(first.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'shop/a%20b/pay.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 4, startColumn: 3, endLine: 4, endColumn: 17 },
    });
    expect(first.relatedLocations[0].message.text).toBe('first here');
    expect(third.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'shop/sagac.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    });
  });

  it('carries fixes', () => {
    const [change] = second.fixes[0].artifactChanges;
    expect(change.replacements).toEqual([
      {
        deletedRegion: { startLine: 5, startColumn: 14, endLine: 5, endColumn: 18 },
        insertedContent: { text: 'order' },
      },
    ]);
  });

  it('is whole without findings', () => {
    expect(JSON.parse(renderSarif([], SOURCES, options)).runs[0].results).toEqual([]);
  });
});

describe('fingerprints', () => {
  it('stay when lines move, and tell equal findings apart', () => {
    const moved = { ...unknown, span: { file: 'other.yaml', start: 1, end: 2 }, message: '100% `ordr`!' };
    expect(fingerprints([moved])).toEqual(fingerprints([unknown]));
    const [one, two] = fingerprints([unknown, unknown]);
    expect(one).not.toBe(two);
  });
});
