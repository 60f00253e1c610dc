import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { describe, expect, it } from 'vitest';
import type { SagaDefinition } from '../saga/definition.js';
import { createMemoryStore } from '../stores/memory/index.js';
import { testSaga, testStep } from '../testing/definitions.js';
import type { Driver } from '../testing/drive.js';
import { createVirtualClock } from '../virtual-clock.js';
import { createTelemetry } from './create-telemetry.js';
import { observed } from './testing/observed.js';

describe('the metrics of a worker', () => {
  it('count starts, ends, retries and failures, and time steps', async () => {
    const sdk = metricsSdk();
    observe(sdk, testSaga([testStep('A'), testStep('B')]), [
      (saga) => saga.timeOut('A'),
      (saga) => saga.retry('A'),
      (saga) => saga.succeed('A'),
      (saga) => saga.refuse('B'),
      (saga) => saga.succeed('UndoA'),
    ]);
    const read = await sdk.read();
    expect(read['sagac.saga.started']).toEqual(['Checkout: 1']);
    expect(read['sagac.saga.ended']).toEqual(['Checkout aborted: 1']);
    expect(read['sagac.saga.unwindings']).toEqual(['Checkout failure: 1']);
    expect(read['sagac.step.retries']).toEqual(['Checkout A do: 1']);
    expect(read['sagac.attempt.failures']).toEqual(['Checkout A do timeout: 1', 'Checkout B do BRefused: 1']);
    expect(read['sagac.step.duration']).toEqual([
      'Checkout A do succeeded: 1 in 1.02',
      'Checkout B do failed: 1 in 0.01',
      'Checkout A undo succeeded: 1 in 0.01',
    ]);
    expect(read['sagac.saga.duration']).toEqual(['Checkout aborted: 1 in 1.04']);
  });

  it('count stuck instances, each time', async () => {
    const sdk = metricsSdk();
    observe(sdk, testSaga([testStep('A', { pivot: true }), testStep('B')]), [
      (saga) => saga.succeed('A'),
      (saga) => saga.refuse('B'),
      (saga) => saga.operate({ action: 'retry' }),
      (saga) => saga.refuse('B'),
    ]);
    expect((await sdk.read())['sagac.saga.ended']).toEqual(['Checkout stuck: 2']);
  });

  it('take the rounds of a loop for one step', async () => {
    const sdk = metricsSdk();
    const items = { kind: 'const', value: 2 } as const;
    const loop = testSaga([{ kind: 'forEach', name: 'Each', items, parallel: false, steps: [testStep('A')] }]);
    observe(sdk, loop, [(saga) => saga.answer('Each.1/A', 'ADone'), (saga) => saga.answer('Each.2/A', 'ADone')]);
    expect((await sdk.read())['sagac.step.duration']).toEqual(['Checkout A do succeeded: 2 in 0.02']);
  });

  it('count late and repeated answers, passed deadlines, and problems of the worker', async () => {
    const sdk = metricsSdk();
    const telemetry = observe(sdk, testSaga([testStep('A'), testStep('B')]), [
      (saga) => saga.succeed('A'),
      (saga) => saga.answer('A', 'ADone'),
      (saga) => saga.deadline(),
      (saga) => saga.answer('B', 'BDone'),
    ]);
    telemetry.problem({ kind: 'events-unheard', event: 'OrderConfirmed' });
    const read = await sdk.read();
    expect(read['sagac.reply.ignored']).toEqual(['Checkout duplicate: 1']);
    expect(read['sagac.reply.late_successes']).toEqual(['Checkout B do: 1']);
    expect(read['sagac.saga.deadlines_passed']).toEqual(['Checkout unwind: 1']);
    expect(read['sagac.worker.problems']).toEqual(['events-unheard: 1']);
  });
});

describe('the gauges of a store', () => {
  it('show instances by state and the age of the oldest unfinished', async () => {
    const sdk = metricsSdk();
    const clock = createVirtualClock({ startAt: 61_000 });
    const count = async () =>
      [
        { saga: 'Checkout', status: 'running', count: 3, oldestStartedAt: 1_000 },
        { saga: 'Checkout', status: 'completed', count: 7, oldestStartedAt: 500 },
      ] as const;
    createTelemetry({ store: { ...createMemoryStore(), count }, meter: sdk.meter, clock });
    const read = await sdk.read();
    expect(read['sagac.instances']).toEqual(['Checkout running: 3', 'Checkout completed: 7']);
    expect(read['sagac.instances.oldest_age']).toEqual(['Checkout running: 60']);
  });

  it('ask the store once in their interval, however often they are read, and again after a failure', async () => {
    const sdk = metricsSdk();
    let now = 0;
    let asked = 0;
    const count = async () => {
      asked += 1;
      if (asked === 1) throw new Error('the store is away');
      return [];
    };
    const clock = { ...createVirtualClock(), now: () => now };
    const telemetry = createTelemetry({ store: { ...createMemoryStore(), count }, meter: sdk.meter, clock });
    for (now of [0, 0, 10_000, 29_999, 30_000, 31_000]) await sdk.read();
    expect(asked).toBe(3);
    await telemetry.close();
    now = 90_000;
    await sdk.read();
    expect(asked).toBe(3);
  });
});

type Sdk = ReturnType<typeof metricsSdk>;

/** A real SDK; points are told as attribute values and the value, or the count and sum of a histogram. */
function metricsSdk() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  async function read(): Promise<Readonly<Record<string, readonly string[]>>> {
    exporter.reset();
    await reader.forceFlush();
    const metrics = exporter.getMetrics()[0]?.scopeMetrics[0]?.metrics ?? [];
    return Object.fromEntries(
      metrics.map(({ descriptor, dataPoints }) => [
        descriptor.name,
        dataPoints.map(({ attributes, value }) => `${Object.values(attributes).join(' ')}: ${describeValue(value)}`),
      ]),
    );
  }
  return { meter: provider.getMeter('test'), read };
}

function describeValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { count, sum } = value as { readonly count: number; readonly sum: number };
  return `${count} in ${Number(sum.toFixed(3))}`;
}

function observe({ meter }: Sdk, definition: SagaDefinition, acts: readonly ((driver: Driver) => void)[]) {
  const saga = observed(definition);
  const telemetry = createTelemetry({ store: saga.store, meter });
  saga.observeWith(telemetry.transition);
  saga.act(...acts);
  return telemetry;
}
