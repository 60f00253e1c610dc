import type {
  CallDefinition,
  FailureHandlerDefinition,
  SagaDefinition,
  StepDefinition,
} from '../../../runtime/saga/definition.js';

/** A step as it is written in a catalog, open to edits. */
export interface StepSpec {
  name: string;
  do?: string;
  renamedFrom?: string;
  undo?: string;
  noUndo?: string;
  check?: string;
  pivot?: boolean;
  optional?: boolean;
  when?: string;
  parallel?: StepSpec[][] | boolean;
  await?: string[];
  failure?: string[];
  timeout?: string;
  early?: 'keep' | 'drop';
  wait?: string;
  until?: string;
  forEach?: number;
  steps?: StepSpec[];
  onFailure?: Record<string, { steps: StepSpec[]; then: string; rounds?: number }>;
}

export interface CommandSpec {
  handler: string;
  effect?: 'none';
  success: string[];
  failure: string[];
  timeout: string;
  retry: { attempts: number; backoff: string; delay: string; jitter: string };
}

export interface EventSpec {
  payload: Record<string, string>;
  retryable?: boolean;
  effect?: 'unknown';
}

export interface SagaSpec {
  version: string;
  service: string;
  start: string;
  correlation: string;
  deadline?: string;
  repeat?: boolean;
  hears: string[];
  cancelOn: string[];
  complete: string[];
  abort: string[];
  steps: StepSpec[];
}

/** A catalog with one saga, as plain data that an edit may change and that is YAML when it is printed as JSON. */
export interface CatalogSpec {
  services: Record<string, object>;
  events: Record<string, EventSpec>;
  commands: Record<string, CommandSpec>;
  sagas: Record<string, SagaSpec>;
}

/** The catalog of a random saga: without guards and inputs, which are no matter here. */
export function specOf(definition: SagaDefinition): CatalogSpec {
  const spec: CatalogSpec = {
    services: { order: {}, shop: {}, participant: {} },
    events: {
      OrderPlaced: { payload: { orderId: 'string', basketId: 'string' } },
      OrderConfirmed: { payload: {} },
      OrderCancelled: { payload: {} },
    },
    commands: {},
    sagas: {},
  };
  for (const event of ['Yes', 'Go', 'No', 'Maybe', 'Off', 'Heard', 'OrderAsked']) {
    spec.events[event] = { payload: { orderId: 'string', basketId: 'string' } };
  }
  const { deadlineMs, hears, cancelOn } = definition;
  spec.sagas['Checkout'] = {
    version: '1.0.0',
    service: 'order',
    start: 'OrderPlaced',
    correlation: 'orderId',
    ...(deadlineMs !== undefined && { deadline: '1h' }),
    hears: [...hears],
    cancelOn: [...cancelOn],
    complete: ['OrderConfirmed'],
    abort: ['OrderCancelled'],
    steps: definition.steps.flatMap((step) => stepOf(spec, step)),
  };
  return spec;
}

function stepOf(spec: CatalogSpec, step: StepDefinition): StepSpec[] {
  const { name } = step;
  switch (step.kind) {
    case 'do': {
      const flags = { ...(step.pivot && { pivot: true }), ...(step.optional && { optional: true }) };
      const undo = step.undo && addCommand(spec, step.undo.call);
      const check = step.check && addCommand(spec, step.check);
      const called = {
        name,
        do: addCommand(spec, step.call),
        ...flags,
        ...(undo && { undo }),
        ...(check && { check }),
      };
      return [{ ...called, ...handlersOf(spec, step.onFailure) }];
    }
    case 'undo':
      return [{ name, undo: addCommand(spec, step.undo.call) }];
    case 'parallel':
      return [{ name, parallel: step.branches.map((branch) => branch.flatMap((inner) => stepOf(spec, inner))) }];
    case 'await': {
      const flags = { ...(step.pivot && { pivot: true }), ...(step.optional && { optional: true }) };
      const time = step.timeoutMs === undefined ? {} : { timeout: `${step.timeoutMs}ms` };
      const lists = { await: [...step.events], failure: [...step.failure], early: step.early };
      return [{ name, ...lists, ...time, ...flags, ...handlersOf(spec, step.onFailure) }];
    }
    case 'wait':
      return [
        {
          name,
          wait: step.for.kind === 'duration' ? `${step.for.ms + 1}ms` : '1s',
          ...(step.until && { until: step.until }),
        },
      ];
    case 'forEach': {
      const rounds = step.items.kind === 'const' ? Number(step.items.value) : 1;
      const loop = { forEach: rounds, parallel: step.parallel, ...(step.until && { until: step.until }) };
      return [{ name, ...loop, steps: step.steps.flatMap((inner) => stepOf(spec, inner)) }];
    }
  }
}

function handlersOf(spec: CatalogSpec, handlers: readonly FailureHandlerDefinition[]): Pick<StepSpec, 'onFailure'> {
  if (handlers.length === 0) return {};
  const entries = handlers.map(({ on, steps, then: next, rounds }) => {
    const inner = steps.flatMap((step) => stepOf(spec, step));
    const tries = next === 'retry' && rounds !== undefined ? { rounds } : {};
    // biome-ignore lint/suspicious/noThenProperty: the word of the language; a text there makes nothing thenable.
    return [on, { steps: inner, then: next, ...tries }] as const;
  });
  return { onFailure: Object.fromEntries(entries) };
}

function addCommand({ commands, events }: CatalogSpec, call: CallDefinition): string {
  for (const event of call.success) events[event] = { payload: {} };
  for (const { event, retryable, effectUnknown } of call.failure) {
    events[event] = { payload: {}, ...(retryable && { retryable }), ...(effectUnknown && { effect: 'unknown' }) };
  }
  commands[call.command] = {
    handler: call.service,
    ...(call.readOnly && { effect: 'none' }),
    success: [...call.success],
    failure: call.failure.map(({ event }) => event),
    timeout: '5s',
    retry: { attempts: Number(call.retry.attempts), backoff: 'fixed', delay: '1s', jitter: 'none' },
  };
  return call.command;
}

/** Every list of steps in a saga, the saga's own first. */
export function listsOf(steps: StepSpec[]): StepSpec[][] {
  const inner = steps.flatMap((step) => [
    ...(Array.isArray(step.parallel) ? step.parallel : []),
    ...(step.steps ? [step.steps] : []),
    ...Object.values(step.onFailure ?? {}).map((handler) => handler.steps),
  ]);
  return [steps, ...inner.flatMap(listsOf)];
}

/** Every step of a saga. */
export function stepsOf(steps: StepSpec[]): StepSpec[] {
  return listsOf(steps).flat();
}
