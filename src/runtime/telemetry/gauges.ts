import type { BatchObservableCallback, BatchObservableResult, Meter } from '@opentelemetry/api';
import { isFinished } from '../saga/state.js';
import type { InstanceCount, SagaStore } from '../store.js';
import type { OpenTelemetry } from './api.js';
import { atMostEvery } from './at-most-every.js';

export interface GaugeParts {
  readonly api: OpenTelemetry;
  readonly meter: Meter;
  readonly store: Pick<SagaStore, 'count'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The store is asked no more often than this. */
  readonly countEveryMs: number;
}

/** Observes how many instances there are by state, and how old the oldest is. Returns how to stop that. */
export function observeInstances({ api, meter, store, now, countEveryMs }: GaugeParts): () => void {
  const instances = meter.createObservableGauge('sagac.instances', {
    unit: '{saga}',
    description: 'Instances in the store by state',
  });
  const oldest = meter.createObservableGauge('sagac.instances.oldest_age', {
    unit: 's',
    description: 'Time since the start of the oldest unfinished instance',
  });
  const count = atMostEvery(countEveryMs, now, () => store.count());
  const observe: BatchObservableCallback = async (result) => {
    try {
      for (const group of await count()) report(result, group);
    } catch (error) {
      api.diag.error('sagac: the instances cannot be counted', error);
    }
  };
  function report(result: BatchObservableResult, { saga, status, count, oldestStartedAt }: InstanceCount): void {
    const attributes = { 'sagac.saga': saga, 'sagac.status': status };
    result.observe(instances, count, attributes);
    if (!isFinished({ status })) result.observe(oldest, Math.max(0, now() - oldestStartedAt) / 1_000, attributes);
  }
  meter.addBatchObservableCallback(observe, [instances, oldest]);
  return () => meter.removeBatchObservableCallback(observe, [instances, oldest]);
}
