import { describe, expect, it } from 'vitest';
import { createMemoryHost } from '../../memory-host.js';
import { BROKEN_YAML, CLEAN, catalogOf, runCli, runOn, UNKNOWN_NAME } from '../testing/cli.js';

describe('lint', () => {
  it('is silent in a pipe when all is well', async () => {
    expect(await runCli(['lint'], catalogOf(CLEAN))).toMatchObject({ exit: 0, out: '', err: '' });
  });

  it('says so at a terminal', async () => {
    const { exit, out } = await runCli(['lint'], { ...catalogOf(CLEAN), terminal: true, env: { NO_COLOR: '1' } });
    expect([exit, out]).toEqual([0, '✔ shop: 2 definitions in 2 files, no problems\n']);
  });

  it('prints one line a finding in a pipe, the sum elsewhere', async () => {
    const { exit, out, err } = await runCli(['lint'], catalogOf(UNKNOWN_NAME));
    expect(exit).toBe(1);
    expect(out).toMatch(/^a\.yaml:2:29: error: .*`Mony`.* \[unknown-reference\]\n$/);
    expect(err).toMatch(/^1 error/);
  });

  it('finds the catalog above, and tells paths from here', async () => {
    const { out } = await runCli(['lint'], { ...catalogOf(UNKNOWN_NAME), cwd: '/catalog/deep/er' });
    expect(out).toMatch(/^\.\.\/\.\.\/a\.yaml:2:/);
  });

  it('takes the folder of a catalog', async () => {
    const { out } = await runCli(['lint', 'catalog'], { ...catalogOf(UNKNOWN_NAME), cwd: '/' });
    expect(out).toMatch(/^catalog\/a\.yaml:2:/);
  });

  it('counts broken YAML in a definition as a finding', async () => {
    const { exit, out, err } = await runCli(['lint'], catalogOf(BROKEN_YAML));
    expect(exit).toBe(1);
    expect(out).toMatch(/^a\.yaml:2:\d+: error: .*\[yaml-/);
    expect(err).toContain('The rules were not asked');
  });

  it.each([
    ['not YAML', 'catalog: [\n'],
    ['of the wrong shape', 'catalog: 7\nlimt: {}\n'],
    ['empty', ''],
  ])('cannot use settings that are %s', async (_, settings) => {
    const { exit, out } = await runCli(['lint'], catalogOf(CLEAN, settings));
    expect(exit).toBe(2);
    expect(out).toMatch(/^sagac\.yaml:/);
  });

  it('shows the line of settings that cannot be used', async () => {
    const { out } = await runCli(['lint', '--format', 'pretty'], catalogOf(CLEAN, 'catalog: shop\nlimt: {}\n'));
    expect(out).toContain('2 │ limt: {}');
  });

  it('cannot use an unknown rule in the settings', async () => {
    const settings = 'catalog: shop\nlint: { rules: { missing-failure-evnt: error } }\n';
    const { exit, out } = await runCli(['lint'], catalogOf(CLEAN, settings));
    expect(exit).toBe(2);
    expect(out).toContain('missing-failure-evnt');
  });

  it('cannot use a file that cannot be read', async () => {
    const fail = (operation: string, path: string) =>
      operation === 'read' && path === '/catalog/a.yaml' ? 'EACCES' : undefined;
    const { exit, out } = await runCli(['lint'], { ...catalogOf(CLEAN), fail });
    expect(exit).toBe(2);
    expect(out).toContain('EACCES');
  });

  it('writes each format to where it goes', async () => {
    const argv = ['lint', '--format', 'json', '--format', 'sarif=out/report.sarif', '--format', 'github=gh=1.txt'];
    const { exit, out, host } = await runCli(argv, catalogOf(UNKNOWN_NAME));
    expect(exit).toBe(1);
    expect(JSON.parse(out).findings).toHaveLength(1);
    const files = host.files();
    expect(JSON.parse(files['/catalog/out/report.sarif'] ?? '').version).toBe('2.1.0');
    expect(files['/catalog/gh=1.txt']).toMatch(/^::error /);
  });

  it('still shows findings when they go to a file', async () => {
    const { out } = await runCli(['lint', '--format', 'json=report.json'], catalogOf(UNKNOWN_NAME));
    expect(out).toContain('[unknown-reference]');
  });

  it('asks only the rules that are named', async () => {
    const { exit } = await runCli(['lint', '--rule', 'no-secrets'], catalogOf(UNKNOWN_NAME));
    expect(exit).toBe(0);
  });

  it('fails at the severity and the number that are asked for', async () => {
    const settings = 'catalog: shop\nlint: { rules: { unknown-reference: warning } }\n';
    const setting = catalogOf(UNKNOWN_NAME, settings);
    expect((await runCli(['lint'], setting)).exit).toBe(0);
    expect((await runCli(['lint', '--fail-on', 'warning'], setting)).exit).toBe(1);
    expect((await runCli(['lint', '--max-warnings', '1'], setting)).exit).toBe(0);
    expect((await runCli(['lint', '--max-warnings', '0'], setting)).exit).toBe(1);
  });
});

describe('lint --format junit', () => {
  it('fails the tests that fail the command', async () => {
    const settings = 'catalog: shop\nlint: { rules: { unknown-reference: warning } }\n';
    const failures = async (...flags: readonly string[]) => {
      const { out } = await runCli(['lint', '--format', 'junit', ...flags], catalogOf(UNKNOWN_NAME, settings));
      return /failures="(\d+)"/.exec(out)?.[1];
    };
    expect(await failures()).toBe('0');
    expect(await failures('--fail-on', 'warning')).toBe('1');
    expect(await failures('--max-warnings', '1')).toBe('0');
    expect(await failures('--max-warnings', '0')).toBe('1');
  });
});

describe('lint --fix', () => {
  const argv = ['lint', '--rule', 'unknown-reference'];

  it('shows what it would do and writes nothing', async () => {
    const { exit, out, err, host } = await runCli([...argv, '--fix-dry-run', '--unsafe'], catalogOf(UNKNOWN_NAME));
    expect(exit).toBe(0);
    expect(out).toContain('-  Order: { fields: { total: Mony } }\n+  Order: { fields: { total: Money } }\n');
    expect(err).toContain('Would make 1 fix in 1 file.');
    expect(host.files()['/catalog/a.yaml']).toBe(UNKNOWN_NAME);
  });

  it('makes no unsafe fix unasked', async () => {
    const { exit, err, host } = await runCli([...argv, '--fix'], catalogOf(UNKNOWN_NAME));
    expect(exit).toBe(1);
    expect(err).toContain('--unsafe');
    expect(host.files()['/catalog/a.yaml']).toBe(UNKNOWN_NAME);
  });

  it('repairs the file', async () => {
    const { exit, out, err, host } = await runCli([...argv, '--fix', '--unsafe'], catalogOf(UNKNOWN_NAME));
    expect([exit, out]).toEqual([0, '']);
    expect(err).toContain('Made 1 fix in 1 file.');
    expect(host.files()['/catalog/a.yaml']).toBe(UNKNOWN_NAME.replace('Mony', 'Money'));
  });

  it('removes comments that silence nothing or have ended, and no other', async () => {
    const definitions = `# sagac-ignore-file no-secrets -- there are none
types:
  # sagac-ignore unknown-reference until=1999-12-31 -- soon
  Order: { fields: { total: Unknown } }
  # sagac-ignore unknown-reference, no-secrets -- a partner defines it
  Item: { fields: { price: Foreign } }
`;
    const { exit, err, host } = await runCli(['lint', '--fix'], { ...catalogOf(definitions), now: Date.UTC(2026, 0) });
    expect(host.files()['/catalog/a.yaml']).toBe(`types:
  Order: { fields: { total: Unknown } }
  # sagac-ignore unknown-reference -- a partner defines it
  Item: { fields: { price: Foreign } }
`);
    expect([exit, err]).toEqual([1, expect.stringContaining('Made 3 fixes in 1 file.')]);
  });

  it('changes nothing when the disk is full', async () => {
    const fail = (operation: string) => (operation === 'write' ? 'ENOSPC' : undefined);
    const { exit, err, host } = await runCli([...argv, '--fix', '--unsafe'], { ...catalogOf(UNKNOWN_NAME), fail });
    expect(exit).toBe(2);
    expect(err).toContain('Nothing was changed');
    expect(Object.keys(host.files())).toEqual(['/catalog/a.yaml', '/catalog/sagac.yaml']);
  });

  it('keeps a byte order mark when it repairs, and in the diff', async () => {
    const definitions = '\uFEFFtypes:\n  A: { fields: { many: string[] } }\n';
    const fixed = await runCli(['lint', '--fix'], catalogOf(definitions));
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(fixed.host.readBytes('/catalog/a.yaml'));
    expect(text).toBe('\uFEFFtypes:\n  A: { fields: { many: list<string> } }\n');
    const { out } = await runCli(['lint', '--fix-dry-run'], catalogOf(definitions));
    expect(out).toContain('\n \uFEFFtypes:\n');
  });

  it('keeps a finding on one line whatever the file is called', async () => {
    const files = { '/catalog/sagac.yaml': 'catalog: shop\n', '/catalog/a\n\u001b[2Jb.yaml': UNKNOWN_NAME };
    expect((await runCli(['lint'], { files })).out).toMatch(/^a\u240a\u241b\[2Jb\.yaml:2:29: error: .*\n$/);
    const pretty = await runCli(['lint', '--format', 'pretty'], { files });
    expect(pretty.out).toContain('\u250c\u2500 a\u240a\u241b[2Jb.yaml:2:29\n');
  });

  it('leaves no half of a report where the disk is full', async () => {
    const fail = (operation: string, path: string) =>
      operation === 'write' && path.includes('report') ? 'ENOSPC' : undefined;
    const { exit, err, host } = await runCli(['lint', '--format', 'json=report.json'], { ...catalogOf(CLEAN), fail });
    expect(exit).toBe(2);
    expect(err).toContain('error: `report.json` cannot be written (ENOSPC).\n  help: ');
    expect(Object.keys(host.files())).toEqual(['/catalog/a.yaml', '/catalog/sagac.yaml']);
  });

  it('does not advise the repair that it has just left out', async () => {
    const definitions = `services: { a: { owner: t } }
channels: { c.e: { key: id } }
events:
  StockReserved: { version: 1.0.0, producer: a, channel: c.e, payload: { id: uuid, at: timestamp } }
`;
    const { err } = await runCli(['lint', '--fix-dry-run'], catalogOf(definitions));
    expect(err).toBe(
      'There is nothing to fix.\n' +
        '1 fix left out (missing-failure-event): then there would be something new to find (unhandled-failure-event).\n',
    );
  });

  it.each(['a.yaml', './sagac.yaml'])('writes no report over %s of the catalog', async (file) => {
    const { exit, err, host } = await runCli(['lint', '--format', `json=${file}`], catalogOf(CLEAN));
    expect(exit).toBe(2);
    expect(err).toContain(`\`${file}\` is a file of the catalog, and a report would replace it.`);
    expect(host.files()).toEqual(catalogOf(CLEAN).files);
  });
});

describe('lint --fix and a file that is not UTF-8', () => {
  const text = 'types:\n  Note: { fields: { tags: string[], by: { type: string, summary: caf\u00e9 } } }\n';
  const latin1 = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const hostOf = () => createMemoryHost({ '/catalog/sagac.yaml': 'catalog: shop\n', '/catalog/a.yaml': latin1 });

  it.each(['--fix', '--fix-dry-run'])('says so and leaves it alone with %s', async (flag) => {
    const { exit, out, host } = await runOn(hostOf(), ['lint', flag]);
    expect(exit).toBe(1);
    if (flag === '--fix') expect(out).toContain('has bytes that are not UTF-8');
    else expect(out).toBe('');
    expect(host.readBytes('/catalog/a.yaml')).toEqual(latin1);
  });
});
