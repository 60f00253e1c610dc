import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decide } from '../../runtime/saga/decide.js';
import type { SagaDefinition } from '../../runtime/saga/definition.js';
import { planSaga } from '../../runtime/saga/plan.js';
import { createMemoryStore } from '../../runtime/stores/memory/index.js';
import { openSqliteStore } from '../../runtime/stores/sqlite/index.js';
import type { Engine } from '../saga/setting.js';
import { fixtureSettings } from './cases.js';
import { describeDifferential } from './describe-differential.js';
import { type Difference, tellDifference } from './difference.js';
import { replay } from './replay.js';
import { simulateRun } from './simulated-run.js';

const folder = mkdtempSync(join(tmpdir(), 'sagac-differential-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

await describeDifferential(
  'a memory store',
  async () => ({ store: createMemoryStore(), remove: async () => undefined }),
  { runs: 500, seed: 1 },
);

await describeDifferential(
  'a SQLite store',
  async () => {
    files += 1;
    return { store: await openSqliteStore(join(folder, `${files}.db`)), remove: async () => undefined };
  },
  { runs: 120, seed: 2 },
);

describe('simulated runs', () => {
  const runs = fixtureSettings().flatMap((setting) => {
    return [0, 1, 2, 3, 4, 5, 6, 7].map((from) => simulateRun(setting, { seed: 3, from }));
  });

  it('take every kind of move', () => {
    const kinds = new Set(runs.flatMap(({ steps }) => steps.map(({ move }) => move.kind)));
    expect([...kinds].sort()).toEqual(['answer', 'arrive', 'begin', 'crash', 'event', 'lose', 'timer']);
  });

  it('let time pass when a timer runs out or an answer stays away, and at no other move', () => {
    const moved = runs.flatMap(({ steps }) => steps.filter(({ before, after }) => after.now !== before.now));
    expect(moved.every(({ before, after }) => after.now > before.now)).toBe(true);
    expect([...new Set(moved.map(({ move }) => move.kind))].sort()).toEqual(['lose', 'timer']);
  });
});

describe('an engine of the simulation that is not the real one', () => {
  /** The first difference that some runs of the fixture sagas show. */
  async function firstDifference(broken: Engine): Promise<{ difference: Difference; text: string } | undefined> {
    for (const setting of fixtureSettings()) {
      for (let from = 0; from < 20; from += 1) {
        const simulated = simulateRun({ ...setting, engine: broken }, { seed: 3, from });
        const difference = await replay(simulated, createMemoryStore());
        if (difference !== undefined) return { difference, text: tellDifference(simulated, difference) };
      }
    }
    return undefined;
  }

  function withOneAttempt(definition: SagaDefinition): SagaDefinition {
    return JSON.parse(JSON.stringify(definition).replace(/"attempts":\d+/g, '"attempts":1')) as SagaDefinition;
  }

  const mutants: readonly { readonly what: string; readonly engine: Engine }[] = [
    {
      what: 'forgets to try again',
      engine: {
        decide: (plan, state, input) =>
          decide({ ...planSaga(withOneAttempt(plan.definition)), hash: plan.hash }, state, input),
      },
    },
    {
      what: 'is deaf to what comes late',
      engine: {
        decide(plan, state, input) {
          const decision = decide(plan, state, input);
          const isLate = decision.entries.some(({ type }) => type === 'late-success' || type === 'reply-ignored');
          return isLate && state ? { entries: [], messages: [], state } : decision;
        },
      },
    },
    {
      what: 'lets a timer run out late',
      engine: {
        decide: (plan, state, input) =>
          decide(plan, state, input.type === 'tick' ? { ...input, now: input.now + 1 } : input),
      },
    },
  ];

  it.each(mutants)('is noticed when it $what', async ({ engine }) => {
    const found = await firstDifference(engine);
    expect(found?.difference.of).toMatch(/^the entries of move/);
    expect(found?.text).toContain('simulated: [');
  });

  it('is not called broken when it is not', async () => {
    expect(await firstDifference({ decide })).toBeUndefined();
  });
});
