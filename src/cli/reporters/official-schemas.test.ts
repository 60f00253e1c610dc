import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Diagnostic } from '../../diagnostics/index.js';
import { renderCheckstyle } from './checkstyle.js';
import { renderGitlab } from './gitlab.js';
import { renderJunit } from './junit.js';
import type { Render, ReportOptions } from './reporter.js';
import { renderSarif } from './sarif.js';

/** Reports judged by the schemas in `fixtures/schemas/`, whose README says where they are from. */
const schemas = new URL('../../../fixtures/schemas/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, schemas), 'utf8');

const TEXT = 'events:\r\n  "A<&>": { payload: { x: int } }\r\n  B: {}\r\n';
const FILE = 'a b/ü&<"#%>.yaml';
const SOURCES = new Map([[FILE, TEXT]]);
const OPTIONS: ReportOptions = {
  base: 'shop',
  version: '1.2.3',
  subject: 'shop: 3 definitions in 1 file',
  rules: [],
  columns: 80,
  color: 0,
};

/** What has broken reports before: control characters, ends of sections, line breaks, halves of characters. */
const NASTY = 'a ]]> <b> & "c" \'d\' \u0000\u0008\u001b[2J\uFFFE \ud800 \r\n\t`x|y` 💥 --> %0A ::error::';

const nasty: Diagnostic = {
  code: 'unknown-reference',
  severity: 'error',
  message: `\`B\` ${NASTY}`,
  span: { file: FILE, start: 13, end: 20 },
  labels: [{ span: { file: FILE, start: 0, end: 6 }, text: NASTY }],
  help: NASTY,
  note: NASTY,
  element: 'event B',
  fix: {
    title: NASTY,
    safety: 'safe',
    edits: [{ span: { file: FILE, start: TEXT.length, end: TEXT.length }, text: NASTY }],
  },
};
const ALL: readonly Diagnostic[] = [
  nasty,
  nasty,
  {
    code: 'thin-event',
    severity: 'warning',
    message: '`A` is thin.',
    span: { file: FILE, start: 0, end: TEXT.length },
  },
  { code: 'empty-catalog', severity: 'info', message: 'The catalog is empty.' },
];

const texts = fc.string({ unit: 'binary', maxLength: 20 });
const anyFinding: fc.Arbitrary<Diagnostic> = fc.record({
  code: fc.constantFrom('thin-event', 'no-secrets'),
  severity: fc.constantFrom('error', 'warning', 'info'),
  message: texts.map((text) => `\`${text}\`.`),
  span: fc.record({ file: fc.constant(FILE), start: fc.constant(3), end: fc.integer({ min: 3, max: TEXT.length }) }),
  help: texts,
});

async function xmlProblems(render: Render, schema: string, diagnostics: readonly Diagnostic[]) {
  const contents = render(diagnostics, SOURCES, OPTIONS);
  const { errors } = await validateXML({ xml: { fileName: 'report.xml', contents }, schema: read(schema) });
  return errors.map((error) => error.message);
}

function jsonProblems(render: Render, schema: string, diagnostics: readonly Diagnostic[]) {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(read(schema)));
  validate(JSON.parse(render(diagnostics, SOURCES, OPTIONS)));
  return validate.errors ?? [];
}

const XML = [
  ['junit', renderJunit, 'jenkins-junit.xsd'],
  ['checkstyle', renderCheckstyle, 'checkstyle.xsd'],
] as const;

const JSON_FORMATS = [
  ['sarif', renderSarif, 'sarif-2.1.0.schema.json'],
  ['gitlab', renderGitlab, 'gitlab-code-quality.schema.json'],
] as const;

describe.each(XML)('%s', (_, render, schema) => {
  it('fits its schema, whatever stands in a finding', async () => {
    expect(await xmlProblems(render, schema, ALL)).toEqual([]);
    const many = fc.sample(anyFinding, { numRuns: 200, seed: 1 });
    expect(await xmlProblems(render, schema, many)).toEqual([]);
  });

  it('fits its schema without findings', async () => {
    expect(await xmlProblems(render, schema, [])).toEqual([]);
  });
});

describe.each(JSON_FORMATS)('%s', (_, render, schema) => {
  it('fits its schema, whatever stands in a finding', () => {
    expect(jsonProblems(render, schema, ALL)).toEqual([]);
    expect(jsonProblems(render, schema, fc.sample(anyFinding, { numRuns: 200, seed: 1 }))).toEqual([]);
  });

  it('fits its schema without findings', () => {
    expect(jsonProblems(render, schema, [])).toEqual([]);
  });
});

describe('these tests', () => {
  it('would notice what is wrong', async () => {
    const junk: Render = () => '<testsuites><testsuite name="x"><testcase/></testsuite></testsuites>';
    expect((await xmlProblems(junk, 'jenkins-junit.xsd', [])).length).toBeGreaterThan(0);
    expect((await xmlProblems(() => '<checkstyle>', 'checkstyle.xsd', [])).length).toBeGreaterThan(0);
    expect(jsonProblems(() => '{ "version": "2.1.0", "runs": [{}] }', 'sarif-2.1.0.schema.json', [])).not.toEqual([]);
    expect(jsonProblems(() => '[{ "check_name": "x" }]', 'gitlab-code-quality.schema.json', [])).not.toEqual([]);
  });
});
