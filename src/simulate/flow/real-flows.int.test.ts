import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../language/load-catalog.js';
import { buildCatalog } from '../../model/build/build-catalog.js';
import type { Catalog } from '../../model/index.js';
import { createNodeHost } from '../../node-host.js';
import { sharedFolder } from '../../testing/shared.js';
import type { ProcessReport } from '../report.js';
import { simulateFlow } from './simulate-flow.js';
import { traceLines } from './testing/simulate-flows.js';

const FIXTURES = 'fixtures/catalogs';
const BOUNDS = { maxFaults: 3, maxDepth: 200, maxStates: 200_000 };
const shared = sharedFolder('real-sagas');

interface Expected {
  readonly simulate: Readonly<
    Record<string, { readonly ends?: readonly string[]; readonly mustHold: boolean } | undefined>
  >;
}

async function load(folder: string): Promise<Catalog> {
  const source = await loadCatalog(createNodeHost(), folder);
  if (source.value === undefined) throw new Error(JSON.stringify(source.diagnostics));
  return buildCatalog(source.value).value;
}

async function simulateAll(folder: string): Promise<ReadonlyMap<string, ProcessReport>> {
  const catalog = await load(folder);
  return new Map([...catalog.flows.values()].map((flow) => [flow.id, simulateFlow(catalog, flow, BOUNDS)]));
}

function idsOf(report: ProcessReport | undefined): readonly string[] {
  return (report?.violations ?? []).map(({ id }) => id);
}

describe('flows of the fixtures', () => {
  it.each(readdirSync(FIXTURES))('%s has none that goes wrong', async (name) => {
    for (const report of (await simulateAll(join(FIXTURES, name))).values()) {
      expect(report.violations.map(({ message }) => message)).toEqual([]);
      expect(report.explored.complete).toBe(true);
    }
  });
});

describe.runIf(shared)('flows of real systems', () => {
  const names = shared === undefined ? [] : readdirSync(shared).filter((name) => /^\d/.test(name));

  it.each(names.sort())('%s ends as its source does', async (name) => {
    const reports = await simulateAll(join(shared ?? '', name));
    const text = readFileSync(join(shared ?? '', name, 'expected.json'), 'utf8');
    const { simulate } = JSON.parse(text) as Expected;
    for (const [flow, report] of reports) {
      expect(report.explored.complete).toBe(true);
      const expected = simulate[flow];
      if (expected === undefined) continue;
      expect(report.ends).toEqual(expected.ends);
      expect(report.violations.length === 0).toBe(expected.mustHold);
    }
  });

  it('finds what the claim lacks, and nothing but that', async () => {
    const claim = (await simulateAll(join(shared ?? '', '07-insurance-claim'))).get('Claim');
    expect(idsOf(claim)).toEqual(['silent-failure', 'silent-failure', 'silent-failure']);
    expect(claim?.violations.map(({ message }) => message.split(':')[0])).toEqual([
      '`documents` has no event for when it cannot give `DocumentProcessed`',
      '`settlement` has no event for when it cannot give `SettlementFinalized`',
      '`vendor` has no event for when it cannot give `VendorFinalized`',
    ]);
  });

  it('shows how the settlement stays away', async () => {
    const claim = (await simulateAll(join(shared ?? '', '07-insurance-claim'))).get('Claim');
    const settlement = claim?.violations.find(({ message }) => message.startsWith('`settlement`'));
    expect(traceLines(settlement?.trace)).toEqual([
      'fnol -> claims: ClaimRequested',
      'claims -> notifications: ClaimAccepted',
      'storage -> documents: DocumentUploaded',
      'documents -> fraud: DocumentProcessed',
      'fraud -> settlement: FraudNotDetected',
      'settlement: cannot do its work and has no event for that',
      'settlement has no event for when it cannot give SettlementFinalized: after FraudNotDetected nothing follows, and nobody is told.',
    ]);
  });

  it('finds the reaction to an event that nobody sends', async () => {
    const messages = (await simulateAll(join(shared ?? '', '07-insurance-claim'))).get('CustomerMessages');
    expect(idsOf(messages)).toEqual(['unreachable-reaction']);
    expect(messages?.violations[0]?.message).toContain('`DocumentRejected`');
    expect(messages?.ends).toEqual(['CustomerNotificationFailed', 'CustomerNotified']);
  });
});
