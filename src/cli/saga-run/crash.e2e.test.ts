import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../runtime/index.js';
import { openSqliteStore } from '../../runtime/stores/sqlite/index.js';
import type { Effect } from './effect-ledger.js';

/**
 * Real processes, killed with SIGKILL at the places where a worker may die, one place per journey, and resumed. What
 * counts afterwards is what the participants' own ledger says: the same effects as in a journey without a crash.
 * `npm run proof` kills at every place; here each journey takes every eighth, beginning with another one. (That no place
 * loses or doubles anything is also shown in one process, by the crash matrix of the stores.)
 */
const EVERY = process.env['SAGAC_PROOF_MINUTES'] === undefined ? 8 : 1;
const PROJECT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const SHOP = join(PROJECT, 'fixtures', 'catalogs', 'shop');
const JOURNEYS = {
  completes: [],
  'unwinds after a failure': ['--fail', 'ScheduleShipment'],
  'unwinds after silence': ['--timeout', 'ScheduleShipment'],
  'gets stuck': ['--fail', 'ScheduleShipment', '--fail', 'ReleaseStock'],
} as const;
/** More than any journey has; a journey that is not killed ends the search. */
const MOST_POINTS = 400;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-crash-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly killed: boolean;
  readonly code: number | null;
  readonly text: string;
}

function sagac(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(PROJECT, 'bin', 'sagac.js'), 'run', 'Checkout', SHOP, ...args]);
    let text = '';
    child.stdout.on('data', (data) => (text += data));
    child.stderr.on('data', (data) => (text += data));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ killed: signal === 'SIGKILL', code, text }));
  });
}

interface Remains {
  readonly status: string | undefined;
  /** Idempotency keys at the participants, sorted; a key twice would be a second effect. */
  readonly keys: readonly string[];
  readonly journal: readonly JournalEntry[];
}

async function remainsOf(path: string): Promise<Remains> {
  const store = await openSqliteStore(path);
  const [state] = await store.list();
  const journal = state ? await store.journal(state.instance) : [];
  await store.close();
  const lines = readFileSync(`${path}.effects.jsonl`, 'utf8').trim().split('\n');
  const keys = lines.filter((line) => line !== '').map((line) => (JSON.parse(line) as Effect).key);
  return { status: state?.status, keys: keys.sort(), journal };
}

function succeeded(journal: readonly JournalEntry[]): readonly string[] {
  const done = journal.filter((entry) => entry.type === 'step-succeeded');
  return done.map((entry) => `${entry.direction} ${entry.step}`).sort();
}

async function crashAndResume(name: string, flags: readonly string[], point: number, calm: Remains): Promise<boolean> {
  const path = join(folder, `${name.replaceAll(' ', '-')}-${point}.sqlite`);
  const store = ['--store', path, ...flags];
  const first = await sagac([...store, '--crash-at', String(point)]);
  if (!first.killed) return false;
  const resumed = await sagac([...store, '--resume']);
  // Killed before the start was on disk: nothing was promised yet, and the saga is simply started.
  const last =
    resumed.text.includes('holds no unfinished run') && !(await remainsOf(path)).status ? await sagac(store) : resumed;
  const remains = await remainsOf(path);
  const told = `crash point ${point} of "${name}":\n${first.text}${last.text}`;
  expect(remains.status, told).toBe(calm.status);
  expect(remains.keys, told).toEqual(calm.keys);
  expect(succeeded(remains.journal), told).toEqual(succeeded(calm.journal));
  return true;
}

describe('kill -9 at the crash points of a journey', () => {
  it.concurrent.each(Object.entries(JOURNEYS))(
    'loses and doubles nothing: %s',
    { timeout: 600_000 },
    async (name, flags) => {
      const path = join(folder, `${name.replaceAll(' ', '-')}-calm.sqlite`);
      await sagac(['--store', path, ...flags]);
      const calm = await remainsOf(path);
      let point = 1 + (Object.keys(JOURNEYS).indexOf(name) % EVERY);
      while (point < MOST_POINTS && (await crashAndResume(name, flags, point, calm))) point += EVERY;
      expect(point, 'crash points reached').toBeGreaterThan(calm.journal.length);
    },
  );

  it('survives being killed again and again', { timeout: 60_000 }, async () => {
    const path = join(folder, 'again.sqlite');
    const store = ['--store', path, '--fail', 'ScheduleShipment'];
    let kills = 0;
    let ended = await sagac([...store, '--crash-at', '9']);
    while (ended.killed && kills < 50) {
      kills += 1;
      ended = await sagac([...store, '--resume', '--crash-at', '9']);
    }
    const remains = await remainsOf(path);
    expect(remains.status, ended.text).toBe('aborted');
    expect(new Set(remains.keys).size).toBe(remains.keys.length);
    expect(kills).toBeGreaterThan(2);
  });
});
