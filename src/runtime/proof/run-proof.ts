import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleScript } from '../stores/contract/bundle-script.js';
import { createRandom } from '../testing/random.js';
import { type ChaosCounts, wreakHavoc } from './chaos.js';
import { type Crew, createCrew } from './crew.js';
import type { Evidence } from './evidence.js';
import { type Fed, feed } from './feeder.js';
import { type Ledger, openLedger } from './ledger.js';
import { waitForQuiet } from './quiet.js';
import type { Site } from './site.js';

export interface ProofOptions {
  readonly site: Site;
  readonly seed: number;
  readonly instances: number;
  /** How long instances are started and workers are killed. */
  readonly chaosMs: number;
}

export interface Proof {
  readonly evidence: Evidence;
  readonly counts: ChaosCounts;
  readonly repeated: number;
  readonly tookMs: number;
}

const LEASE = 1_000;
const WORKERS = 2;
/** Generous: a machine that is busy with other things must not make a proof fail. */
const GIVE_UP = 90_000;
const STOPS_WITHIN = 30_000;

/**
 * Runs real worker processes under load, kills, pauses and disturbs them, lets them come to rest, and gives back all that
 * is left to see. Rejects where they do not come to rest. No process is left behind, whatever happens.
 */
export async function runProof({ site, seed, instances, chaosMs }: ProofOptions): Promise<Proof> {
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'sagac-proof-'));
  const path = join(folder, 'ledger.db');
  const ledger = openLedger(path);
  const random = createRandom(seed);
  const script = await bundleScript(folder, { runChild: '../../proof/child.ts' }, 'await runChild();');
  const crew = createCrew(script, { store: site.address, ledger: path, seed, leaseMs: LEASE }, random);
  try {
    await Promise.all(Array.from({ length: WORKERS }, () => crew.hire()));
    const [fed, counts] = await underFire(site, crew, { seed, instances, chaosMs });
    await waitForQuiet(site, GIVE_UP);
    // What dead owners left is freed by those who live, at most a lease and a look around later.
    await new Promise((resolve) => setTimeout(resolve, LEASE + 500));
    await crew.dismiss(STOPS_WITHIN);
    return {
      evidence: await collect(site, ledger, fed, crew),
      counts,
      repeated: fed.repeated,
      tookMs: Date.now() - began,
    };
  } finally {
    crew.killAll();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function underFire(
  { disturbances }: Site,
  crew: Crew,
  { seed, instances, chaosMs }: Omit<ProofOptions, 'site'>,
): Promise<readonly [Fed, ChaosCounts]> {
  const over = new AbortController();
  const chaos = { crew, disturbances, leaseMs: LEASE, random: createRandom(seed + 1), signal: over.signal };
  const havoc = wreakHavoc(chaos);
  // It is awaited below, when everything is fed.
  havoc.catch(() => undefined);
  const options = { crew, instances, spreadMs: chaosMs, giveUpMs: GIVE_UP, random: createRandom(seed + 2) };
  try {
    const fed = await feed(options);
    over.abort();
    return [fed, await havoc];
  } finally {
    over.abort();
    await havoc.catch(() => undefined);
  }
}

async function collect(site: Site, ledger: Ledger, { starts, events }: Fed, { deaths }: Crew): Promise<Evidence> {
  return { ...(await site.read()), ledger: ledger.lines(), starts, events, deaths };
}
