import { describe, expect, it } from 'vitest';
import { CLEAN, catalogOf, runCli, runOn, UNKNOWN_NAME } from '../testing/cli.js';

describe('init and generate', () => {
  const TYPES_ONLY = 'catalog: shop\ngenerate: [{ target: typescript, out: generated/types }]\n';

  it('begins a catalog that is clean', async () => {
    const { exit, out, host } = await runCli(['init', 'shop'], { files: {} });
    expect(exit).toBe(0);
    expect(out).toContain('create  shop/sagac.yaml');
    expect(out).toContain('cd shop');
    expect(await runOn(host, ['lint', 'shop', '--max-warnings', '0'])).toMatchObject({ exit: 0, out: '' });
  });

  it('leaves nothing behind when it cannot finish', async () => {
    const fail = (operation: string, path: string) =>
      operation === 'write' && path.includes('stock') ? 'EDQUOT' : undefined;
    const { exit, host } = await runCli(['init'], { files: {}, fail });
    expect(exit).toBe(2);
    expect(host.files()).toEqual({});
  });

  it('says so where no target is listed', async () => {
    const { out, exit } = await runCli(['generate'], catalogOf(CLEAN, 'catalog: shop\n'));
    expect({ out, exit }).toEqual({
      out: 'There is nothing to generate: `sagac.yaml` lists no target that has something to write.\n',
      exit: 0,
    });
  });

  it('generates, checks, and refuses to overwrite', async () => {
    const { host, out } = await runCli(['generate'], catalogOf(CLEAN, TYPES_ONLY));
    expect(out).toMatch(/ {2}create {2}generated\/types\/[\s\S]*Wrote \d+ files?\.\n$/);
    expect((await runOn(host, ['generate'])).out).toMatch(/^Everything is current/);
    expect(await runOn(host, ['generate', '--check'])).toMatchObject({ exit: 0, out: '' });

    const [path = ''] = Object.keys(host.files()).filter((file) => file.endsWith('.ts'));
    host.writeText(path, `${host.files()[path]}// mine\n`);
    const checked = await runOn(host, ['generate', '--check']);
    expect(checked.exit).toBe(1);
    expect(checked.out).toContain('-// mine');
    expect(checked.err).toContain('edited by hand');
    expect(checked.err).toContain('or lose it with `sagac generate --force`.');
    const refused = await runOn(host, ['generate']);
    expect(refused.exit).toBe(1);
    expect(refused.out).toContain('[generated-file-edited]');
    expect(host.files()[path]).toContain('// mine');
    expect((await runOn(host, ['generate', '--check', '--force'])).exit).toBe(2);
    expect((await runOn(host, ['generate', '--force'])).exit).toBe(0);
    expect(host.files()[path]).not.toContain('// mine');
  });

  it('says what it would write', async () => {
    const { exit, out, host } = await runCli(['generate', '--dry-run'], catalogOf(CLEAN, TYPES_ONLY));
    expect(exit).toBe(0);
    expect(out).toContain('Would write');
    expect(Object.keys(host.files())).toHaveLength(2);
  });

  it('refuses a catalog with errors, whatever the settings silence', async () => {
    const silenced = `${TYPES_ONLY}lint: { rules: { unknown-reference: off } }\n`;
    const { exit, err, host } = await runCli(['generate'], catalogOf(UNKNOWN_NAME, silenced));
    expect(exit).toBe(1);
    expect(err).toContain('Nothing was generated');
    expect(Object.keys(host.files())).toHaveLength(2);
  });
});

describe('a target that is listed no more', () => {
  it('is told of until its files are gone', async () => {
    const settings = (out: string) => `catalog: shop\ngenerate: [{ target: json-schema, out: ${out} }]\n`;
    const { host } = await runCli(['generate'], catalogOf(CLEAN, settings('old')));
    host.writeText('/catalog/sagac.yaml', settings('new'));
    for (const argv of [['generate'], ['generate', '--check']]) {
      const { exit, out } = await runOn(host, argv);
      expect(exit).toBe(0);
      expect(out).toContain('`old` holds files of a target that `sagac.yaml` does not list any more.');
    }
    host.remove('/catalog/old');
    expect((await runOn(host, ['generate'])).out).toMatch(/^Everything is current/);
  });
});
