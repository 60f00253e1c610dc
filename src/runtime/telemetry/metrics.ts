import type { Attributes, Counter, Histogram, Meter } from '@opentelemetry/api';
import type { JournalEntry } from '../saga/journal.js';
import { nameOfPath } from '../saga/paths.js';
import { callOf, type Direction, type SagaState } from '../saga/state.js';
import type { WorkerProblem } from '../worker/problems.js';
import type { CommittedTransition } from '../worker/types.js';
import { problemWord } from './facts.js';

export interface SagaMetrics {
  readonly transition: (transition: CommittedTransition) => void;
  readonly problem: (problem: WorkerProblem) => void;
}

interface Instruments {
  readonly started: Counter;
  readonly ended: Counter;
  readonly duration: Histogram;
  readonly unwinding: Counter;
  readonly deadlines: Counter;
  readonly steps: Histogram;
  readonly failures: Counter;
  readonly retries: Counter;
  readonly late: Counter;
  readonly ignored: Counter;
  readonly problems: Counter;
}

/** Counts what happens, by saga and by name of the step; never by instance. */
export function createMetrics(meter: Meter): SagaMetrics {
  const instruments = createInstruments(meter);
  return {
    transition({ entries, state }) {
      for (const entry of entries) count(instruments, entry, state);
    },
    problem: ({ kind }) => instruments.problems.add(1, { 'sagac.problem': kind }),
  };
}

function createInstruments(meter: Meter): Instruments {
  function counter(name: string, unit: string, description: string): Counter {
    return meter.createCounter(`sagac.${name}`, { unit, description });
  }
  function seconds(name: string, description: string, buckets: readonly number[]): Histogram {
    const advice = { explicitBucketBoundaries: [...buckets] };
    return meter.createHistogram(`sagac.${name}`, { unit: 's', description, advice });
  }
  return {
    started: counter('saga.started', '{saga}', 'Instances that were started'),
    ended: counter('saga.ended', '{saga}', 'Instances that completed, aborted or got stuck'),
    duration: seconds('saga.duration', 'From the start of an instance to its end', SAGA_BUCKETS),
    unwinding: counter('saga.unwindings', '{saga}', 'Instances that began to unwind'),
    deadlines: counter('saga.deadlines_passed', '{saga}', 'Instances whose deadline passed'),
    steps: seconds('step.duration', 'From the first attempt of a step or undo to its end', STEP_BUCKETS),
    failures: counter('attempt.failures', '{attempt}', 'Attempts that failed, timed out or threw'),
    retries: counter('step.retries', '{attempt}', 'Further attempts that were scheduled'),
    late: counter('reply.late_successes', '{reply}', 'Successes that came after the step was given up'),
    ignored: counter('reply.ignored', '{reply}', 'Answers that were duplicates or no longer mattered'),
    problems: counter('worker.problems', '{problem}', 'Problems that a worker has raised'),
  };
}

const STEP_BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 600, 3_600];
/** Sagas may take days. */
const SAGA_BUCKETS = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 600, 3_600, 21_600, 86_400, 604_800];

function count(instruments: Instruments, entry: JournalEntry, state: SagaState): void {
  const saga = { 'sagac.saga': state.saga };
  switch (entry.type) {
    case 'saga-started':
      instruments.started.add(1, saga);
      break;
    case 'saga-completed':
      countEnd(instruments, entry.at, state, 'completed');
      break;
    case 'saga-aborted':
      countEnd(instruments, entry.at, state, 'aborted');
      break;
    case 'saga-parked':
      countEnd(instruments, entry.at, state, 'stuck');
      break;
    case 'unwinding-started':
      instruments.unwinding.add(1, { ...saga, 'sagac.cause': entry.cause.kind });
      break;
    case 'deadline-passed':
      instruments.deadlines.add(1, { ...saga, 'sagac.consequence': entry.consequence });
      break;
    case 'step-succeeded':
      timeStep(instruments, entry, state, 'succeeded');
      break;
    case 'step-failed':
      timeStep(instruments, entry, state, 'failed');
      break;
    case 'step-checked':
      timeStep(instruments, { ...entry, direction: 'check' }, state, 'succeeded');
      break;
    case 'await-succeeded':
    case 'wait-ended':
      timeStep(instruments, { ...entry, direction: 'do' }, state, 'succeeded');
      break;
    case 'attempt-failed':
      instruments.failures.add(1, { ...ofStep(entry, state), 'error.type': problemWord(entry.problem) });
      break;
    case 'retry-scheduled':
      instruments.retries.add(1, ofStep(entry, state));
      break;
    case 'late-success':
      instruments.late.add(1, ofStep(entry, state));
      break;
    case 'reply-ignored':
      instruments.ignored.add(1, { ...saga, 'sagac.reason': entry.reason });
      break;
    default:
  }
}

interface CallRef {
  readonly step: string;
  readonly direction: Direction;
}

/** By name, not by path: the rounds of a loop are one series. */
function ofStep({ step, direction }: CallRef, { saga }: SagaState): Attributes {
  return { 'sagac.saga': saga, 'sagac.step': nameOfPath(step), 'sagac.direction': direction };
}

function countEnd({ ended, duration }: Instruments, at: number, state: SagaState, status: string): void {
  const attributes = { 'sagac.saga': state.saga, 'sagac.status': status };
  ended.add(1, attributes);
  duration.record(secondsBetween(state.startedAt, at), attributes);
}

function timeStep({ steps }: Instruments, entry: CallRef & { at: number }, state: SagaState, outcome: string): void {
  const firstSentAt = callOf(state, entry.step, entry.direction)?.firstSentAt ?? 0;
  // Given up before anything was sent or awaited.
  if (firstSentAt === 0) return;
  steps.record(secondsBetween(firstSentAt, entry.at), { ...ofStep(entry, state), 'sagac.outcome': outcome });
}

/** Never negative, though the clocks of two workers may disagree. */
function secondsBetween(from: number, to: number): number {
  return Math.max(0, to - from) / 1_000;
}
