import { expect } from 'vitest';
import { checkEvidence } from './check/check-evidence.js';
import { describeProof, describeViolations } from './describe-proof.js';
import { type Proof, runProof } from './run-proof.js';
import type { Site } from './site.js';

/** How long `npm run proof` goes on per store, in minutes; 0 in the usual test run, which proves once. */
export const MINUTES = Number(process.env['SAGAC_PROOF_MINUTES'] ?? 0);
/** What one round may take, at most. */
export const ROUND_TIMEOUT = 300_000;

const USUAL = { instances: 450, chaosMs: 10_000 };
const LONG = { instances: 1_200, chaosMs: 30_000 };

/** One round with the usual seed, or as many as there is time for, each with a seed of its own that is printed. */
export async function proveFor(createSite: () => Site): Promise<void> {
  const until = Date.now() + MINUTES * 60_000;
  const given = process.env['SAGAC_PROOF_SEED'];
  do {
    const seed = given === undefined ? freshSeed() : Number(given);
    const site = createSite();
    console.info(`${site.name}: a proof with SAGAC_PROOF_SEED=${seed}`);
    try {
      await proveOnce(site, seed);
    } finally {
      await site.remove();
    }
  } while (Date.now() < until);
}

function freshSeed(): number {
  return MINUTES === 0 ? 1 : Math.floor(Math.random() * 2 ** 31);
}

async function proveOnce(site: Site, seed: number): Promise<void> {
  const proof = await runProof({ site, seed, ...(MINUTES === 0 ? USUAL : LONG) });
  console.info(describeProof(site.name, seed, proof));
  const violations = checkEvidence(proof.evidence);
  expect(violations.length, describeViolations(violations, proof)).toBe(0);
  expectVariety(proof);
}

/** A proof in which little happened would prove little. */
function expectVariety({ evidence, counts }: Proof): void {
  const ends = new Set(evidence.instances.map(({ status }) => status));
  expect([...ends]).toEqual(expect.arrayContaining(['completed', 'aborted', 'stuck']));
  expect(counts['kills']).toBeGreaterThan(3);
}
