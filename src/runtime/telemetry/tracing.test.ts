import { describe, expect, it } from 'vitest';
import type { SagaDefinition } from '../saga/definition.js';
import { checkout, testCall, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import type { Driver } from '../testing/drive.js';
import { createTelemetry } from './create-telemetry.js';
import { observed, outline, tracingSdk } from './testing/observed.js';

const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('the spans of an instance', () => {
  it('nest attempts in steps in the instance, with the times of the journal', async () => {
    const { spans } = await trace(testSaga([testStep('A'), testStep('B')]), [
      (saga) => saga.succeed('A'),
      (saga) => saga.succeed('B'),
    ]);
    expect(outline(spans)).toEqual([
      'saga Checkout 1000-1020',
      '  step A 1000-1010',
      '    attempt A 1000-1010',
      '  step B 1010-1020',
      '    attempt B 1010-1020',
    ]);
  });

  it('show each attempt, and its failure on it alone', async () => {
    const { spans } = await trace(testSaga([testStep('A')]), [
      (saga) => saga.timeOut('A'),
      (saga) => saga.retry('A'),
      (saga) => saga.succeed('A'),
    ]);
    expect(outline(spans)).toEqual([
      'saga Checkout 1000-2020',
      '  step A 1000-2020',
      '    attempt A 1000-1010 ! timeout',
      '    attempt A 2010-2020',
    ]);
    expect(spans.find(({ name }) => name === 'step A')?.events.map(({ name }) => name)).toEqual(['retry-scheduled']);
  });

  it('show what failed, and the undos beside the steps', async () => {
    const { spans } = await trace(testSaga([testStep('A'), testStep('B')]), [
      (saga) => saga.succeed('A'),
      (saga) => saga.refuse('B'),
      (saga) => saga.succeed('UndoA'),
    ]);
    expect(outline(spans)).toEqual([
      'saga Checkout 1000-1030',
      '  step A 1000-1010',
      '    attempt A 1000-1010',
      '  step B 1010-1020 ! BRefused',
      '    attempt B 1010-1020 ! BRefused',
      '  undo A 1020-1030',
      '    attempt UndoA 1020-1030',
    ]);
    const root = spans.find(({ name }) => name === 'saga Checkout');
    expect(root?.attributes).toMatchObject({ 'sagac.status': 'aborted', 'sagac.saga.version': '1.0.0' });
    expect(root?.events.map(({ name }) => name)).toEqual(['unwinding-started', 'event-published']);
    expect(root?.events[0]?.attributes).toEqual({ 'sagac.cause': 'BRefused', 'sagac.cause_step': 'B' });
  });

  it('hold checks, loops, rounds in rounds, and handlers where they belong', async () => {
    const { spans } = await trace(nested, [
      ...['Each.1/Inner.1/A', 'Each.1/Inner.2/A'].map((path) => (saga: Driver) => saga.answer(path, 'ADone')),
      (saga) => saga.refuse('B'),
      (saga) => saga.answer('B.1/Repair', 'RepairDone'),
      (saga) => saga.exhaust('C'),
      (saga) => saga.answer('CheckC', 'CDone'),
    ]);
    expect(outline(spans).map((line) => line.replace(/ \d.*?(?= !|$)/, ''))).toEqual([
      'saga Checkout',
      '  loop Each',
      '    loop Inner',
      '      step A',
      '        attempt A',
      '      step A',
      '        attempt A',
      '  step B ! BRefused',
      '    attempt B ! BRefused',
      '    step Repair',
      '      attempt Repair',
      '  step C',
      '    attempt C ! timeout',
      '    check C',
      '      attempt FindC',
    ]);
    const paths = spans.filter(({ name }) => name === 'step A').map(({ attributes }) => attributes['sagac.step']);
    expect(paths).toEqual(['Each.1/Inner.1/A', 'Each.1/Inner.2/A']);
  });

  it('end when it is stuck, and tell the rest when it has been resumed', async () => {
    const { spans } = await trace(testSaga([testStep('A', { pivot: true }), testFinalStep('B')]), [
      (saga) => saga.succeed('A'),
      (saga) => saga.refuse('B'),
      (saga) => saga.operate({ action: 'retry' }),
      (saga) => saga.succeed('B'),
    ]);
    expect(outline(spans)).toEqual([
      'saga Checkout 1000-1020 ! stuck',
      '  step A 1000-1010',
      '    attempt A 1000-1010',
      '  step B 1010-1020 ! BRefused',
      '    attempt B 1010-1020 ! BRefused',
      'saga Checkout 1000-1040',
      '  step B 1030-1040',
      '    attempt B 1030-1040',
    ]);
    const resumed = spans.filter(({ name }) => name === 'saga Checkout')[1];
    expect(resumed?.attributes['sagac.resumed']).toBe(true);
    expect(resumed?.events[0]).toMatchObject({
      name: 'operator-acted',
      attributes: { 'sagac.who': 'ana', 'sagac.action': 'retry', 'sagac.targets': 'B' },
    });
  });

  it('show pauses and what was awaited', async () => {
    const waiting = testSaga([
      { kind: 'wait', name: 'Pause', for: { kind: 'duration', ms: 60_000 } },
      {
        kind: 'await',
        name: 'Paid',
        events: ['PaymentCame'],
        failure: [],
        early: 'keep',
        pivot: false,
        optional: false,
        onFailure: [],
      },
    ]);
    const { spans } = await trace(waiting, [(saga) => saga.tick(), (saga) => saga.hear('PaymentCame')]);
    expect(outline(spans)).toEqual(['saga Checkout 1000-61010', '  wait Pause 1000-61000', '  await Paid 61000-61010']);
  });

  it('mark an attempt that somebody else has in hand', async () => {
    const { spans } = await trace(testSaga([testStep('A')]), [
      (saga) => saga.input({ type: 'dispatched', now: 0, key: 'Checkout.o1/A', attempt: 1, timeoutMs: 5_000 }),
      (saga) => saga.succeed('A'),
    ]);
    const attempt = spans.find(({ name }) => name === 'attempt A');
    expect(attempt?.kind).toBe(2);
    expect(attempt?.events.map(({ name }) => name)).toEqual(['command-dispatched']);
  });

  it('never hold data, errors or reasons, unless error texts are asked for', async () => {
    const acts = [
      (saga: Driver) => saga.answer('A', 'ADone', { card: 'SECRET-1' }),
      (saga: Driver) => lose(saga, 'B'),
      (saga: Driver) => saga.operate({ action: 'cancel' }),
      (saga: Driver) => saga.succeed('UndoB'),
      (saga: Driver) => saga.succeed('UndoA'),
    ];
    const definition = testSaga([testStep('A'), testStep('B')]);
    const told = JSON.stringify(
      (await trace(definition, acts)).spans.map(({ attributes, events }) => [attributes, events]),
    );
    expect(told).not.toMatch(/SECRET|150\.00|a test/);
    const all = await trace(definition, acts, { errorTexts: true });
    expect(JSON.stringify(all.spans.map(({ attributes }) => attributes))).toContain('SECRET-2');
  });
});

describe('the trace of an instance', () => {
  it('is that of its starter, also when another process ends it', async () => {
    const sdk = tracingSdk();
    const saga = observed(checkout, PARENT);
    const [first, second] = [1, 2].map(() => createTelemetry({ store: saga.store, tracer: sdk.tracer }));
    saga.observeWith(first?.transition ?? fail);
    saga.act((driver) => driver.succeed('ReserveStock'));
    saga.observeWith(second?.transition ?? fail);
    saga.act(
      (driver) => driver.refuse('CapturePayment'),
      (driver) => driver.succeed('UndoReserveStock'),
    );
    await second?.flush();
    const spans = sdk.spans();
    expect(outline(spans)).toEqual([
      'saga Checkout 1000-1030',
      '  step ReserveStock 1000-1010',
      '    attempt ReserveStock 1000-1010',
      '  step CapturePayment 1010-1020 ! CapturePaymentRefused',
      '    attempt CapturePayment 1010-1020 ! CapturePaymentRefused',
      '  undo ReserveStock 1020-1030',
      '    attempt UndoReserveStock 1020-1030',
    ]);
    expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([PARENT.slice(3, 35)]));
    expect(spans[0]?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
  });

  it('is not made, nor the journal read, where its starter is not sampled', async () => {
    const sdk = tracingSdk();
    const saga = observed(testSaga([testStep('A')]), PARENT.replace(/1$/, '0'));
    const journal = () => Promise.reject(new Error('not to be read'));
    const telemetry = createTelemetry({ store: { ...saga.store, journal }, tracer: sdk.tracer });
    saga.observeWith(telemetry.transition);
    saga.act((driver) => driver.succeed('A'));
    await telemetry.flush();
    expect(sdk.spans()).toEqual([]);
  });

  it('is read a few at a time where many instances end at once, and cut short where too many do', async () => {
    const sdk = tracingSdk();
    const saga = observed(testSaga([testStep('A')]));
    let reading = 0;
    let most = 0;
    const journal = async () => {
      reading += 1;
      most = Math.max(most, reading);
      await Promise.resolve();
      reading -= 1;
      return saga.driver.journal;
    };
    const telemetry = createTelemetry({ store: { ...saga.store, journal }, tracer: sdk.tracer });
    saga.driver.succeed('A');
    const transition = { instance: 'Checkout.o1', entries: saga.driver.journal, state: saga.driver.state() };
    for (let count = 0; count < 2_100; count += 1) telemetry.transition(transition);
    await telemetry.flush();
    expect(most).toBe(8);
    const names = sdk.spans().map(({ name }) => name);
    expect(names.filter((name) => name === 'saga Checkout')).toHaveLength(2_100);
    expect(names.filter((name) => name === 'step A')).toHaveLength(2_008);
  });

  it('has at least the instance where the journal cannot be read', async () => {
    const sdk = tracingSdk();
    const saga = observed(testSaga([testStep('A')]));
    const journal = () => Promise.reject(new Error('the store is away'));
    const telemetry = createTelemetry({ store: { ...saga.store, journal }, tracer: sdk.tracer });
    saga.observeWith(telemetry.transition);
    saga.act((driver) => driver.succeed('A'));
    await telemetry.flush();
    expect(outline(sdk.spans())).toEqual(['saga Checkout 1000-1010']);
  });
});

const nested = testSaga([
  {
    kind: 'forEach',
    name: 'Each',
    items: { kind: 'const', value: 1 },
    parallel: false,
    steps: [
      {
        kind: 'forEach',
        name: 'Inner',
        items: { kind: 'const', value: 2 },
        parallel: false,
        steps: [testStep('A')],
      },
    ],
  },
  // biome-ignore lint/suspicious/noThenProperty: the word of the language; a text there makes nothing thenable.
  testStep('B', { onFailure: [{ on: 'BRefused', steps: [testFinalStep('Repair')], then: 'continue' }] }),
  testStep('C', {
    call: testCall('C', { retry: { attempts: 1, backoff: 'fixed', delayMs: 0, maxDelayMs: 0, jitter: 'none' } }),
    check: testCall('FindC', { success: ['CDone'], failure: [] }),
  }),
]);

function fail(): never {
  throw new Error('nobody looks');
}

function lose(saga: Driver, step: string): void {
  const reason = { kind: 'error', error: 'card SECRET-2 is unknown' } as const;
  saga.input({ type: 'attempt-lost', now: 0, key: `Checkout.o1/${step}`, attempt: 1, reason });
}

async function trace(
  definition: SagaDefinition,
  acts: readonly ((driver: Driver) => void)[],
  options: { readonly errorTexts?: boolean } = {},
) {
  const sdk = tracingSdk();
  const saga = observed(definition);
  const telemetry = createTelemetry({ store: saga.store, tracer: sdk.tracer, ...options });
  saga.observeWith(telemetry.transition);
  // The journal is read as it was when the transition came, though it grows while it is read.
  saga.act(...acts);
  await telemetry.flush();
  return { spans: sdk.spans() };
}
