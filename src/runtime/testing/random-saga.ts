import fc from 'fast-check';
import type {
  CallDefinition,
  DoStepDefinition,
  FailureHandlerDefinition,
  SagaDefinition,
  StepDefinition,
  UndoDefinition,
} from '../saga/definition.js';
import { testCall, testRetry, testSaga } from './definitions.js';

/** Anything that a step can be, without its name. */
type Shape = DoShape | AwaitShape | WaitShape | LoopShape | { readonly kind: 'parallel'; readonly branches: Shape[][] };

interface DoShape {
  readonly kind: 'do';
  readonly undo: 'always' | 'if-seen' | 'never';
  readonly guard: 'none' | 'false' | 'broken';
  readonly optional: boolean;
  readonly attempts: number;
  readonly retryable: boolean;
  readonly effectUnknown: boolean;
  readonly check: boolean;
  /** Answers with an event that other steps are answered by too. */
  readonly shared: boolean;
  readonly handlers: readonly HandlerShape[];
}

interface HandlerShape {
  readonly on: 'failure' | 'timeout';
  readonly next: FailureHandlerDefinition['then'];
  readonly rounds: number;
  readonly steps: readonly Shape[];
}

interface AwaitShape {
  readonly kind: 'await';
  readonly event: string;
  readonly timed: boolean;
  readonly early: 'keep' | 'drop';
  readonly optional: boolean;
  readonly handlers: readonly HandlerShape[];
}

interface WaitShape {
  readonly kind: 'wait';
  readonly ms: number;
  readonly until: string | undefined;
}

interface LoopShape {
  readonly kind: 'forEach';
  readonly rounds: number;
  readonly parallel: boolean;
  readonly until: string | undefined;
  readonly steps: readonly Shape[];
}

/** Events of the outside that random sagas wait for; `No` is a failure of every await. */
const EVENTS = ['Yes', 'Go'];

function oneIn(count: number): fc.Arbitrary<boolean> {
  return fc.integer({ min: 1, max: count }).map((value) => value === count);
}

const until = fc.option(fc.constantFrom(...EVENTS), { nil: undefined, freq: 2 });
const { shape } = fc.letrec<{ shape: Shape; steps: Shape[]; handlers: HandlerShape[] }>((tie) => ({
  steps: fc.array(tie('shape'), { maxLength: 2, depthIdentifier: 'saga' }),
  handlers: fc.oneof(
    { weight: 3, arbitrary: fc.constant<HandlerShape[]>([]) },
    {
      weight: 2,
      arbitrary: fc.uniqueArray(
        fc.record<HandlerShape>({
          on: fc.constantFrom('failure', 'timeout'),
          next: fc.constantFrom('retry', 'continue', 'skip', 'unwind'),
          rounds: fc.integer({ min: 1, max: 2 }),
          steps: tie('steps'),
        }),
        { selector: ({ on }) => on, minLength: 1, maxLength: 2 },
      ),
    },
  ),
  shape: fc.oneof(
    { depthIdentifier: 'saga', depthSize: 'small', maxDepth: 3 },
    {
      weight: 8,
      arbitrary: fc.record<DoShape>({
        kind: fc.constant('do'),
        undo: fc.constantFrom('always', 'always', 'if-seen', 'never'),
        guard: fc.constantFrom('none', 'none', 'none', 'none', 'none', 'none', 'none', 'false', 'broken'),
        optional: oneIn(5),
        attempts: fc.integer({ min: 1, max: 3 }),
        retryable: oneIn(4),
        effectUnknown: oneIn(4),
        check: oneIn(4),
        shared: oneIn(4),
        handlers: tie('handlers'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record<AwaitShape>({
        kind: fc.constant('await'),
        event: fc.constantFrom(...EVENTS),
        timed: fc.boolean(),
        early: fc.constantFrom('keep', 'drop'),
        optional: oneIn(4),
        handlers: tie('handlers'),
      }),
    },
    { weight: 1, arbitrary: fc.record<WaitShape>({ kind: fc.constant('wait'), ms: fc.nat({ max: 9_000 }), until }) },
    {
      weight: 2,
      arbitrary: fc.record<LoopShape>({
        kind: fc.constant('forEach'),
        rounds: fc.nat({ max: 3 }),
        parallel: fc.boolean(),
        until,
        steps: tie('steps'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('parallel' as const),
        branches: fc.array(tie('steps'), { minLength: 2, maxLength: 3 }),
      }),
    },
  ),
}));

/** Sagas of every construct, small enough to go through quickly. */
export const randomSaga: fc.Arbitrary<SagaDefinition> = fc
  .record({
    shapes: fc.array(shape, { minLength: 1, maxLength: 4 }),
    pivot: fc.integer({ min: -2, max: 3 }),
    cancels: oneIn(2),
    deadline: oneIn(2),
  })
  .map(({ shapes, pivot, cancels, deadline }) => {
    const steps = shapes.map((each, index) => buildStep(each, `S${index}`, index === pivot));
    const { deadlineMs: _deadline, ...saga } = testSaga(steps, { hears: ['Heard'], cancelOn: cancels ? ['Off'] : [] });
    return deadline ? { ...saga, deadlineMs: 20_000 } : saga;
  });

function buildStep(from: Shape, name: string, pivot: boolean): StepDefinition {
  switch (from.kind) {
    case 'do':
      return buildDo(from, name, pivot);
    case 'await': {
      const { kind, early, optional } = from;
      const onFailure = from.handlers.map((handler) => buildHandler(handler, name, 'No'));
      const timeout = from.timed ? { timeoutMs: 4_000 } : {};
      return { kind, name, events: [from.event], failure: ['No'], early, pivot, optional, onFailure, ...timeout };
    }
    case 'wait':
      return { kind: 'wait', name, for: { kind: 'duration', ms: from.ms }, ...(from.until && { until: from.until }) };
    case 'forEach': {
      const { kind, parallel } = from;
      const items = { kind: 'const' as const, value: from.rounds };
      const steps = buildSteps(from.steps, `${name}r`);
      return { kind, name, items, parallel, steps, ...(from.until && { until: from.until }) };
    }
    case 'parallel':
      return { kind: 'parallel', name, branches: from.branches.map((each, at) => buildSteps(each, `${name}b${at}`)) };
  }
}

function buildSteps(shapes: readonly Shape[], prefix: string): readonly StepDefinition[] {
  return shapes.map((each, index) => buildStep(each, `${prefix}s${index}`, false));
}

function buildDo(from: DoShape, name: string, pivot: boolean): DoStepDefinition {
  const { retryable, effectUnknown, attempts, optional } = from;
  const success = [from.shared ? 'SharedDone' : `${name}Done`];
  const failure = [{ event: `${name}Refused`, retryable, effectUnknown }];
  const retry = { ...testRetry, attempts };
  // What may have happened for ever cannot be tried again.
  const isFinal = pivot && from.undo === 'never';
  const handlers = from.handlers.filter(({ on }) => !isFinal || (on === 'failure' && !effectUnknown));
  return {
    kind: 'do',
    name,
    call: testCall(name, { success, failure, retry }),
    pivot,
    optional,
    onFailure: handlers.map((handler) => buildHandler(handler, name, `${name}Refused`)),
    ...(from.guard !== 'none' && { when: { cel: from.guard === 'false' ? 'false' : 'Never.came > 1' } }),
    ...(from.check && { check: buildCheck(name) }),
    ...(from.undo !== 'never' && { undo: buildUndo(from, name, success) }),
  };
}

function buildUndo(from: DoShape, name: string, success: readonly string[]): UndoDefinition {
  const events = from.check ? [...success, `Check${name}Found`] : success;
  const input = [{ field: 'of', from: { kind: 'path' as const, messages: events, path: ['key'] } }];
  const seen = events.map((event) => `has(seen.${event})`).join(' || ');
  const call = testCall(`Undo${name}`, { input, retry: { ...testRetry, attempts: 2 } });
  return { call, ...(from.undo === 'if-seen' && { when: { cel: seen } }) };
}

function buildCheck(name: string): CallDefinition {
  return testCall(`Check${name}`, {
    success: [`Check${name}Found`],
    failure: [{ event: `Check${name}Missing`, retryable: false, effectUnknown: false }],
    retry: { ...testRetry, attempts: 2 },
    readOnly: true,
  });
}

function buildHandler(from: HandlerShape, name: string, failure: string): FailureHandlerDefinition {
  const on = from.on === 'failure' ? failure : 'timeout';
  const steps = buildSteps(from.steps, `${name}${from.on === 'failure' ? 'f' : 't'}`);
  // biome-ignore lint/suspicious/noThenProperty: the word of the language; a text there makes nothing thenable.
  return { on, steps, then: from.next, rounds: from.rounds };
}
