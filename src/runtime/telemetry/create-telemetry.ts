import type { Meter, Tracer } from '@opentelemetry/api';
import { type Clock, systemClock } from '../clock.js';
import type { SagaStore } from '../store.js';
import type { WorkerProblem } from '../worker/problems.js';
import type { CommittedTransition } from '../worker/types.js';
import { installedApi, type OpenTelemetry } from './api.js';
import { observeInstances } from './gauges.js';
import { type LogRecord, logRecords, problemRecord } from './log.js';
import { createMetrics } from './metrics.js';
import { createTracing } from './tracing.js';

export interface TelemetryOptions {
  /** The store of the observed worker. */
  readonly store: Pick<SagaStore, 'journal' | 'count' | 'clock'>;
  /** Default: the store's clock, or else the machine's. */
  readonly clock?: Clock;
  /** Default: the one that the registered SDK gives. */
  readonly tracer?: Tracer;
  /** Default: the one that the SDK gives which is registered by now. */
  readonly meter?: Meter;
  /** Takes each thing that happens as a record; `toJsonLines` makes text of it. */
  readonly log?: (record: LogRecord) => void;
  /** How often the store is asked for the counts of its instances at most, in milliseconds. Default 30000; 0 never asks. */
  readonly countEveryMs?: number;
  /** Tells the texts of errors, too, which participants write and which may quote data. Default false. */
  readonly errorTexts?: boolean;
}

/** Observes a worker. Its methods never throw: what goes wrong goes to the diagnostics of OpenTelemetry. */
export interface Telemetry {
  readonly transition: (transition: CommittedTransition) => void;
  readonly problem: (problem: WorkerProblem) => void;
  /** Says whether problems are written somewhere. */
  readonly logs: boolean;
  /** Resolves when all spans of what has happened so far are handed to the SDK. */
  readonly flush: () => Promise<void>;
  /** Flushes and stops to count. Close it before the store and before the SDK is shut down. */
  readonly close: () => Promise<void>;
}

/** Makes spans, metrics and log records of a worker's committed transitions. `withTelemetry` connects them. */
export function createTelemetry(options: TelemetryOptions): Telemetry {
  const { store, log, errorTexts = false } = options;
  const api = installedApi;
  const clock = options.clock ?? store.clock ?? systemClock;
  const now = (): number => clock.now();
  const meters = api && meteringOf(api, options, now);
  const tracing =
    api && createTracing({ api, tracer: options.tracer ?? api.trace.getTracer(SCOPE), store, errorTexts });
  return {
    transition: guarded(api, (transition) => {
      meters?.metrics.transition(transition);
      tracing?.transition(transition);
      if (log) for (const record of logRecords(transition, errorTexts)) log(record);
    }),
    problem: guarded(api, (problem) => {
      meters?.metrics.problem(problem);
      log?.(problemRecord(problem, now()));
    }),
    logs: log !== undefined,
    flush: async () => tracing?.flush(),
    async close() {
      meters?.stop();
      await tracing?.flush();
    },
  };
}

const SCOPE = 'sagac';

function meteringOf(api: OpenTelemetry, options: TelemetryOptions, now: () => number) {
  const { meter = api.metrics.getMeter(SCOPE), store, countEveryMs = 30_000 } = options;
  // Without an SDK not even attributes are made.
  if (meter === api.createNoopMeter()) return undefined;
  const stop = countEveryMs > 0 ? observeInstances({ api, meter, store, now, countEveryMs }) : () => undefined;
  return { metrics: createMetrics(meter), stop };
}

/** A hook that throws would end the worker. */
function guarded<Input>(api: OpenTelemetry | undefined, hook: (input: Input) => void): (input: Input) => void {
  return (input) => {
    try {
      hook(input);
    } catch (error) {
      api?.diag.error('sagac: telemetry failed', error);
    }
  };
}
