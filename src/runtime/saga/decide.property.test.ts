import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testCall, testFinalStep, testRetry, testSaga, testStep, testUndo } from '../testing/definitions.js';
import { runSchedule, type ScheduleResult } from '../testing/random-schedule.js';
import type { SagaDefinition, StepDefinition } from './definition.js';
import { evolve } from './evolve.js';
import type { JournalEntry } from './journal.js';
import { isEnded, type SagaState } from './state.js';
import { allSteps, planSaga, siteOf, undoOf } from './steps.js';

interface StepShape {
  readonly undo: boolean;
  readonly optional: boolean;
  readonly attempts: number;
  readonly retryable: boolean;
  readonly effectUnknown: boolean;
  /** Its guard is false. */
  readonly left: boolean;
  /** It is undone only if its success event has come. */
  readonly undoIfSeen: boolean;
}
type Shape = StepShape | readonly (readonly StepShape[])[];

function oneIn(count: number): fc.Arbitrary<boolean> {
  return fc.integer({ min: 1, max: count }).map((value) => value === count);
}

const stepShape: fc.Arbitrary<StepShape> = fc.record({
  undo: fc.boolean(),
  optional: oneIn(5),
  attempts: fc.integer({ min: 1, max: 3 }),
  retryable: oneIn(4),
  effectUnknown: oneIn(4),
  left: oneIn(8),
  undoIfSeen: oneIn(4),
});
const groupShape = fc.array(fc.array(stepShape, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 3 });
const sagaShape: fc.Arbitrary<SagaDefinition> = fc
  .record({
    shapes: fc.array(fc.oneof<fc.Arbitrary<Shape>[]>(stepShape, stepShape, groupShape), { minLength: 1, maxLength: 4 }),
    pivot: fc.integer({ min: -2, max: 3 }),
  })
  .map(({ shapes, pivot }) => testSaga(shapes.map((shape, index) => buildStep(shape, `S${index}`, index === pivot))));

function buildStep(shape: Shape, name: string, pivot: boolean): StepDefinition {
  if ('undo' in shape) return buildDo(shape, name, pivot);
  const branches = shape.map((branch, index) =>
    branch.map((step, at) => buildDo(step, `${name}b${index}s${at}`, false)),
  );
  return { kind: 'parallel', name, branches };
}

function buildDo(shape: StepShape, name: string, pivot: boolean): StepDefinition {
  const { attempts, retryable, effectUnknown, left, undoIfSeen } = shape;
  const failure = [{ event: `${name}Refused`, retryable, effectUnknown }];
  const change = {
    call: testCall(name, { failure, retry: { ...testRetry, attempts } }),
    pivot,
    optional: shape.optional,
    ...(left ? { when: { cel: 'false' } } : {}),
  };
  if (!shape.undo) return testFinalStep(name, change);
  const undo = { ...testUndo(`Undo${name}`), ...(undoIfSeen ? { when: { cel: `has(seen.${name}Done)` } } : {}) };
  return testStep(name, { ...change, undo });
}

const schedule = fc.array(fc.nat({ max: 1_000 }), { maxLength: 40 });

type Judge = (definition: SagaDefinition, result: ScheduleResult) => void;

function check(judge: Judge, options: fc.Parameters<[SagaDefinition, number[]]> = { numRuns: 500 }): void {
  const run = (definition: SagaDefinition, choices: number[]) => judge(definition, runSchedule(definition, choices));
  fc.assert(fc.property(sagaShape, schedule, run), options);
}

describe('any saga under any schedule', () => {
  it('always ends, is never without something that will wake it, and has no timer once it has ended', () => {
    check((_definition, { state, wedged, haunted }) => {
      expect(isEnded(state)).toBe(true);
      expect([wedged, haunted]).toEqual([0, 0]);
    });
  });

  it('meets every end and every kind of entry', () => {
    const met = new Set<string>();
    const note: Judge = (_definition, { state, journal }) => {
      met.add(state.status);
      for (const { type } of journal) met.add(type);
      if (journal.some((entry) => entry.type === 'late-success' && entry.reopens)) met.add('reopened');
    };
    check(note, { numRuns: 1_500, seed: 7 });
    expect([...met].sort()).toEqual([
      'aborted',
      'attempt-failed',
      'command-sent',
      'completed',
      'deadline-passed',
      'event-published',
      'late-success',
      'reopened',
      'reply-ignored',
      'retry-scheduled',
      'saga-aborted',
      'saga-completed',
      'saga-parked',
      'saga-started',
      'step-failed',
      'step-skipped',
      'step-succeeded',
      'stuck',
      'unwinding-started',
    ]);
  });

  it('undoes nothing when it completes, and nothing after the point of no return', () => {
    check((definition, { state, journal }) => {
      if (state.status === 'completed') expect(undos(journal)).toEqual([]);
      const passed = journal.findIndex((entry) => entry.type === 'step-succeeded' && entry.pivot);
      const unwound = journal.findIndex((entry) => entry.type === 'unwinding-started');
      if (passed >= 0 && unwound > passed) expect(definition).toBe('unwound after the point of no return');
    });
  });

  it('has undone everything that happened when it aborts', () => {
    check((definition, { state, happened }) => {
      if (state.status !== 'aborted') return;
      const plan = planSaga(definition);
      for (const { step, direction } of plan.sites) {
        const key = `${state.instance}/${step}`;
        if (direction === 'undo' || !happened.includes(key)) continue;
        // Whoever undoes only what was answered does not undo what never was.
        if (isUndoGuarded(definition, step) && state.messages[`${step}Done`] === undefined) continue;
        expect(plan.afterPivot).not.toContain(step);
        if (siteOf(plan, step, 'undo') !== undefined) expect(happened).toContain(`${key}/undo`);
        else expect(step).not.toBe(plan.pivot);
      }
    });
  });

  it('undoes in reverse order, one sequence at a time', () => {
    check((definition, { journal }) => {
      if (journal.some((entry) => entry.type === 'late-success')) return;
      expectReverse(definition.steps, journal);
    });
  });

  it('undoes nothing that cannot have happened', () => {
    check((_definition, { journal }) => {
      for (const step of undos(journal)) {
        const own = journal.filter((entry) => 'step' in entry && entry.step === step && entry.direction === 'do');
        const mayHave = own.some(
          (entry) =>
            entry.type === 'step-succeeded' ||
            entry.type === 'late-success' ||
            (entry.type === 'step-failed' && entry.mayHaveHappened),
        );
        expect(mayHave).toBe(true);
      }
    });
  });

  it('alerts when it gets stuck, and sends every attempt of a call once, with one key', () => {
    check((_definition, { state, journal, alerts }) => {
      if (state.status === 'stuck') expect(alerts).toBeGreaterThan(0);
      const sent = journal.flatMap((entry) => (entry.type === 'command-sent' ? [`${entry.key}#${entry.attempt}`] : []));
      expect(new Set(sent).size).toBe(sent.length);
    });
  });

  it('has the state that its journal tells', () => {
    check((_definition, { state, journal }) => {
      const replayed = journal.reduce<SagaState | undefined>(evolve, undefined);
      expect(replayed).toEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    });
  });
});

function isUndoGuarded(definition: SagaDefinition, name: string): boolean {
  const step = allSteps(definition.steps).find((candidate) => candidate.name === name);
  return step !== undefined && undoOf(step)?.when !== undefined;
}

function undos(journal: readonly JournalEntry[]): readonly string[] {
  return journal.flatMap((entry) => (entry.type === 'command-sent' && entry.direction === 'undo' ? [entry.step] : []));
}

/** Everything of a later step is settled before the undo of an earlier one is sent. */
function expectReverse(steps: readonly StepDefinition[], journal: readonly JournalEntry[]): void {
  for (const [index, step] of steps.entries()) {
    if (step.kind === 'parallel') for (const branch of step.branches) expectReverse(branch, journal);
    const earlier = firstUndo(namesOf(step), journal);
    if (earlier < 0) continue;
    const later = lastUndo(steps.slice(index + 1).flatMap(namesOf), journal);
    expect(later).toBeLessThan(earlier);
  }
}

function namesOf(step: StepDefinition): readonly string[] {
  return step.kind === 'parallel' ? step.branches.flat().flatMap(namesOf) : [step.name];
}

function firstUndo(names: readonly string[], journal: readonly JournalEntry[]): number {
  return journal.findIndex((entry) => isUndoOf(names, entry) && entry.type === 'command-sent');
}

function lastUndo(names: readonly string[], journal: readonly JournalEntry[]): number {
  return journal.findLastIndex((entry) => isUndoOf(names, entry) && entry.type !== 'reply-ignored');
}

function isUndoOf(names: readonly string[], entry: JournalEntry): boolean {
  return 'step' in entry && entry.direction === 'undo' && names.includes(entry.step);
}
