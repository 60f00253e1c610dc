import type { Attributes, BatchObservableCallback, Meter, Observable } from '@opentelemetry/api';
import { type Clock, systemClock } from '../clock.js';
import { installedApi } from './api.js';
import { atMostEvery } from './at-most-every.js';

export interface WaitingTelemetryOptions {
  /** The service whose messages they are, as the catalog calls it. */
  readonly service: string;
  /** Default: the one that the SDK gives which is registered by now. */
  readonly meter?: Meter;
  readonly clock?: Pick<Clock, 'now'>;
  /** How often the database or the broker is asked at most, in milliseconds. Default 30000; 0 never asks. */
  readonly countEveryMs?: number;
}

export interface Point {
  readonly value: number;
  readonly attributes?: Attributes;
}

/** A gauge, and what it shows of an answer. */
export interface Gauge<Answer> {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly measure: (answer: Answer) => readonly Point[];
}

/** Observes gauges of one service by asking for all of them at once, and no more often than is said. Returns how to stop that. */
export function observeGauges<Answer>(
  options: WaitingTelemetryOptions,
  ask: () => Promise<Answer>,
  gauges: readonly Gauge<Answer>[],
): () => void {
  const { service, clock = systemClock, countEveryMs = 30_000 } = options;
  const api = installedApi;
  const meter = options.meter ?? api?.metrics.getMeter('sagac');
  if (api === undefined || meter === undefined || meter === api.createNoopMeter() || countEveryMs <= 0)
    return () => undefined;
  const made = gauges.map(({ name, unit, description, measure }) => ({
    gauge: meter.createObservableGauge(name, { unit, description }),
    measure,
  }));
  const answer = atMostEvery(countEveryMs, () => clock.now(), ask);
  const callback: BatchObservableCallback = async (result) => {
    try {
      const found = await answer();
      for (const { gauge, measure } of made) {
        for (const { value, attributes } of measure(found))
          result.observe(gauge, value, { 'sagac.service': service, ...attributes });
      }
    } catch (error) {
      api.diag.error(`sagac: what waits in ${service} cannot be counted`, error);
    }
  };
  const observables: Observable[] = made.map(({ gauge }) => gauge);
  meter.addBatchObservableCallback(callback, observables);
  return () => meter.removeBatchObservableCallback(callback, observables);
}
