import { describe, expect, it } from 'vitest';
import { BROKEN_YAML, CLEAN, catalogOf, runCli, runOn, UNKNOWN_NAME } from '../testing/cli.js';

describe('sagac snapshot', () => {
  it('prints the catalog as one file', async () => {
    const { exit, out, err } = await runCli(['snapshot'], catalogOf(CLEAN));
    expect([exit, err]).toEqual([0, '']);
    const { files, catalog } = JSON.parse(out);
    expect([catalog, files]).toEqual(['shop', { 'a.yaml': CLEAN, 'sagac.yaml': 'catalog: shop\n' }]);
    expect(out.endsWith('}\n')).toBe(true);
  });

  it('writes to a file, as seen from here', async () => {
    const argv = ['snapshot', 'catalog', '-o', 'kept/v1.json'];
    const { exit, out, err, host } = await runCli(argv, { ...catalogOf(CLEAN), cwd: '/' });
    expect([exit, out, err]).toEqual([0, '', 'The catalog `shop` is in `kept/v1.json`.\n']);
    const first = host.files()['/kept/v1.json'];
    expect(first).toContain('"sagacSnapshot": 1');
    await runOn(host, argv);
    expect(host.files()['/kept/v1.json']).toBe(first);
  });

  it.each([
    ['broken YAML', BROKEN_YAML, '[yaml-'],
    ['names that mean nothing', UNKNOWN_NAME, '[unknown-reference]'],
  ])('refuses %s', async (_, definitions, shown) => {
    const { exit, out, err, host } = await runCli(['snapshot', '--output', 'v1.json'], catalogOf(definitions));
    expect([exit, out]).toEqual([1, '']);
    expect(err).toContain(shown);
    expect(err).toContain('No snapshot is written of a catalog with errors');
    expect(host.files()['/catalog/v1.json']).toBeUndefined();
  });

  it('leaves the old file where the disk is full', async () => {
    const { files } = catalogOf(CLEAN);
    const fail = (operation: string) => (operation === 'write' ? 'ENOSPC' : undefined);
    const setting = { files: { ...files, '/catalog/v1.json': 'old' }, fail };
    const { exit, err, host } = await runCli(['snapshot', '-o', 'v1.json'], setting);
    expect([exit, err]).toEqual([2, expect.stringContaining('ENOSPC')]);
    expect(host.files()['/catalog/v1.json']).toBe('old');
  });

  it('replaces no file of the catalog', async () => {
    for (const file of ['sagac.yaml', 'a.yaml']) {
      const { exit, err, host } = await runCli(['snapshot', '-o', file], catalogOf(CLEAN));
      expect([exit, err]).toEqual([2, expect.stringContaining('is a file of the catalog')]);
      expect(host.files()[`/catalog/${file}`]).toBe(catalogOf(CLEAN).files?.[`/catalog/${file}`]);
    }
  });

  it('needs a catalog', async () => {
    expect(await runCli(['snapshot'], {})).toMatchObject({ exit: 2, out: '' });
  });
});
