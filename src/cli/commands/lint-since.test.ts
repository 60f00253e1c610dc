import { describe, expect, it } from 'vitest';
import { memoryGit } from '../../git/testing/memory-git.js';
import { BROKEN_YAML, CLEAN, type CliSetting, runCli } from '../testing/cli.js';

const OLD = 'types:\n  Order: { fields: { total: Mony } }\n  Money: { type: string }\n';
const NOW = 'types:\n  Order: { fields: { total: Mony, tax: Mony, vat: Tax } }\n  Money: { type: string }\n';

type Files = Readonly<Record<string, string>>;

/** The working tree `now` in a folder of a repository whose branch `main` had `then`. */
function repository(now: Files, then: Files): CliSetting {
  const placed = (files: Files, base: string) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${base}${path}`, text]));
  const git = memoryGit({
    root: '/repo',
    refs: { main: placed(then, 'shop/'), HEAD: placed(now, 'shop/') },
    base: 'main',
  });
  return { files: placed(now, '/repo/shop/'), cwd: '/repo/shop', git };
}

const catalog = (definitions: string, settings = 'catalog: shop\n'): Files => ({
  'sagac.yaml': settings,
  'a.yaml': definitions,
});

const lint = ['lint', '--rule', 'unknown-reference', '--since'];

describe('lint --since', () => {
  it('shows only what is new', async () => {
    const { exit, out, err } = await runCli([...lint, 'main'], repository(catalog(NOW), catalog(OLD)));
    expect(exit).toBe(1);
    const places = out.split('\n').map((line) => /^(\S+): error/.exec(line)?.[1]);
    expect(places).toEqual(['a.yaml:2:40', 'a.yaml:2:51', undefined]);
    expect(err).toContain('1 finding was there at `main` and not shown.');
  });

  it('is clean where nothing is new, whatever was moved', async () => {
    const moved = { 'sagac.yaml': 'catalog: shop\n', 'deep/er/b.yaml': `# moved\n\n${OLD}` };
    const { exit, out } = await runCli([...lint, 'merge-base:main'], repository(moved, catalog(OLD)));
    expect([exit, out]).toEqual([0, '']);
  });

  it('goes by the rules of today and the definitions of then', async () => {
    const now = catalog(OLD, 'catalog: shop\nlint: { rules: { unknown-reference: warning } }\n');
    const then = catalog(OLD, 'catalog: shop\nlint: { rules: { unknown-reference: off } }\n');
    const argv = ['lint', '--since', 'main', '--max-warnings', '0'];
    expect(await runCli(argv, repository(now, then))).toMatchObject({ exit: 0, out: '' });
  });

  it('hands the earlier state to the rules that compare', async () => {
    const then = `services:
  tickets: { owner: team-box-office }
events:
  SeatSold: { version: 1.3.0, producer: tickets, payload: { seatId: uuid, clerk: string } }
`;
    const now = then.replace(', clerk: string', '');
    const argv = ['lint', '--rule', 'removed-without-deprecation'];
    const setting = repository(catalog(now), catalog(then));
    expect((await runCli(argv, setting)).out).toBe('');
    expect((await runCli([...argv, '--since', 'main'], setting)).out).toContain(
      '`SeatSold` had a field `clerk` before',
    );
    expect((await runCli([...argv, '--since', 'HEAD'], setting)).out).toBe('');
  });

  it('takes all for new where there was no catalog', async () => {
    const { exit, err } = await runCli([...lint, 'main'], repository(catalog(OLD), { 'readme.md': 'x' }));
    expect(exit).toBe(1);
    expect(err).toContain('There was no catalog here at `main`, so everything is new.');
  });

  it('says that an earlier state with errors is half a yardstick', async () => {
    const { err } = await runCli([...lint, 'main'], repository(catalog(CLEAN), catalog(BROKEN_YAML)));
    expect(err).toContain('The catalog had errors at `main`');
  });

  it('takes a finding that is known twice over for one', async () => {
    const entry =
      '{ "version": 1, "findings": [{ "rule": "unknown-reference", "element": "type Order", "arguments": ["Mony"] }] }';
    const now = { ...catalog(NOW), 'known.json': entry };
    const { out } = await runCli(
      [...lint, 'main', '--baseline', 'known.json', '--format', 'json'],
      repository(now, catalog(OLD)),
    );
    const { findings, hidden } = JSON.parse(out);
    expect(findings).toHaveLength(2);
    expect(hidden).toEqual({
      baseline: { file: 'known.json', findings: 0, stale: 0 },
      since: { ref: 'main', commit: 'main', findings: 1 },
    });
  });

  it('repairs only what is new', async () => {
    const old =
      'types:\n  A: { fields: { many: string[] } }\n  Order: { fields: { total: Mony } }\n  Money: { type: string }\n';
    const now = old.replace('total: Mony', 'total: Mony, tax: Moneys');
    const { host } = await runCli([...lint, 'main', '--fix', '--unsafe'], repository(catalog(now), catalog(old)));
    expect(host.files()['/repo/shop/a.yaml']).toContain('total: Mony, tax: Money }');
  });

  it.each([
    ['nowhere', 'error: `nowhere` is not in this repository.'],
    ['merge-base:nowhere', 'error: `nowhere` is not in this repository.'],
    ['--help', ''],
  ])('cannot use %s', async (ref, message) => {
    const { exit, out, err } = await runCli(
      [...lint.slice(0, -1), `--since=${ref}`],
      repository(catalog(OLD), catalog(OLD)),
    );
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('says that git is not there', async () => {
    const { files } = repository(catalog(OLD), {});
    const { exit, err } = await runCli([...lint, 'main'], { files: files ?? {}, cwd: '/repo/shop' });
    expect([exit, err]).toEqual([2, expect.stringContaining('not installed')]);
  });
});

describe('lint --stats', () => {
  it('tells times and findings on the other stream, and to programs', async () => {
    const setting = repository(catalog(NOW), {});
    const { out, err } = await runCli(['lint', '--stats', '--format', 'json'], setting);
    expect(err).toMatch(
      /^stage +time +share\nread +0\.00 ms +0 %\nbuild .*\n(?:load .*\n)?lint .*\ncompile .*\ntogether /m,
    );
    expect(err).toMatch(/^unknown-reference +0\.00 ms +0 % +3$/m);
    const { stats } = JSON.parse(out);
    expect(stats.rules.find(({ rule }: { rule: string }) => rule === 'unknown-reference').findings).toBe(3);
  });

  it('is silent unless asked', async () => {
    const { out } = await runCli(['lint', '--format', 'json'], repository(catalog(NOW), {}));
    expect(JSON.parse(out).stats).toBeUndefined();
  });
});
