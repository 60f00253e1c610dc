import { describe, expect, it } from 'vitest';
import { BROKEN_YAML, CLEAN, type CliSetting, catalogOf, runCli, runOn } from '../testing/cli.js';

/** Three names that mean nothing, two of them the same one. */
const WRONG =
  'types:\n  Order: { fields: { total: Mony, tax: Mony } }\n  Item: { fields: { price: Prise } }\n  Money: { type: string }\n  Price: { type: string }\n';
const FILE = 'lint-baseline.json';

const ENTRIES = [
  '{',
  '  "version": 1,',
  '  "findings": [',
  '    { "rule": "unknown-reference", "element": "type Item", "arguments": ["Prise"] },',
  '    { "rule": "unknown-reference", "element": "type Order", "arguments": ["Mony"], "count": 2 }',
  '  ]',
  '}',
  '',
].join('\n');

function withBaseline(definitions: string, baseline: string): CliSetting {
  const { files } = catalogOf(definitions);
  return { files: { ...files, [`/catalog/${FILE}`]: baseline } };
}

const lint = ['lint', '--baseline', FILE];

describe('baseline write', () => {
  it('accepts what is found today', async () => {
    const { exit, out, err, host } = await runCli(['baseline', 'write'], catalogOf(WRONG));
    expect([exit, out, err]).toEqual([0, '', '3 findings in `lint-baseline.json`.\n']);
    expect(host.files()[`/catalog/${FILE}`]).toBe(ENTRIES);
    expect(await runOn(host, lint)).toMatchObject({
      exit: 0,
      out: '',
      err: '3 findings are in `lint-baseline.json` and not shown.\n',
    });
    expect(await runOn(host, ['baseline', 'write'])).toMatchObject({
      exit: 0,
      err: '3 findings in `lint-baseline.json`, as before.\n',
    });
  });

  it('writes where it is told to, as seen from here', async () => {
    const argv = ['baseline', 'write', 'catalog', '--file', 'ci/known.json'];
    const { host } = await runCli(argv, { ...catalogOf(WRONG), cwd: '/' });
    expect(host.files()['/ci/known.json']).toBe(ENTRIES);
    const deeper = await runCli(['baseline', 'write'], { ...catalogOf(WRONG), cwd: '/catalog/deep' });
    expect(deeper.host.files()[`/catalog/${FILE}`]).toBe(ENTRIES);
    expect(deeper.err).toContain('`../lint-baseline.json`');
  });

  it('refuses what is new, shows it, and takes it when told to', async () => {
    const more = `${WRONG}  New: { fields: { price: Prise } }\n`;
    const refused = await runCli(['baseline', 'write'], withBaseline(more, ENTRIES));
    expect(refused.exit).toBe(1);
    expect(refused.out).toMatch(/^a\.yaml:6:27: error: .*`Prise`.*\n$/);
    expect(refused.err).toContain('1 finding is not in `lint-baseline.json`, which only shrinks.');
    expect(refused.host.files()[`/catalog/${FILE}`]).toBe(ENTRIES);
    const taken = await runOn(refused.host, ['baseline', 'write', '--allow-new']);
    expect([taken.exit, taken.err]).toEqual([0, '4 findings in `lint-baseline.json`, 1 more than before.\n']);
  });

  it('needs a catalog whose rules can be asked', async () => {
    const { exit, err, host } = await runCli(['baseline', 'write'], catalogOf(BROKEN_YAML));
    expect(exit).toBe(1);
    expect(err).toContain('[yaml-');
    expect(err).toContain('nothing is known for a baseline');
    expect(host.files()[`/catalog/${FILE}`]).toBeUndefined();
  });

  it('leaves the old one where the disk is full', async () => {
    const fail = (operation: string) => (operation === 'write' ? 'ENOSPC' : undefined);
    const { exit, err, host } = await runCli(['baseline', 'write'], { ...withBaseline(CLEAN, ENTRIES), fail });
    expect([exit, err]).toEqual([2, expect.stringContaining('ENOSPC')]);
    expect(host.files()[`/catalog/${FILE}`]).toBe(ENTRIES);
  });
});

describe('baseline prune', () => {
  it('takes out what is not found any more, and adds nothing', async () => {
    const less =
      'types:\n  Order: { fields: { total: Mony } }\n  New: { fields: { price: Prise } }\n  Money: { type: string }\n  Price: { type: string }\n';
    const { exit, err, host } = await runCli(['baseline', 'prune'], withBaseline(less, ENTRIES));
    expect([exit, err]).toEqual([0, '1 finding in `lint-baseline.json`, 2 fewer than before.\n']);
    expect(host.files()[`/catalog/${FILE}`]).toBe(
      '{\n  "version": 1,\n  "findings": [\n    { "rule": "unknown-reference", "element": "type Order", "arguments": ["Mony"] }\n  ]\n}\n',
    );
  });

  it('leaves an empty list where nothing is left', async () => {
    const { host } = await runCli(['baseline', 'prune'], withBaseline(CLEAN, ENTRIES));
    expect(host.files()[`/catalog/${FILE}`]).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
  });

  it('needs a baseline, and no flag for new findings', async () => {
    expect(await runCli(['baseline', 'prune'], catalogOf(WRONG))).toMatchObject({
      exit: 2,
      err: expect.stringContaining('There is no baseline `lint-baseline.json`.'),
    });
    expect((await runCli(['baseline', 'prune', '--allow-new'], withBaseline(WRONG, ENTRIES))).exit).toBe(2);
  });
});

describe('lint --baseline', () => {
  it('shows what comes on top, wherever it stands', async () => {
    const moved = `# a line\ntypes:\n  Item: { fields: { other: Prise, price: Prise } }\n  Money: { type: string }\n  Price: { type: string }\n`;
    const setting = withBaseline('', ENTRIES);
    const files = { ...setting.files, '/catalog/z.yaml': moved };
    const { exit, out, err } = await runCli(lint, { files });
    expect(exit).toBe(1);
    expect(out).toMatch(/^z\.yaml:3:42: error: /);
    expect(out.match(/\n/g)).toHaveLength(1);
    expect(err).toContain('1 finding is in `lint-baseline.json` and not shown.');
    expect(err).toContain('2 findings of `lint-baseline.json` are not found any more: run `sagac baseline prune`.');
  });

  it('counts only what is shown', async () => {
    const settings = 'catalog: shop\nlint: { rules: { unknown-reference: warning } }\n';
    const { files } = catalogOf(WRONG, settings);
    const one = ENTRIES.replace(', "count": 2', '');
    const setting = { files: { ...files, [`/catalog/${FILE}`]: one } };
    expect((await runCli([...lint, '--max-warnings', '0'], setting)).exit).toBe(1);
    expect((await runCli([...lint, '--max-warnings', '1'], setting)).exit).toBe(0);
    expect((await runCli([...lint, '--fail-on', 'warning'], setting)).exit).toBe(1);
  });

  it('tells programs what is hidden', async () => {
    const { out } = await runCli([...lint, '--format', 'json'], withBaseline(WRONG, ENTRIES));
    const { findings, hidden, summary } = JSON.parse(out);
    expect([findings, summary.errors]).toEqual([[], 0]);
    expect(hidden).toEqual({ baseline: { file: FILE, findings: 3, stale: 0 } });
  });

  it('calls nothing stale that was not asked for', async () => {
    const { err } = await runCli([...lint, '--rule', 'no-secrets'], withBaseline(CLEAN, ENTRIES));
    expect(err).toBe('');
  });

  it('accepts no broken YAML', async () => {
    const entry = '{ "version": 1, "findings": [{ "rule": "yaml-syntax" }, { "rule": "yaml-unclosed" }] }';
    const { exit, out } = await runCli(lint, withBaseline(BROKEN_YAML, entry));
    expect([exit, out]).toEqual([1, expect.stringContaining('[yaml-')]);
  });

  it('repairs nothing that is accepted', async () => {
    const definitions = 'types:\n  Order: { fields: { total: Mony } }\n  Money: { type: string }\n';
    const entry =
      '{ "version": 1, "findings": [{ "rule": "unknown-reference", "element": "type Order", "arguments": ["Mony"] }] }';
    const argv = [...lint, '--rule', 'unknown-reference', '--fix', '--unsafe'];
    const { exit, host } = await runCli(argv, withBaseline(definitions, entry));
    expect([exit, host.files()['/catalog/a.yaml']]).toEqual([0, definitions]);
  });

  it.each([
    ['{ "version": 1, "findings": [', /\(lint-baseline\.json:1:\d+\)/],
    ['', /it is empty \(lint-baseline\.json:1:1\)/],
    ['[]', /a map is expected here \(lint-baseline\.json:1:1\)/],
    ['{ "version": 2, "findings": [] }', /`version` is not 1 \(lint-baseline\.json:1:14\)/],
    ['{ "version": 1 }', /`findings` is not a list/],
    ['{ "version": 1, "findings": [\n  { "rule": 7 }\n] }', /`rule` needs a text \(lint-baseline\.json:2:13\)/],
    ['{ "version": 1, "findings": [\n  {}\n] }', /`rule` needs a text \(lint-baseline\.json:2:3\)/],
    ['{ "version": 1, "findings": [{ "rule": "x", "count": 0 }] }', /`count` is not a whole number from 1/],
    ['{ "version": 1, "findings": [{ "rule": "x", "arguments": "y" }] }', /`arguments` is not a list/],
    ['{ "version": 1, "findings": [{ "rule": "x" }, { "rule": "x" }] }', /this entry stands twice/],
    ['{ "version": 1, "findings": [{ "rule": "x", "line": 7 }] }', /nothing is known of `line`/],
    ['<<<<<<< HEAD\n{ "version": 1 }\n', /\(lint-baseline\.json:\d+:\d+\)/],
  ])('cannot use %j', async (baseline, message) => {
    const { exit, out, err } = await runCli(lint, withBaseline(CLEAN, baseline));
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).toContain('sagac baseline write');
  });

  it('cannot use a file that is not there or not readable', async () => {
    expect(await runCli(lint, catalogOf(CLEAN))).toMatchObject({
      exit: 2,
      err: expect.stringContaining('no baseline'),
    });
    const fail = (_: string, path: string) => (path.endsWith(FILE) ? 'EACCES' : undefined);
    const { exit, err } = await runCli(lint, { ...withBaseline(CLEAN, ENTRIES), fail });
    expect([exit, err]).toEqual([2, expect.stringContaining('EACCES')]);
  });
});
