import type {
  CallDefinition,
  DoStepDefinition,
  RetryDefinition,
  SagaDefinition,
  StepDefinition,
  UndoDefinition,
} from '../saga/definition.js';

/** Three attempts, a second apart, growing. */
export const testRetry: RetryDefinition = {
  attempts: 3,
  backoff: 'exponential',
  delayMs: 1_000,
  maxDelayMs: 60_000,
  jitter: 'none',
};

/** A command `X` that answers `XDone` or `XRefused`. */
export function testCall(command: string, change: Partial<CallDefinition> = {}): CallDefinition {
  return {
    command,
    service: 'participant',
    input: [{ field: 'orderId', from: { kind: 'path', messages: ['OrderPlaced'], path: ['orderId'] } }],
    success: [`${command}Done`],
    failure: [{ event: `${command}Refused`, retryable: false, effectUnknown: false }],
    timeoutMs: 5_000,
    retry: testRetry,
    readOnly: false,
    ...change,
  };
}

/** The undo of a step by a command. */
export function testUndo(command: string, change: Partial<CallDefinition> = {}): UndoDefinition {
  return { call: testCall(command, change) };
}

/** A step named after its command, undone by `UndoX` unless `change` says otherwise. */
export function testStep(name: string, change: Partial<DoStepDefinition> = {}): DoStepDefinition {
  return {
    kind: 'do',
    name,
    call: testCall(name),
    pivot: false,
    optional: false,
    undo: testUndo(`Undo${name}`),
    onFailure: [],
    ...change,
  };
}

/** A step that nothing undoes. */
export function testFinalStep(name: string, change: Partial<DoStepDefinition> = {}): DoStepDefinition {
  const { undo: _undo, ...step } = testStep(name);
  return { ...step, ...change };
}

/** A saga started by `OrderPlaced`, named by `orderId`, ending in `OrderConfirmed` or `OrderCancelled`. */
export function testSaga(steps: readonly StepDefinition[], change: Partial<SagaDefinition> = {}): SagaDefinition {
  return {
    format: 1,
    saga: 'Checkout',
    version: '1.0.0',
    service: 'order',
    start: { message: 'OrderPlaced', kind: 'event' },
    correlation: 'orderId',
    deadlineMs: 900_000,
    repeat: false,
    steps,
    complete: [{ event: 'OrderConfirmed', input: [] }],
    abort: [{ event: 'OrderCancelled', input: [] }],
    ids: [],
    hears: [],
    cancelOn: [],
    messages: { OrderPlaced: { fields: { orderId: 'string', total: { record: { amount: 'decimal' } } } } },
    ...change,
  };
}

/** The checkout of the language reference: two steps, a group, the point of no return, an optional last step. */
export const checkout: SagaDefinition = testSaga([
  testStep('ReserveStock'),
  testStep('CapturePayment'),
  {
    kind: 'parallel',
    name: 'parallel-1',
    branches: [
      [testStep('ScheduleShipment')],
      [testStep('AddLoyaltyPoints', { when: { cel: 'OrderPlaced.total.amount > 100' } })],
    ],
  },
  testFinalStep('ConfirmOrder', { pivot: true }),
  testFinalStep('SendConfirmation', { optional: true }),
]);
