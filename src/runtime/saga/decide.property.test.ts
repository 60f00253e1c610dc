import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryTypes } from '../testing/entry-types.js';
import { randomSaga } from '../testing/random-saga.js';
import { runSchedule, type ScheduleResult } from '../testing/random-schedule.js';
import { wrongUndoOrder } from '../testing/undo-order.js';
import type { SagaDefinition } from './definition.js';
import { evolve } from './evolve.js';
import type { JournalEntry } from './journal.js';
import { idempotencyKey } from './names.js';
import { nameOfPath } from './paths.js';
import { planSaga, type SagaPlan, undoOf } from './plan.js';
import { isEnded, type SagaState, stepOf } from './state.js';

const schedule = fc.array(fc.nat({ max: 5_000 }), { maxLength: 100 });

/** What a run shows, with the plan at hand. */
interface Run extends ScheduleResult {
  readonly definition: SagaDefinition;
  readonly plan: SagaPlan;
}

/** More of them find more: 25,000 of each property have been run. */
const RUNS = Number(process.env.SAGAC_RUNS ?? 250);

function check(judge: (run: Run) => void, options: fc.Parameters<[SagaDefinition, number[]]> = {}): void {
  const run = (definition: SagaDefinition, choices: number[]) =>
    judge({ definition, plan: planSaga(definition), ...runSchedule(definition, choices) });
  fc.assert(fc.property(randomSaga, schedule, run), { numRuns: RUNS, ...options });
}

describe('any saga under any schedule', () => {
  it('always ends, something will wake it until then, and nothing is left running', () => {
    check(({ state, faults, answers, journal }) => {
      expect(faults).toEqual([]);
      expect(isEnded(state)).toBe(true);
      expect(answers).toBe(journal.some(({ type }) => type === 'saga-aborted' || type === 'saga-completed') ? 1 : 0);
    });
  });

  it('meets every end and every kind of entry', () => {
    const met = new Set<string>();
    let runs = 0;
    const note = (definition: SagaDefinition, choices: number[]) => {
      runs += 1;
      const { state, journal } = runSchedule(definition, choices, { operated: runs % 3 === 0 });
      for (const { type } of journal) met.add(type);
      met.add(state.status);
    };
    fc.assert(fc.property(randomSaga, schedule, note), { numRuns: 1_000, seed: 7 });
    expect([...met].sort()).toEqual([...entryTypes, 'aborted', 'completed', 'stuck'].sort());
  });

  it('undoes nothing when it completes but tries that a handler has given up', () => {
    check(({ state, journal }) => {
      if (state.status !== 'completed') return;
      expect(undos(journal).filter((path) => !isAbandoned(state, path))).toEqual([]);
    });
  });

  it('never unwinds after the point of no return', () => {
    check(({ journal }) => {
      const passed = journal.findIndex((entry) => 'pivot' in entry && entry.pivot && entry.type !== 'late-success');
      const unwound = journal.findIndex(({ type }) => type === 'unwinding-started');
      expect(passed >= 0 && unwound > passed).toBe(false);
    });
  });

  it('has undone everything that happened when it aborts', () => {
    check(({ plan, state, happened }) => {
      if (state.status !== 'aborted') return;
      const left = Object.keys(state.steps).filter((path) => isLeftBehind(plan, state, happened, path));
      expect(left).toEqual([]);
      const late = Object.keys(state.steps).filter(
        (path) =>
          plan.afterPivot.has(nameOfPath(path)) && happened.includes(idempotencyKey(state.instance, path, 'do')),
      );
      expect(late).toEqual([]);
    });
  });

  it('has undone the tries that a handler has given up, however it ends', () => {
    check(({ plan, state, happened }) => {
      const tries = Object.keys(state.steps).filter((path) => isAbandoned(state, path));
      if (state.status === 'stuck') return;
      expect(tries.filter((path) => isLeftBehind(plan, state, happened, path))).toEqual([]);
    });
  });

  it('undoes in reverse order, one sequence at a time', () => {
    check(({ definition, state, journal }) => {
      expect(wrongUndoOrder(definition.steps, state, journal)).toBeUndefined();
    });
  });

  it('undoes nothing that cannot have happened', () => {
    check(({ journal }) => {
      for (const path of undos(journal)) {
        expect(journal.some((entry) => 'step' in entry && entry.step === path && mayHaveHappened(entry))).toBe(true);
      }
    });
  });

  it('lets each undo read the answer of its own step', () => {
    check(({ state, journal, undoInputs }) => {
      for (const [key, input] of undoInputs) {
        const sent = journal.findIndex((entry) => entry.type === 'command-sent' && entry.key === `${key}/undo`);
        const isKnown = journal.slice(0, sent).some((entry) => isAnswer(state, entry, key));
        expect([key, `${key}/check`]).toContain(isKnown ? input.of : (input.of ?? key));
      }
    });
  });

  it('alerts when it gets stuck, and sends every attempt of a call once, with one key', () => {
    check(({ state, journal, alerts }) => {
      if (state.status === 'stuck') expect(alerts).toBeGreaterThan(0);
      const sent = journal.flatMap((entry) => (entry.type === 'command-sent' ? [`${entry.key}#${entry.attempt}`] : []));
      expect(new Set(sent).size).toBe(sent.length);
    });
  });

  it('has the state that its journal tells', () => {
    check(({ state, journal }) => {
      expect(journal.reduce<SagaState | undefined>(evolve, undefined)).toStrictEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
      expect(state.version).toBe(journal.length);
    });
  });

  it('is moved on by people and stays sound, whatever they do', () => {
    const operated = (definition: SagaDefinition, choices: number[]) => {
      const { state, faults, answers } = runSchedule(definition, choices, { operated: true });
      expect(faults).toEqual([]);
      expect(isEnded(state)).toBe(true);
      expect(answers).toBeLessThanOrEqual(1);
    };
    fc.assert(fc.property(randomSaga, schedule, operated), { numRuns: RUNS });
  });

  it('ends for good when people retry what failed and leave out what cannot be done', () => {
    const helped = (definition: SagaDefinition, choices: number[]) => {
      const { state, faults } = runSchedule(definition, choices, { help: HELP });
      expect(faults).toEqual([]);
      expect(['completed', 'aborted']).toContain(state.status);
    };
    fc.assert(fc.property(randomSaga, schedule, helped), { numRuns: RUNS });
  });
});

/** First everything once more, in case it has been repaired; then without what still fails. */
const HELP = (['retry', 'retry'] as ('retry' | 'skip')[]).concat(Array.from({ length: 40 }, () => 'skip'));

function undos(journal: readonly JournalEntry[]): readonly string[] {
  return journal.flatMap((entry) => (entry.type === 'command-sent' && entry.direction === 'undo' ? [entry.step] : []));
}

function isAbandoned(state: SagaState, path: string): boolean {
  const then = stepOf(state, path)?.handled?.then;
  return then === 'retry' || then === 'skip';
}

/** It happened, it can be undone, and it was not, although its guard lets it. */
function isLeftBehind(plan: SagaPlan, state: SagaState, happened: readonly string[], path: string): boolean {
  const key = idempotencyKey(state.instance, path, 'do');
  const step = plan.steps.get(nameOfPath(path));
  const undo = step && undoOf(step);
  if (undo === undefined || !happened.includes(key) || happened.includes(`${key}/undo`)) return false;
  // Whoever undoes only what was answered does not undo what never was.
  return undo.when === undefined || stepOf(state, path)?.do?.status === 'succeeded';
}

function mayHaveHappened(entry: JournalEntry): boolean {
  if (entry.type === 'step-failed') return entry.direction === 'do' && entry.mayHaveHappened;
  return (entry.type === 'step-succeeded' || entry.type === 'late-success') && entry.direction === 'do';
}

function isAnswer(state: SagaState, entry: JournalEntry, key: string): boolean {
  if (entry.type !== 'step-succeeded' && entry.type !== 'late-success') return false;
  return entry.direction === 'do' && idempotencyKey(state.instance, entry.step, 'do') === key;
}
