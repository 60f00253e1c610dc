import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogFrom } from '../../testing/catalog-from.js';
import type { ProcessReport } from '../report.js';
import { simulateFlow } from './simulate-flow.js';

const BOUNDS = { maxFaults: 2, maxDepth: 60, maxStates: 1_000 };
const NUM_RUNS = Number(process.env['SAGAC_RUNS'] ?? 20);

const event = fc.nat({ max: 6 }).map((index) => `E${index}`);
const few = fc.uniqueArray(event, { maxLength: 2 });
const flag = fc.boolean();

const service = fc
  .record({ store: flag, outbox: flag, inbox: flag, external: flag })
  .map(({ store, ...flags }) => ({ ...flags, ...(store && { store: 'postgres' }) }));

const reaction = fc.record(
  {
    on: fc.uniqueArray(event, { minLength: 1, maxLength: 2 }),
    by: fc.nat({ max: 3 }).map((index) => `s${index}`),
    emits: few,
    fails: few,
    needs: fc.uniqueArray(event, { maxLength: 1 }),
    onMissing: fc.constantFrom('park', 'retry', 'ignore'),
    when: fc.oneof(
      event,
      event.map((name) => `not ${name}`),
      fc.constantFrom('E0.a > 1', 'E1.a > 1'),
    ),
    after: fc.constant('1h'),
    restart: flag,
    calls: fc.constant(['s0']),
  },
  { requiredKeys: ['on', 'by', 'emits'] },
);

const flow = fc.record({
  services: fc.array(service, { minLength: 4, maxLength: 4 }),
  events: fc.array(fc.record({ outside: flag, heard: flag }), { minLength: 7, maxLength: 7 }),
  reactions: fc.array(reaction, { minLength: 1, maxLength: 7 }),
});

type RandomFlow = typeof flow extends fc.Arbitrary<infer T> ? T : never;

/** JSON is YAML; `order` turns the order of what stands in maps. */
function definitions({ services, events, reactions }: RandomFlow, order: 1 | -1): string {
  const named = <T>(list: readonly T[], prefix: string) => {
    const pairs = list.map((value, index) => [`${prefix}${index}`, value] as const);
    return Object.fromEntries(order === 1 ? pairs : pairs.toReversed());
  };
  const told = events.map(({ outside, heard }) => ({
    ...(outside && { producer: 's1' }),
    ...(heard && { consumers: ['s2'] }),
    payload: { a: 'int' },
  }));
  return JSON.stringify({ services: named(services, 's'), events: named(told, 'E'), flows: { F: { reactions } } });
}

function simulate(random: RandomFlow, order: 1 | -1 = 1): ProcessReport {
  const { catalog } = catalogFrom(definitions(random, order));
  const found = catalog.flows.get('F');
  if (found === undefined) throw new Error('no flow');
  return simulateFlow(catalog, found, BOUNDS);
}

/** Places move with the order of what stands before them. */
function withoutPlaces(report: ProcessReport): string {
  return JSON.stringify(report, (key, value) => (key === 'span' ? undefined : value));
}

describe('any flow', () => {
  it('gives the same report twice, whatever the order of definitions', () => {
    fc.assert(
      fc.property(flow, (random) => {
        const report = withoutPlaces(simulate(random));
        expect(withoutPlaces(simulate(random))).toBe(report);
        expect(withoutPlaces(simulate(random, -1))).toBe(report);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it('comes to an end within its bounds, and says what it has seen', () => {
    fc.assert(
      fc.property(flow, (random) => {
        const { explored, ends, coverage, violations } = simulate(random);
        expect(explored.depth).toBeLessThanOrEqual(BOUNDS.maxDepth);
        expect([...ends]).toEqual([...ends].sort());
        expect(new Set([...coverage.taken, ...coverage.missed]).size).toBe(
          coverage.taken.length + coverage.missed.length,
        );
        for (const { trace } of violations) {
          expect(trace?.faults ?? 0).toBeLessThanOrEqual(BOUNDS.maxFaults);
          expect(trace?.lines.at(-1)?.tone ?? 'violation').toBe('violation');
        }
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it('has all that it had with fewer faults when more may go wrong', () => {
    fc.assert(
      fc.property(flow, (random) => {
        const { catalog } = catalogFrom(definitions(random, 1));
        const found = catalog.flows.get('F');
        if (found === undefined) throw new Error('no flow');
        const [few, more] = [1, 2].map((maxFaults) => simulateFlow(catalog, found, { ...BOUNDS, maxFaults }));
        if (!few?.explored.complete || !more?.explored.complete) return;
        const messages = more.violations.map(({ message }) => message);
        expect(messages).toEqual(expect.arrayContaining(few.violations.map(({ message }) => message)));
        expect(more.ends).toEqual(expect.arrayContaining([...few.ends]));
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it('is the same in whatever order its reactions are written, where one event begins it', () => {
    fc.assert(
      fc.property(flow, (random) => {
        const events = random.events.map((one, index) => ({ ...one, outside: index === 0 }));
        const reactions = random.reactions.map(({ after: _after, restart: _restart, ...rest }) => rest);
        const one = simulate({ ...random, events, reactions });
        const other = simulate({ ...random, events, reactions: reactions.toReversed() });
        if (!one.explored.complete || !other.explored.complete) return;
        const said = (report: ProcessReport) => new Set(report.violations.map(({ id, span }) => id + span.file));
        expect(other.ends).toEqual(one.ends);
        expect(said(other)).toEqual(said(one));
      }),
      { numRuns: NUM_RUNS },
    );
  });
});
