import { describe, expect, it } from 'vitest';
import { BROKEN_YAML, CLEAN, catalogOf, runCli, runOn } from '../testing/cli.js';

describe('looking at a catalog', () => {
  it('lists and shows as text and JSON', async () => {
    const { host, out } = await runCli(['list'], catalogOf(CLEAN));
    expect(out).toContain('types (1)');
    const listed = JSON.parse((await runOn(host, ['list', 'types', '--format', 'json'])).out);
    expect(listed).toEqual({
      version: 1,
      catalog: 'shop',
      types: [{ name: 'Money', shape: 'record', of: ['amount'], summary: 'An amount.' }],
    });
    expect((await runOn(host, ['show', 'Money'])).out).toContain('decimal(12.2)');
    const shown = JSON.parse((await runOn(host, ['show', 'Money', '--format', 'json'])).out);
    expect(shown.definitions[0]).toMatchObject({ kind: 'type', name: 'Money', file: 'a.yaml' });
  });

  it('shows what can be read of a broken catalog, and says what cannot', async () => {
    const setting = catalogOf(CLEAN);
    const files = { ...setting.files, '/catalog/b.yaml': BROKEN_YAML };
    const { exit, out, err } = await runCli(['list', 'types'], { files });
    expect(exit).toBe(1);
    expect(out).toContain('Money');
    expect(err).toMatch(/^b\.yaml:2:/);
  });
});

describe('explain', () => {
  it('tells all of a rule', async () => {
    const { exit, out } = await runCli(['explain', 'unknown-reference']);
    expect(exit).toBe(0);
    for (const part of ['Why', 'Wrong', 'Right', 'Settings', 'sagac-ignore unknown-reference'])
      expect(out).toContain(part);
  });

  it('knows the codes of reading, too', async () => {
    const { exit, out } = await runCli(['explain', 'yaml-duplicate-key']);
    expect([exit, out]).toEqual([0, expect.stringContaining('stands twice in this map')]);
  });

  it('lists everything', async () => {
    const { out } = await runCli(['explain']);
    expect(out).toContain('unknown-reference');
    expect(out).toContain('yaml-duplicate-key');
  });
});
