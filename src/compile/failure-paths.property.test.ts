import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../runtime/saga/decide.js';
import type {
  CallDefinition,
  FailureHandlerDefinition,
  SagaDefinition,
  StepDefinition,
} from '../runtime/saga/definition.js';
import type { SagaInput } from '../runtime/saga/input.js';
import type { JournalEntry } from '../runtime/saga/journal.js';
import { nameOfPath } from '../runtime/saga/paths.js';
import { planSaga } from '../runtime/saga/plan.js';
import { isEnded, nextTimerOf, type SagaState } from '../runtime/saga/state.js';
import { type FailurePath, failurePaths } from './failure-paths.js';
import type { UndoneSequence } from './undone-sequence.js';

interface HandlerShape {
  readonly next: FailureHandlerDefinition['then'];
  readonly rounds: number;
  readonly steps: readonly Shape[];
}

/** Steps without their names. */
type Shape =
  | {
      readonly kind: 'do';
      readonly undo: boolean;
      readonly readOnly: boolean;
      readonly optional: boolean;
      readonly effectUnknown: boolean;
      readonly retryable: boolean;
      readonly check: boolean;
      readonly failed?: HandlerShape | undefined;
      readonly timeout?: HandlerShape | undefined;
    }
  | {
      readonly kind: 'await';
      readonly optional: boolean;
      readonly failed?: HandlerShape | undefined;
      readonly timeout?: HandlerShape | undefined;
    }
  | { readonly kind: 'wait' }
  | { readonly kind: 'parallel'; readonly branches: readonly (readonly Shape[])[] }
  | { readonly kind: 'forEach'; readonly rounds: number; readonly together: boolean; readonly steps: readonly Shape[] };

const flag = fc.boolean();
const seldom = fc.integer({ min: 0, max: 3 }).map((number) => number === 0);
const { shape } = fc.letrec<{ shape: Shape; handler: HandlerShape }>((tie) => {
  const handlers = {
    failed: fc.option(tie('handler'), { nil: undefined }),
    timeout: fc.option(tie('handler'), { nil: undefined }),
  };
  const call = { undo: flag, readOnly: flag, effectUnknown: flag, retryable: seldom, check: seldom };
  const plain = fc.record({ kind: fc.constant('do' as const), optional: flag, ...call });
  const steps = fc.array(tie('shape'), { minLength: 1, maxLength: 2 });
  return {
    shape: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      plain,
      fc.record({ kind: fc.constant('do' as const), optional: seldom, ...call, ...handlers }),
      fc.record({ kind: fc.constant('await' as const), optional: seldom, ...handlers }),
      fc.record({ kind: fc.constant('wait' as const) }),
      fc.record({ kind: fc.constant('parallel' as const), branches: fc.array(steps, { minLength: 1, maxLength: 2 }) }),
      fc.record({
        kind: fc.constant('forEach' as const),
        rounds: fc.integer({ min: 1, max: 2 }),
        together: flag,
        steps,
      }),
    ),
    handler: fc.record({
      next: fc.constantFrom('retry', 'continue', 'skip', 'unwind'),
      rounds: fc.integer({ min: 1, max: 2 }),
      steps: fc.array(tie('shape'), { maxLength: 1 }),
    }),
  };
});

type FailureTraits = { readonly retryable: boolean; readonly effectUnknown: boolean };

function callOf(command: string, readOnly: boolean, traits: FailureTraits): CallDefinition {
  return {
    command,
    service: 'other',
    input: [],
    success: [`${command}Done`],
    failure: [{ event: `${command}Failed`, ...traits }],
    retry: { attempts: 2, backoff: 'fixed', delayMs: 1, maxDelayMs: 1, jitter: 'none' },
    readOnly,
  };
}

/** `pivot` is the number of the marked step, where one may stand. */
function definitionOf(shapes: readonly Shape[], pivot: number): SagaDefinition {
  let count = 0;
  const plain: FailureTraits = { retryable: false, effectUnknown: false };
  const handler = (
    on: string,
    one: HandlerShape | undefined,
    mayPivot: boolean,
  ): readonly FailureHandlerDefinition[] => {
    if (one === undefined) return [];
    const { next, rounds } = one;
    const livesOn = next === 'continue' || next === 'skip';
    const steps = one.steps.map((inner) => build(inner, mayPivot && livesOn));
    // biome-ignore lint/suspicious/noThenProperty: the word of the language; a text there makes nothing thenable.
    return [{ on, steps, then: next, ...(next === 'retry' && { rounds }) }];
  };
  const build = (one: Shape, mayPivot: boolean): StepDefinition => {
    count += 1;
    const name = `S${count}`;
    const isPivot = count === pivot && mayPivot;
    switch (one.kind) {
      case 'do':
        return {
          kind: 'do',
          name,
          call: callOf(name, one.readOnly, one),
          pivot: isPivot,
          optional: one.optional && !isPivot,
          ...(one.undo && { undo: { call: callOf(`Undo${name}`, false, plain) } }),
          ...(one.check && { check: callOf(`Check${name}`, true, plain) }),
          onFailure: [...handler(`${name}Failed`, one.failed, mayPivot), ...handler('timeout', one.timeout, mayPivot)],
        };
      case 'await':
        return {
          kind: 'await',
          name,
          events: [`${name}Done`],
          failure: [`${name}Failed`],
          timeoutMs: 10,
          early: 'keep',
          pivot: isPivot,
          optional: one.optional && !isPivot,
          onFailure: [...handler(`${name}Failed`, one.failed, mayPivot), ...handler('timeout', one.timeout, mayPivot)],
        };
      case 'wait':
        return { kind: 'wait', name, for: { kind: 'duration', ms: 5 } };
      case 'parallel': {
        const branches = one.branches.map((branch) => branch.map((inner) => build(inner, mayPivot)));
        return { kind: 'parallel', name, branches };
      }
      case 'forEach': {
        const items = { kind: 'const', value: one.rounds } as const;
        const steps = one.steps.map((inner) => build(inner, false));
        return { kind: 'forEach', name, items, parallel: one.together, steps };
      }
    }
  };
  const base = { format: 1, saga: 'Run', version: '1.0.0', service: 'own', correlation: 'id', repeat: false } as const;
  const rest = { complete: [], abort: [], ids: [], hears: [], cancelOn: [], messages: {} };
  const steps = shapes.map((one) => build(one, true));
  return { ...base, start: { message: 'Started', kind: 'event' }, steps, ...rest };
}

/** What the engine itself does on a path. */
function play(definition: SagaDefinition, path: FailurePath): { ends: string; undone: readonly string[] } {
  const plan = planSaga(definition);
  const first = decide(plan, undefined, { type: 'start', now: 0, data: { id: 'x' }, run: 1 });
  let { state } = first;
  const journal = [...first.entries];
  const inputs = first.entries.flatMap((entry) => inputAfter(path, entry));
  while (!isEnded(state)) {
    const input = inputs.shift() ?? tickOf(state);
    if (input === undefined) break;
    const next = decide(plan, state, input);
    state = next.state;
    journal.push(...next.entries);
    inputs.push(...next.entries.flatMap((entry) => inputAfter(path, entry)));
  }
  const undone = journal.flatMap((entry) =>
    entry.type === 'command-sent' && entry.direction === 'undo' && entry.attempt === 1 ? [nameOfPath(entry.step)] : [],
  );
  return { ends: state.status, undone };
}

/** The answer to a command, or the awaited event; none where its absence is the failure. */
function inputAfter(path: FailurePath, entry: JournalEntry): readonly SagaInput[] {
  const now = entry.at;
  if (entry.type === 'await-started') {
    const name = nameOfPath(entry.step);
    const event = name === path.step ? path.by : `${name}Done`;
    return event === 'timeout' ? [] : [{ type: 'event', now, event, data: {} }];
  }
  if (entry.type !== 'command-sent') return [];
  const { key, attempt, command } = entry;
  const event = command === path.step ? path.by : `${command}Done`;
  if (event !== 'timeout') return [{ type: 'reply', now, key, attempt, event, data: {} }];
  return [{ type: 'attempt-lost', now, key, attempt, reason: { kind: 'timeout' } }];
}

function tickOf(state: SagaState): SagaInput | undefined {
  const now = nextTimerOf(state);
  return now === undefined ? undefined : { type: 'tick', now };
}

/** Whether steps were undone in this order. */
function follows(sequence: UndoneSequence, actual: readonly string[]): boolean {
  const rest = actual.reduce<readonly UndoneSequence[]>(
    (open, name) => open.flatMap((candidate) => without(candidate, name)),
    [sequence],
  );
  return rest.some(mayBeEmpty);
}

/** What may be left of a sequence once `name` has been undone. */
function without(sequence: UndoneSequence, name: string): readonly UndoneSequence[] {
  const [first, ...rest] = sequence;
  if (first === undefined) return [];
  const skipped = mayBeEmpty([first]) ? without(rest, name) : [];
  if (typeof first === 'string') return first.replace(/\?$/, '') === name ? [rest, ...skipped] : skipped;
  const taken = first.flatMap((branch, index) =>
    without(branch, name).map((left) => [first.with(index, left), ...rest]),
  );
  return [...taken, ...skipped];
}

function mayBeEmpty(sequence: UndoneSequence): boolean {
  return sequence.every((entry) => (typeof entry === 'string' ? entry.endsWith('?') : entry.every(mayBeEmpty)));
}

describe('failurePaths', () => {
  it('foretells what the engine does, whatever the saga looks like', () => {
    const sagas = fc.tuple(fc.array(shape, { minLength: 1, maxLength: 3 }), fc.nat(8));
    const property = fc.property(sagas, ([shapes, pivot]) => {
      const definition = definitionOf(shapes, pivot);
      for (const path of failurePaths(definition)) {
        const { ends, undone } = play(definition, path);
        expect({ path, ends, undone, asForetold: follows(path.undone, undone) }).toEqual({
          path,
          ends: path.ends,
          undone,
          asForetold: true,
        });
      }
    });
    fc.assert(property, { numRuns: 500 });
  }, 60_000);
});
