import { describe, expect, it } from 'vitest';
import { renderJson } from '../cli/compat/render-json.js';
import { catalogFrom } from '../testing/catalog-from.js';
import { checks } from './checks/index.js';
import { compareCatalogs } from './compare.js';
import type { Comparison } from './finding.js';

const READERS = '[{ service: crm }, { service: ledger, uses: [hub.f0] }]';

/** A type with changes in all its fields that is in every event. */
function hubCatalog(type: string, fields: number, events: number): string {
  const inside = Array.from({ length: fields }, (_, at) => `f${at}: ${type}`).join(', ');
  const names = Array.from({ length: events }, (_, at) => `Thing${at}Happened`);
  const texts = names.map((name) => `  ${name}: { version: 1.0.0, consumers: ${READERS}, payload: { hub: Hub } }\n`);
  return `types: { Hub: { fields: { ${inside} } } }\nservices: { crm: {}, ledger: {} }\nevents:\n${texts.join('')}`;
}

function compareHub(fields: number, events: number): Comparison {
  const [old, next] = ['int', 'string'].map((type) => catalogFrom(hubCatalog(type, fields, events)).catalog);
  if (!old || !next) throw new Error('No catalog.');
  return compareCatalogs(old, next, {
    against: 'before',
    checks,
    today: '2026-03-02',
    consumers: 'all',
    standing: { newest: true, all: false, mode: 'full' },
    acceptances: [],
  });
}

describe('many changes of a type that is in every message', () => {
  const { findings, verdicts } = compareHub(30, 150);
  const changes = findings.filter(({ group }) => group === 'payload');

  it('share one list of messages, and one list of readers where they meet the same', () => {
    expect(changes).toHaveLength(30);
    expect(new Set(changes.map(({ carriers }) => carriers)).size).toBe(1);
    // The first field is known to be read, the others are not.
    expect(new Set(changes.map(({ hits }) => hits)).size).toBe(2);
    expect(verdicts).toHaveLength(150);
  });

  it('tell each reader whether it reads what changed', () => {
    const told = changes.map(({ at, hits }) => `${at} ${[...new Set(hits.map(certaintyText))].sort().join(', ')}`);
    expect(told.slice(0, 2)).toEqual(['f0 crm may, ledger reads', 'f1 crm may']);
  });

  it('are reported with the beginning of such lists, and how much longer they are', () => {
    const view = { subject: 'shop', base: '', version: '1', sources: new Map(), columns: 80, color: 0 } as const;
    const report = JSON.parse(
      renderJson({ comparisons: [{ against: 'before', findings, verdicts }], acceptance: [] }, view),
    );
    const [first] = report.comparisons[0].findings;
    expect([first.carriers.length, first.carriersLeftOut]).toEqual([100, 50]);
    expect([first.hits.length, first.hitsLeftOut]).toEqual([100, 500]);
  });
});

function certaintyText({ service, certainty }: Comparison['findings'][number]['hits'][number]): string {
  return `${service} ${certainty}`;
}
