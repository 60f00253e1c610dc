import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { CLEAN, type CliSetting, runCli } from '../testing/cli.js';

const SETTINGS = `catalog: shop
defaults:
  channel: { partitions: 6 }
lint:
  extends: [minimal, ./lint.yaml, "@acme/lint"]
  rules:
    no-secrets:
      severity: warning
      allow: [cvv]
  overrides:
    - files: payments/**
      rules:
        no-secrets: { allow: [pin] }
        thin-event: info
`;

const FILES = {
  '/srv/catalog/sagac.yaml': SETTINGS,
  '/srv/catalog/lint.yaml': 'rules:\n  god-saga: info\n',
  '/srv/catalog/a.yaml': CLEAN,
  '/srv/catalog/payments/b.yaml': 'types:\n  Payment: { summary: A payment., fields: { id: uuid } }\n',
  '/srv/catalog/payments/notes.txt': '',
  '/srv/node_modules/@acme/lint/package.json': '{}',
  '/srv/node_modules/@acme/lint/sagac-lint.yaml': '# shared\nrules: { orphan-event: error }\n',
};

const setting: CliSetting = { files: FILES, cwd: '/srv/catalog' };

/** The row of a rule, with single spaces. */
async function row(rule: string, ...flags: readonly string[]): Promise<string | undefined> {
  const { out } = await runCli(['config', 'print', ...flags], setting);
  const line = out.split('\n').find((text) => text.trim().startsWith(`${rule} `));
  return line?.trim().replace(/\s+/g, ' ');
}

describe('config print', () => {
  it('tells each value and where it comes from', async () => {
    expect(await row('unknown-reference')).toBe('unknown-reference error preset minimal');
    expect(await row('thin-event')).toMatch(/^thin-event off not in preset minimal/);
    expect(await row('god-saga')).toMatch(/^god-saga info lint\.yaml:2 /);
    expect(await row('orphan-event')).toMatch(/^orphan-event error @acme\/lint:2/);
    expect(await row('no-secrets')).toBe('no-secrets warning sagac.yaml:8 allow: ["cvv"] (sagac.yaml:9)');
    expect(await row('defaults.channel.partitions')).toBe('defaults.channel.partitions 6 sagac.yaml:3');
    expect(await row('unused-ignore')).toBe('unused-ignore warning default');
    expect(await row('compat.mode')).toBe('compat.mode backward default');
    expect(await row('payments/**')).toBe('payments/** 1 file sagac.yaml:11 no-secrets, thin-event');
  });

  it('tells them for one file', async () => {
    const flags = ['--for', 'payments/b.yaml'];
    expect(await row('no-secrets', ...flags)).toBe(
      'no-secrets warning sagac.yaml:8 allow: ["pin"] (sagac.yaml:13 (override))',
    );
    expect(await row('thin-event', ...flags)).toMatch(/^thin-event info sagac\.yaml:14 \(override\)/);
    expect(await row('thin-event', '--for', 'a.yaml')).toMatch(/^thin-event off/);
  });

  it('takes a path from where one is, and says when nothing is defined there', async () => {
    const cwd = '/srv/catalog/payments';
    const { out, exit } = await runCli(['config', 'print', '--for', 'b.yaml', '--format', 'json'], { ...setting, cwd });
    expect([exit, JSON.parse(out).file]).toEqual([0, 'payments/b.yaml']);
    const { err } = await runCli(['config', 'print', '--for', 'notes.txt'], { ...setting, cwd });
    expect(err).toBe('No definition stands in `payments/notes.txt`.\n');
  });

  it.each([
    ['payments/c.yaml', 'error: There is no file `payments/c.yaml`.\n  help: Did you mean `payments/b.yaml`?\n'],
    ['../node_modules/x', 'error: `../node_modules/x` is not in the folder of the catalog.\n'],
  ])('refuses %s', async (file, message) => {
    const { exit, out, err } = await runCli(['config', 'print', '--for', file], setting);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it.each([[], ['--for', 'payments/b.yaml']])('gives JSON that its schema describes %s %s', async (...flags) => {
    const { out } = await runCli(['config', 'print', '--format', 'json', ...flags], setting);
    const schema = JSON.parse(
      readFileSync(new URL('../../../schemas/lint-config.schema.json', import.meta.url), 'utf8'),
    );
    const check = new Ajv2020({ strict: false }).compile(schema);
    expect(check(JSON.parse(out)), JSON.stringify(check.errors)).toBe(true);
    const secrets = JSON.parse(out).rules.find((rule: { readonly id: string }) => rule.id === 'no-secrets');
    expect(secrets.severity).toEqual({
      value: 'warning',
      from: { kind: 'settings', text: 'sagac.yaml:8', file: 'sagac.yaml', line: 8 },
    });
  });

  it('tells what is wrong with the settings, and still what came of them', async () => {
    const files = { ...FILES, '/srv/catalog/lint.yaml': 'rules:\n  god-sga: info\n' };
    const { exit, out, err } = await runCli(['config', 'print'], { ...setting, files });
    expect([exit, err]).toEqual([2, 'lint.yaml:2:3: error: `god-sga` is no lint rule. [unknown-rule]\n']);
    expect(out).toContain('no-secrets');
  });

  it('cannot be done for settings that cannot be read', async () => {
    const files = { ...FILES, '/srv/catalog/lint.yaml': 'rules: [\n' };
    const { exit, out, err } = await runCli(['config', 'print'], { ...setting, files });
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(/^lint\.yaml:\d+:\d+: error: /);
  });

  it('has custom rules, with the plugin that they are of', async () => {
    const rule = {
      id: 'acme/x',
      severity: 'info',
      summary: 'Require it.',
      why: 'So.',
      bad: 'a',
      good: 'b',
      check: () => 0,
    };
    const files = {
      ...FILES,
      '/srv/catalog/x.js': '',
      '/srv/catalog/sagac.yaml': 'catalog: shop\nlint: { plugins: [./x.js] }\n',
    };
    const modules = { '/srv/catalog/x.js': { rules: [rule] } };
    const { out } = await runCli(['config', 'print'], { ...setting, files, modules });
    expect(out).toMatch(/^custom\n.*\n {2}acme\/x +info +preset recommended$/m);
    expect(out).toMatch(/^ {2}\.\/x\.js +x\.js +acme\/x$/m);
    const without = await runCli(['config', 'print', '--no-plugins'], { ...setting, files, modules });
    expect(without.out).not.toContain('acme/x');
    expect(without.err).toBe('Code of plugins is not to run, so these rules are left out: `./x.js`.\n');
  });
});
