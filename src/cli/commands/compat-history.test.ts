import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
// What is loaded when it is needed would else count for the first test.
import '../compat/schemas/compare-history.js';
import { runCli } from '../testing/cli.js';

const closed = (...properties: readonly string[]) =>
  `{"type":"object","additionalProperties":false,"properties":{${properties.join()}}}`;
const A = '"a":{"type":"string"}';
const B = '"b":{"type":"number"}';
const NARROW = '"b":{"type":"integer"}';

const FILES = {
  '/srv/h/order-1.0.0.json': closed(A),
  '/srv/h/order-1.1.0.json': closed(A, B),
  '/srv/h/order-v1.1.1.json': closed(A, NARROW),
  '/srv/h/order-2.0.0.json': closed(A, NARROW),
  '/srv/h/crm/1-0-0': closed(A),
  '/srv/h/crm/1-0-2': closed(B),
  '/srv/h/crm/2-0-0': closed(A, B),
  '/srv/h/alone-1.0.0.json': closed(A),
};

const history = (argv: string, files: Readonly<Record<string, string>> = FILES, env = {}) =>
  runCli(['compat', '--history', ...argv.split(' ')], { cwd: '/srv', files, env });

describe('compat --history', () => {
  it('prints what each step says against what it does, and why it is wrong', async () => {
    const { exit, out } = await history('h');
    expect(exit).toBe(1);
    expect(out).toMatchInlineSnapshot(`
      "Schema  Step             Says      Asks for  Backward  Forward  Verdict
      crm     1-0-0 -> 1-0-2   addition  revision  breaks    breaks   too small
      crm     1-0-2 -> 2-0-0   model     addition  holds     breaks   larger than needed
      order   1.0.0 -> 1.1.0   minor     minor     holds     breaks   right
      order   1.1.0 -> v1.1.1  patch     major     breaks    holds    too small
      order   v1.1.1 -> 2.0.0                                         equal

      crm 1-0-0 -> 1-0-2: too small
        The writer may write \`{"a":""}\`, and the reader refuses it by \`additionalProperties\`. [ADDITIONAL_PROPERTIES]
      order 1.1.0 -> v1.1.1: too small
        At \`#/properties/b\` the writing schema allows any number, and the reading one integers alone. [TYPE_NARROWED]

      5 steps, 2 too small, 1 larger than needed
      "
    `);
  });

  it.each([80, 40])('fits %i columns as far as names allow', async (columns) => {
    const { out } = await history('h', FILES, { COLUMNS: String(columns) });
    const [head = '', ...lines] = out.split('\n');
    expect(head).toMatch(/^Schema +Step .*Verdict$/);
    // Heads and words stand whole, so that a very narrow table is as wide as these.
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.max(columns, head.length));
  });

  it('has reports in the published form, with old places in the old files', async () => {
    const { out, exit } = await history('h --format json');
    const json = JSON.parse(out);
    const schema = readFileSync(new URL('../../../schemas/compat-report.schema.json', import.meta.url), 'utf8');
    const isReport = new Ajv2020({ strict: true }).compile(JSON.parse(schema));
    expect(isReport(json), JSON.stringify(isReport.errors)).toBe(true);
    expect(exit).toBe(1);
    const steps = json.comparisons.map((entry: { against: string; verdicts: readonly object[] }) => [
      entry.against,
      entry.verdicts[0],
    ]);
    expect(steps).toEqual([
      [
        'crm/1-0-0',
        expect.objectContaining({ id: 'crm', from: '1-0-0', to: '1-0-2', declared: 'patch', required: 'minor' }),
      ],
      [
        'crm/1-0-2',
        expect.objectContaining({ id: 'crm', from: '1-0-2', to: '2-0-0', declared: 'major', required: 'patch' }),
      ],
      [
        'order-1.0.0.json',
        expect.objectContaining({ from: '1.0.0', to: '1.1.0', declared: 'minor', required: 'minor' }),
      ],
      [
        'order-1.1.0.json',
        expect.objectContaining({ from: '1.1.0', to: 'v1.1.1', declared: 'patch', required: 'major' }),
      ],
      ['order-v1.1.1.json', undefined],
    ]);
    const small = json.comparisons[3].findings.find(({ id }: { id: string }) => id === 'TYPE_NARROWED');
    expect([small.old.file, small.new.file, small.severity]).toEqual([
      'h/order-1.1.0.json',
      'h/order-v1.1.1.json',
      'info',
    ]);
  });

  it('writes a report to a file beside the table', async () => {
    const { host, out } = await history('h --format sarif=out.sarif');
    expect(out).toContain('too small');
    expect(JSON.parse(host.files()['/srv/out.sarif'] ?? '').runs[0].results.length).toBeGreaterThan(0);
  });

  it('fails on breaks where the versions say nothing', async () => {
    const files = {
      '/srv/h/v1.json': closed(A, B),
      '/srv/h/v2.json': closed(A, NARROW),
      '/srv/h/v3.json': closed(A, NARROW),
    };
    const { exit, out } = await history('h', files);
    expect(exit).toBe(1);
    expect(out).toMatch(/^h +v1 -> v2 +major +breaks +holds +breaks$/m);
    expect(out).toMatch(/^h +v2 -> v3 +equal$/m);
    expect(out).toContain('2 steps, 0 too small, 0 larger than needed, 1 breaks');
    expect((await history('h --mode forward', files)).exit).toBe(0);
  });

  it('says where a step cannot be decided', async () => {
    const nested = (leaf: string) => `${'{"properties":{"a":'.repeat(3000)}${leaf}${'}}'.repeat(3000)}`;
    const files = { '/srv/h/1-0-0': nested('{"type":"string"}'), '/srv/h/1-0-1': nested('{"type":"integer"}') };
    const { exit, out } = await history('h', files);
    expect(exit).toBe(0);
    expect(out).toMatch(/undecided +undecided +undecided$/m);
    expect(out).toContain('could not be decided');
  });

  it('goes on after a version that cannot be read, and exits 2', async () => {
    const { exit, out } = await history('h', { ...FILES, '/srv/h/order-1.0.5.json': '{' });
    expect(exit).toBe(2);
    expect(out).toMatch(/1\.0\.0 -> 1\.0\.5 .*cannot be read$/m);
    expect(out).toMatch(/1\.1\.0 -> v1\.1\.1 .*too small$/m);
    expect(out).toContain('The file is no JSON');
  });

  it('takes versions inside schemas for what they are', async () => {
    const schema = (version: string) => closed(A, `"version":{"const":"${version}"}`);
    const files = {
      '/srv/h/1.0.0.json': schema('1.0.0'),
      '/srv/h/1.0.1.json': schema('1.0.1'),
      '/srv/h/1.0.2.json': schema('1.0.2'),
    };
    expect(await history('h', files)).toMatchObject({ exit: 0 });
    expect(await history('h --profile confluent', files)).toMatchObject({ exit: 1 });
  });

  it('refuses a folder without versions, and rules of another format', async () => {
    expect((await history('h', { '/srv/h/order.json': '{}', '/srv/h/x-1.0.0.json': '{}' })).err).toContain(
      'No two files in `h` are versions of one schema.',
    );
    expect((await history('h --profile wire')).exit).toBe(2);
    expect((await history('gone')).exit).toBe(2);
  });
});
