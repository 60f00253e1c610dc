import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../diagnostics/index.js';
import type { Catalog } from '../../model/index.js';
import type { ProcessReport, SimulationReport } from '../../simulate/report.js';
import type { SimulationOptions } from '../../simulate/simulate.js';
import { explored, processReport, SOUND, violation } from '../simulate/testing/sample-report.js';
import { BROKEN_YAML, catalogOf, runCli, runOn, SETTINGS } from '../testing/cli.js';

/** What the simulator finds, by name of the process; what the command makes of it is tested here. */
const found = new Map<string, ProcessReport>();
const asked: SimulationOptions[] = [];
let refusal: Outcome<SimulationReport>['diagnostics'] = [];

vi.mock('../../simulate/simulate.js', () => ({
  simulateCatalog({ sagas, flows }: Catalog, options: SimulationOptions): Outcome<SimulationReport> {
    asked.push(options);
    const names = options.only ?? [...sagas.keys(), ...flows.keys()];
    for (const name of names) options.onProcess?.(name);
    const processes = names.map((name) => found.get(name) ?? { ...SOUND, name });
    return { value: { bounds: options.bounds, processes }, diagnostics: refusal };
  },
}));

afterEach(() => {
  found.clear();
  asked.length = 0;
  refusal = [];
});

const DEFINITIONS = `
services:
  order: { owner: team-checkout }
events:
  OrderPlaced: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
sagas:
  Checkout: { service: order, start: OrderPlaced, correlation: orderId, steps: [{ wait: 1m }] }
  Return: { service: order, start: OrderPlaced, correlation: orderId, steps: [{ wait: 1m }] }
flows:
  Parcels: { owner: team-checkout, reactions: [] }
`.trimStart();
const CATALOG = catalogOf(DEFINITIONS);
const FILE = '/catalog/failure-modes.md';

/** The place is not in the file of this catalog, as it need not be. */
function withViolations(...severities: readonly ('error' | 'warning' | 'info')[]): ProcessReport {
  const violations = severities.map((severity) => violation({ severity, number: 1 }));
  return processReport({ violations });
}

describe('simulate', () => {
  it('looks at all sagas and flows, within the usual bounds', async () => {
    const { exit, out, err } = await runCli(['simulate'], CATALOG);
    expect([exit, err]).toEqual([0, '']);
    expect(out).toMatch(/^saga Checkout\n/);
    expect(out).toMatch(/\n✔ no violation in 3 sagas and flows\n$/);
    expect(asked[0]?.bounds).toEqual({ maxFaults: 2, maxDepth: 200, maxStates: 250_000 });
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toHaveProperty('only');
    expect(asked[0]).not.toHaveProperty('random');
  });

  it('takes bounds and runs by chance', async () => {
    await runCli(['simulate', 'Return', '--max-faults', '3', '--max-depth', '9', '--max-states', '8'], CATALOG);
    await runCli(['simulate', 'Return', '--random', '10'], CATALOG);
    await runCli(['simulate', 'Return', '--random', '10', '--seed', '7', '--from', '20'], CATALOG);
    expect(asked[0]).toMatchObject({ only: ['Return'], bounds: { maxFaults: 3, maxDepth: 9, maxStates: 8 } });
    expect(asked[1]?.random).toEqual({ runs: 10, seed: 1, from: 0 });
    expect(asked[2]?.random).toEqual({ runs: 10, seed: 7, from: 20 });
  });

  it.each([
    ['errors fail', ['error'], [], 1],
    ['warnings do not', ['warning'], [], 0],
    ['warnings fail where it is asked for', ['warning'], ['--fail-on', 'warning'], 1],
    ['too many warnings fail', ['warning', 'warning'], ['--max-warnings', '1'], 1],
    ['not too many do not', ['warning'], ['--max-warnings', '1'], 0],
    ['infos do not', ['info'], ['--fail-on', 'warning'], 0],
  ] as const)('%s', async (_, severities, flags, exit) => {
    found.set('Checkout', withViolations(...severities));
    expect((await runCli(['simulate', ...flags], CATALOG)).exit).toBe(exit);
  });

  it('warns where a bound cut the search short, and leaves the exit code alone', async () => {
    const cut = explored({ complete: false, bound: 'states', faultsDone: 1 });
    found.set('Return', { ...SOUND, name: 'Return', explored: cut });
    const { exit, out, err } = await runCli(['simulate'], CATALOG);
    expect(exit).toBe(0);
    expect(err).toMatch(
      /^warning: Not every run of the saga `Return` was looked at: .*\n {2}help: Raise `--max-states`/,
    );
    expect(out).toContain('! no violation in 3 sagas and flows so far\n  Not every run of the saga `Return`');
  });

  it('does not warn that runs by chance are not all', async () => {
    found.set('Return', { ...SOUND, explored: explored({ how: 'random', complete: false, seed: 7, from: 10 }) });
    const { out, err } = await runCli(['simulate', 'Return', '--random', '10'], CATALOG);
    expect(err).toBe('');
    expect(out.replace(/\s+/g, ' ')).toContain('`--seed 7 --from 10` goes on');
  });

  it('tells a person who waits what it is at', async () => {
    let now = 0;
    const { host } = await runCli(['--version'], CATALOG);
    const slow = { ...host, now: () => (now += 400) };
    expect((await runOn(slow, ['simulate'], true)).err).toBe('Simulating Return ...\nSimulating Parcels ...\n');
    expect((await runOn(slow, ['simulate'])).err).toBe('');
  });
});

describe('what is simulated', () => {
  const files = {
    '/here/sagac.yaml': SETTINGS,
    '/here/a.yaml': DEFINITIONS,
    '/here/Return/x.txt': '',
    '/here/other/sagac.yaml': 'catalog: other\n',
    '/here/other/b.yaml': 'flows:\n  Stock: { owner: team-stock, reactions: [] }\n',
  };
  const at = (cwd: string) => ({ files, cwd });

  it.each([
    ['a name of the catalog here', ['Checkout'], '/here', ['Checkout']],
    ['a name of the catalog above', ['Parcels'], '/here/Return', ['Parcels']],
    ['a name before a folder of the same name', ['Return'], '/here', ['Return']],
    ['a folder', ['other'], '/here', ['all']],
    ['a folder where there is no catalog', ['here/other'], '/', ['all']],
    ['a name and a folder', ['Stock', 'other'], '/here', ['Stock']],
  ])('is %s', async (_, argv, cwd, names) => {
    expect((await runCli(['simulate', ...argv], at(cwd))).exit).toBe(0);
    expect(asked.flatMap(({ only }) => only ?? ['all'])).toEqual(names);
  });

  it.each([
    ['a name that comes close', ['Chekout'], '/here', 'Did you mean `Checkout`?'],
    ['a name of another catalog', ['Checkout', 'other'], '/here', 'no saga or flow `Checkout`'],
    ['no folder, without a catalog', ['her'], '/', 'There is no folder `her`'],
    ['a folder without a catalog', ['Return', 'Return'], '/here', 'There is no `sagac.yaml` in `Return`'],
  ])('is not %s', async (_, argv, cwd, expected) => {
    const { exit, out, err } = await runCli(['simulate', ...argv], at(cwd));
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain(expected);
    expect(asked).toEqual([]);
  });
});

describe('a catalog that cannot be simulated', () => {
  it.each([
    ['broken definitions', catalogOf(BROKEN_YAML), 1, 'Nothing can be simulated'],
    ['a name that means nothing', catalogOf('types:\n  A: { fields: { b: C } }\n'), 1, 'unknown-reference'],
    ['broken settings', catalogOf(DEFINITIONS, 'catalog: [\n'), 2, 'Nothing can be simulated'],
  ])('is one with %s', async (_, setting, exit, expected) => {
    const result = await runCli(['simulate'], setting);
    expect([result.exit, result.out]).toEqual([exit, '']);
    expect(result.err).toContain(expected);
  });

  it('is one whose sagas cannot be compiled', async () => {
    const span = { file: 'a.yaml', start: 0, end: 1 };
    refusal = [{ code: 'saga-unknown-name', severity: 'error', message: 'It is so.', span }];
    const { exit, out, err } = await runCli(['simulate', 'Checkout'], CATALOG);
    expect([exit, out]).toEqual([1, '']);
    expect(err).toContain('a.yaml:1:1: error: It is so. [saga-unknown-name]\n1 error\nerror: Nothing can be simulated');
  });
});

describe('formats', () => {
  it('go to the output and to files', async () => {
    found.set('Checkout', withViolations('error'));
    const argv = [
      'simulate',
      'Checkout',
      '--format',
      'json',
      '--format',
      'markdown=out/a.md',
      '--format',
      'mermaid=a.mmd',
    ];
    const { exit, out, host } = await runCli(argv, CATALOG);
    expect(exit).toBe(1);
    expect(JSON.parse(out).processes[0].violations).toHaveLength(1);
    expect(host.files()['/catalog/out/a.md']).toMatch(/^# Simulation of shop\n/);
    expect(host.files()['/catalog/a.mmd']).toMatch(/^sequenceDiagram\n/);
  });

  it('keep colour out of files', async () => {
    const { out, host } = await runCli(['simulate', '--format', 'text=a.txt'], { ...CATALOG, terminal: true });
    expect(out).toContain('\u001b[');
    expect(host.files()['/catalog/a.txt']).not.toContain('\u001b[');
  });

  it('tell where the disk refuses', async () => {
    const fail = (operation: string, path: string) =>
      operation === 'write' && path.includes('a.md') ? 'ENOSPC' : undefined;
    const { exit, err, host } = await runCli(['simulate', '--format', 'markdown=a.md'], { ...CATALOG, fail });
    expect(exit).toBe(2);
    expect(err).toContain('`a.md` cannot be written (ENOSPC)');
    expect(Object.keys(host.files())).toEqual(['/catalog/a.yaml', '/catalog/sagac.yaml']);
  });
});

describe('--trace', () => {
  it('shows one violation, and keeps the verdict on all', async () => {
    found.set('Checkout', withViolations('error'));
    found.set(
      'Parcels',
      processReport({ violations: [violation({ number: 2, severity: 'warning', message: 'It is so.' })] }),
    );
    const { exit, out } = await runCli(['simulate', '--trace', '2'], CATALOG);
    expect(exit).toBe(1);
    expect(out).toMatch(/^warning\[left-effect\]: It is so\.\n/);
    expect(out).toContain('\ncounterexample 2, with 1 fault:\n');
    expect(out).not.toContain('coverage');
    const json = JSON.parse((await runCli(['simulate', '--trace', '2', '--format', 'json'], CATALOG)).out);
    expect(json.processes).toHaveLength(1);
    expect(json.processes[0].violations.map((each: { number: number }) => each.number)).toEqual([2]);
  });

  it('says that there is no such violation', async () => {
    const { exit, err } = await runCli(['simulate', '--trace', '3'], CATALOG);
    expect(exit).toBe(2);
    expect(err).toContain('There is no violation 3: the simulation found 0 violations.');
  });
});

describe('--update and --check', () => {
  it('write the file once, and then find it current', async () => {
    const first = await runCli(['simulate', '--update'], CATALOG);
    expect([first.exit, first.out, first.err]).toEqual([0, 'Wrote failure-modes.md.\n', '']);
    expect(first.host.files()[FILE]).toMatch(/^<!-- Made by `sagac simulate --update` /);
    const write = vi.spyOn(first.host, 'writeText');
    const again = await runOn(first.host, ['simulate', '--update']);
    expect([again.exit, again.out]).toEqual([0, 'failure-modes.md is current.\n']);
    expect(write).not.toHaveBeenCalled();
    const check = await runOn(first.host, ['simulate', '--check']);
    expect([check.exit, check.out, check.err]).toEqual([0, '', 'failure-modes.md is current.\n']);
  });

  it('show how the file differs from what it should say', async () => {
    const { host } = await runCli(['simulate', '--update'], CATALOG);
    const text = host.files()[FILE] ?? '';
    host.writeText(FILE, text.replace('## flow Parcels', '## flow Boxes').replaceAll('\n', '\r\n'));
    found.set('Parcels', { ...SOUND, kind: 'flow', name: 'Parcels' });
    host.writeText(FILE, (host.files()[FILE] ?? '').replace('saga Return', 'saga Retour'));
    const { exit, out, err } = await runOn(host, ['simulate', '--check']);
    expect(exit).toBe(1);
    expect(out).toContain('--- a/failure-modes.md\n+++ b/failure-modes.md\n');
    expect(out).toContain('\n-## saga Retour\n+## saga Return\n');
    expect(err).toContain('failure-modes.md is not current: run the same command with `--update`');
  });

  it('take a file that is missing for one that is not current', async () => {
    const { exit, out, err, host } = await runCli(['simulate', '--check'], CATALOG);
    expect(exit).toBe(1);
    expect(out).toContain('\n+# Failure modes\n');
    expect(err).toContain('failure-modes.md is missing: ');
    expect(host.files()[FILE]).toBeUndefined();
  });

  it('do not mind other line ends', async () => {
    const { host } = await runCli(['simulate', '--update'], CATALOG);
    host.writeText(FILE, (host.files()[FILE] ?? '').replaceAll('\n', '\r\n'));
    expect((await runOn(host, ['simulate', '--check'])).exit).toBe(0);
  });

  it('fail for violations too, which are told in one line each', async () => {
    found.set('Checkout', withViolations('error'));
    const { exit, out, err, host } = await runCli(['simulate', '--update', '--format', 'json=a.json'], CATALOG);
    expect([exit, out]).toEqual([1, 'Wrote failure-modes.md.\n']);
    expect(err).toMatch(/^sagas\.yaml:\d+:\d+: error: The saga is aborted, .* \[left-effect\]\n$/);
    expect(host.files()[FILE]).toContain('- error: The saga is aborted');
    expect(JSON.parse(host.files()['/catalog/a.json'] ?? '').version).toBe(1);
    expect((await runOn(host, ['simulate', '--check'])).exit).toBe(1);
  });

  it('replace no file of the catalog', async () => {
    const { exit, err, host } = await runCli(['simulate', '--format', 'json=sagac.yaml'], CATALOG);
    expect([exit, err]).toEqual([2, expect.stringContaining('`sagac.yaml` is a file of the catalog')]);
    expect(host.files()['/catalog/sagac.yaml']).toBe(CATALOG.files?.['/catalog/sagac.yaml']);
  });

  it('keep the file elsewhere in the catalog, named as seen from here', async () => {
    const setting = { ...CATALOG, cwd: '/catalog/deep' };
    const { out, host } = await runCli(['simulate', '--update', '--file', '../docs/modes.md'], setting);
    expect(out).toBe('Wrote ../docs/modes.md.\n');
    expect(host.files()['/catalog/docs/modes.md']).toContain('# Failure modes');
  });

  it.each(['--update', '--check'])('%s does not touch a file of others', async (flag) => {
    const files = { ...CATALOG.files, [FILE]: '# By hand\n' };
    const { exit, out, err, host } = await runCli(['simulate', flag], { files });
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain('`failure-modes.md` is there already, and `sagac simulate` did not write it.');
    expect(host.files()[FILE]).toBe('# By hand\n');
    expect(asked).toEqual([]);
  });

  it.each([
    ['../modes.md', 'leaves its folder'],
    ['/elsewhere/modes.md', 'leaves its folder'],
    ['a.yaml', 'does not end in `.md`'],
    ['a.yaml/modes.md', 'lies in a file'],
    ['link.md', 'a symbolic link'],
    ['away/modes.md', 'leaves the catalog by a link'],
    ['aux.md', 'device'],
  ])('do not keep it in %s', async (file, reason) => {
    const links = { '/catalog/link.md': '/outside/x.md', '/catalog/away': '/outside' };
    const files = { ...CATALOG.files, '/outside/x.md': 'x' };
    const { exit, err, host } = await runCli(['simulate', '--update', '--file', file], { files, links });
    expect(exit).toBe(2);
    expect(err).toContain(reason);
    expect(host.files()).toEqual(files);
  });

  it('leave what was there when the disk is full', async () => {
    const fail = (operation: string) => (operation === 'write' ? 'ENOSPC' : undefined);
    const { exit, err, host } = await runCli(['simulate', '--update'], { ...CATALOG, fail });
    expect(exit).toBe(2);
    expect(err).toContain('`failure-modes.md` cannot be written (ENOSPC)');
    expect(Object.keys(host.files())).toEqual(['/catalog/a.yaml', '/catalog/sagac.yaml']);
  });
});

describe('wrong flags', () => {
  const cases: readonly [string[], string][] = [
    [['--max-faults', 'many'], 'whole number'],
    [['--format', 'txt'], 'Did you mean `text`?'],
    [['--format', 'sarif'], 'Choose one of `json`, `markdown`, `mermaid`, `text`.'],
    [['--format', 'text', '--format', 'json'], '`text` and `json`'],
    [['--fail-on', 'never'], 'Allowed choices are'],
    [['--seed', '7'], '`--seed` is about runs by chance'],
    [['--from', '7'], '`--from` is about runs by chance'],
    [['--file', 'x.md'], 'Add `--update` or `--check`'],
    [['--update', '--check'], 'only one of them can be meant'],
    [['--update', '--random', '5'], '`--random` asks for a part'],
    [['--check', '--trace', '1'], '`--trace` asks for a part'],
    [['Checkout', '--update'], 'the name `Checkout` asks for a part'],
    [['--check', '--format', 'json'], 'Send the report to a file: `--format json=FILE`'],
    [['--random', '-1'], 'whole number'],
    [['--random', '0'], 'at least 1'],
    [['--max-states', '0'], 'at least 1'],
    [['--seed', '9007199254740991'], 'at most 15 digits'],
    [['--format', 'json=a.json', '--format', 'markdown=a.json'], 'Two formats go to `a.json`'],
  ];

  it.each(cases)('%j', async (argv, expected) => {
    const { exit, out, err } = await runCli(['simulate', ...argv], CATALOG);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain(expected);
    expect(asked).toEqual([]);
  });
});
