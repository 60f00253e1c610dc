import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryHost } from '../../memory-host.js';
import { openSqliteStore } from '../../runtime/stores/sqlite/index.js';
import { testFinalStep, testSaga, testStep } from '../../runtime/testing/definitions.js';
import { drive } from '../../runtime/testing/drive.js';
import { keepInstance } from '../../runtime/testing/keep-instance.js';
import { run } from '../../runtime/testing/read-drive.js';
import { type CliResult, runOn } from '../testing/cli.js';

const NOW = 3_601_100;
const stuck = { alert: 'team-checkout', runbook: 'https://wiki.example/stuck' };
const saga = testSaga([testStep('Reserve'), testStep('Pay'), testFinalStep('Ship', { pivot: true })], { stuck });

let folder = '';
let store = '';
let number = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-ops-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One instance that is stuck with an undo, one that waits for its next attempt, one that has completed. */
beforeEach(async () => {
  number += 1;
  store = join(folder, `${number}.sqlite`);
  const opened = await openSqliteStore(store);
  const broken = run(drive(saga, { orderId: 'o1', email: 'ana@example.com' }), 'Reserve');
  broken.refuse('Pay');
  broken.refuse('UndoReserve');
  const waiting = drive(saga, { orderId: 2 });
  waiting.timeOut('Reserve');
  const over = run(drive(saga, { orderId: 'o3' }), 'Reserve', 'Pay', 'Ship');
  for (const driver of [broken, waiting, over]) await keepInstance(opened, saga, driver);
  await opened.close();
});

function ops(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliResult> {
  const host = createMemoryHost(
    { '/catalog/answer.json': '{ "a": 1 }' },
    { now: NOW, env: { SAGAC_STORE: store, ...env } },
  );
  return runOn(host, ['ops', ...args]);
}

const WHO = ['--who', 'ana', '--why', 'card fixed'];

describe('sagac ops list', () => {
  it('lists what is stuck first, then what waits, and counts the rest', async () => {
    const { exit, out, err } = await ops(['list'], { COLUMNS: '110' });
    expect([exit, err]).toEqual([0, '']);
    expect(out.split('\n')).toEqual([
      'status   age  instance      stuck with, or waits for',
      'stuck    1 h  Checkout.o1   `UndoReserve`, the undo of `Reserve`, has failed for good: answered',
      '                            `UndoReserveRefused`.',
      'running  1 h  Checkout.~n2  attempt 2 of `Reserve` (59 min 59 s overdue)',
      '',
      'In the store: 1 stuck, 1 running, 1 completed; the oldest unfinished one is 1 h old.',
      '',
    ]);
  });

  it('does not take a misspelt saga for one without instances', async () => {
    for (const flags of [[], ['--json'], ['--status', 'stuck', '--exit-code']]) {
      const { exit, out, err } = await ops(['list', '--saga', 'Chekout', ...flags]);
      expect([exit, out]).toEqual([2, '']);
      expect(err).toBe('error: The store has no saga `Chekout`.\n  help: Did you mean `Checkout`?\n');
    }
    const { err } = await ops(['list', '--saga', 'Returns']);
    expect(err).toContain('help: It has `Checkout`.');
    const none = await ops(['list', '--saga', 'Checkout', '--status', 'aborted']);
    expect([none.exit, none.err]).toEqual([0, '']);
  });

  it('fits a narrow terminal', async () => {
    const { out } = await ops(['list'], { COLUMNS: '40' });
    expect(out.split('\n').filter((line) => line.length > 40)).toEqual([]);
    expect(out).toContain('stuck    1 h  Checkout.o1\n  `UndoReserve`, the undo of `Reserve`,\n');
  });

  it('keeps each row on one line in a pipe', async () => {
    const { out } = await ops(['list']);
    expect(out.split('\n')[1]).toMatch(/^stuck .*Checkout\.o1 .*`UndoReserveRefused`\.$/);
  });

  it.each([
    [['--status', 'completed'], ['Checkout.o3']],
    [
      ['--status', 'completed', '--status', 'stuck'],
      ['Checkout.o1', 'Checkout.o3'],
    ],
    [['--correlation', 'o3'], ['Checkout.o3']],
    [['--correlation', '2'], ['Checkout.~n2']],
    [['--saga', 'Checkout', '--limit', '1'], ['Checkout.o1']],
    [
      ['--older-than', '1h'],
      ['Checkout.o1', 'Checkout.~n2'],
    ],
    [['--older-than', '2h'], []],
  ])('%j finds %j', async (flags, found) => {
    const { out } = await ops(['list', '--json', ...flags]);
    const { version, instances } = JSON.parse(out);
    expect(version).toBe(1);
    expect(instances.map(({ instance }: { instance: string }) => instance)).toEqual(found);
  });

  it('says that nothing matches, and that there is more', async () => {
    expect((await ops(['list', '--status', 'aborted'])).out).toMatch(/^No instance matches\./);
    expect((await ops(['list', '--limit', '1'])).out).toContain('More match than the 1 listed here');
  });

  it('exits with 1 for cron only when something is stuck', async () => {
    expect((await ops(['list', '--exit-code'])).exit).toBe(1);
    expect((await ops(['list', '--exit-code', '--status', 'running'])).exit).toBe(0);
    expect((await ops(['list', '--status', 'wrong'])).exit).toBe(2);
    expect((await ops(['list', '--older-than', 'long'])).err).toContain('`2h`');
  });
});

describe('sagac ops show', () => {
  it('tells what to do next, with commands as they are typed', async () => {
    const { exit, out } = await ops(['show', 'Checkout.o1', '--store', store], { COLUMNS: '60' });
    expect(exit).toBe(0);
    expect(out).toMatch(/^Checkout\.o1 {2}stuck while unwinding\n/);
    for (const part of ['team-checkout', 'https://wiki.example/stuck', 'Pay answered PayRefused', '1 h ago'])
      expect(out).toContain(part);
    expect(out).toContain('`UndoReserve` at `participant`, idempotency key Checkout.o1/Reserve/undo\n');
    expect(out).toMatch(/\$ sagac ops retry Checkout\.o1 --store \S+ --step Reserve .*--why '\.\.\.'\n/);
    expect(out).toContain('00:00:01.030  ✗ undo Reserve: given up');
  });

  it('finds an instance by its saga and value, and says until when it waits', async () => {
    const { out } = await ops(['show', 'Checkout', '2'], { COLUMNS: '100' });
    expect(out).toContain('Checkout.~n2  running');
    expect(out).toContain('1970-01-01 00:00:02Z, 59 min 59 s overdue');
    expect(out).toContain('$ sagac ops cancel Checkout.~n2 --who ');
  });

  it.each(['text', 'json'])('hides the data of messages as %s, unless it is asked for', async (format) => {
    const hidden = await ops(['show', 'Checkout.o1', '--format', format]);
    expect(hidden.out).not.toContain('ana@example.com');
    expect((await ops(['show', 'Checkout.o1', '--format', format, '--data'])).out).toContain('ana@example.com');
  });

  it('has state and journal as JSON', async () => {
    const report = JSON.parse((await ops(['show', 'Checkout.o1', '--json'])).out);
    expect(report).toMatchObject({
      version: 1,
      data: false,
      state: { status: 'stuck', messages: { OrderPlaced: null } },
    });
    expect(report.journal).toHaveLength(report.state.version);
  });

  it('draws', async () => {
    const { out } = await ops(['show', 'Checkout.o1', '--format', 'mermaid']);
    expect(out).toMatch(/^flowchart TD\n/);
    expect(out).toContain('"Reserve<br/>undo failed"');
  });

  it('says what was perhaps meant', async () => {
    const { exit, err } = await ops(['show', 'Checkout.o11']);
    expect([exit, err]).toEqual([2, expect.stringContaining('Did you mean `Checkout.o1`')]);
    expect((await ops(['show', 'Checkout', 'o9'])).err).toContain('no instance `Checkout o9`');
  });
});

describe('acts', () => {
  it('say what followed, and stand in the journal', async () => {
    const { exit, out } = await ops(['retry', 'Checkout.o1', ...WHO]);
    expect(exit).toBe(0);
    expect(out).toContain('Checkout.o1 is unwinding.');
    expect(out).toContain('◆ ana retried the undo of Reserve: "card fixed"');
    expect((await ops(['show', 'Checkout.o1'])).out).toContain('ana retried the undo of Reserve: "card fixed"');
  });

  it('change nothing when they are tried out', async () => {
    const { out } = await ops(['resolve', 'Checkout.o1', ...WHO, '--dry-run']);
    expect(out).toContain('Nothing is written. Checkout.o1 would be aborted after this:');
    expect(out).toContain('→ OrderCancelled published');
    expect((await ops(['show', 'Checkout.o1'])).out).toContain('stuck while unwinding');
  });

  it('name an event and its data, also in a file', async () => {
    const resolve = ['resolve', 'Checkout', '2', ...WHO, '--event', 'ReserveDone'];
    expect((await ops([...resolve, '--data', '@answer.json', '--dry-run'])).out).toContain('answered ReserveDone');
    expect((await ops([...resolve, '--data', '@none.json'])).exit).toBe(2);
    expect((await ops([...resolve, '--data', '[]'])).err).toContain('no JSON object');
    expect((await ops(['resolve', 'Checkout', '2', ...WHO, '--data', '{}'])).err).toContain('--event');
    expect((await ops(resolve)).out).toContain('Pay sent to participant');
  });

  it('are refused with what is possible instead', async () => {
    const { exit, out, err } = await ops(['cancel', 'Checkout.o1', ...WHO]);
    expect([exit, out]).toEqual([1, '']);
    expect(err).toContain('because the instance is unwinding already');
    expect(err).toContain('`skip --step Reserve`');
    expect((await ops(['skip', 'Checkout.o3', ...WHO])).err).toContain('Nothing can be done to it any more.');
  });

  it('need a reason in words', async () => {
    expect(await ops(['retry', 'Checkout.o1'])).toMatchObject({ exit: 2, err: expect.stringContaining('--why') });
    expect((await ops(['retry', 'Checkout.o1', '--why', '...'])).err).toContain('gives no reason');
    expect((await ops(['retry', 'Checkout.o1', '--why', 'x', '--who', ' '])).exit).toBe(2);
  });

  it('go to the worker that has the instance in hand', async () => {
    const opened = await openSqliteStore(store);
    const owner = await opened.register(Date.now(), 60_000);
    await keepInstance(opened, saga, drive(saga, { orderId: 'o4' }), owner);
    const { exit, err } = await ops(['cancel', 'Checkout.o4', ...WHO, '--wait', '100ms']);
    expect([exit, err]).toEqual([1, expect.stringContaining('Do not repeat it')]);
    await opened.resign(owner);
    await opened.close();
    expect((await ops(['cancel', 'Checkout.o4', ...WHO])).out).toContain('ana cancelled the saga');
  });
});

describe('a store that cannot be used', () => {
  it('is told of, and none is made', async () => {
    const missing = join(folder, 'none.sqlite');
    expect(await ops(['list', '--store', missing])).toMatchObject({ exit: 2, out: '' });
    expect(existsSync(missing)).toBe(false);
    expect((await ops(['list'], { SAGAC_STORE: '' })).err).toContain('No store is named.');
    const { exit, err } = await ops(['list', '--store', 'mysql://u:secret@h/d']);
    expect([exit, err]).toEqual([2, expect.stringContaining('`mysql:` is no kind of store')]);
    expect(err).not.toContain('secret');
  });
});
