import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import type { SagaDefinition } from '../../saga/definition.js';
import { type Driver, drive } from '../../testing/drive.js';
import type { CommittedTransition } from '../../worker/types.js';
import type { TelemetryOptions } from '../create-telemetry.js';

/** A saga that is driven by hand while hooks look at its transitions. */
export interface Observed {
  readonly driver: Driver;
  /** Does something with the saga and hands on the transition that comes of it. */
  readonly act: (...acts: readonly ((driver: Driver) => void)[]) => void;
  /** From now on another one looks. */
  readonly observeWith: (hook: Hook) => void;
  readonly store: TelemetryOptions['store'];
}

type Hook = (transition: CommittedTransition) => void;

/** Starts a saga; its start is the first transition that is handed on by `act`. */
export function observed(definition: SagaDefinition, traceparent?: string): Observed {
  const driver = drive(definition);
  let hook: Hook = () => undefined;
  let seen = 0;
  function commit(): void {
    const entries = driver.journal.slice(seen);
    seen = driver.journal.length;
    const state = { ...driver.state(), ...(traceparent !== undefined && { traceparent }) };
    if (entries.length > 0) hook({ instance: state.instance, entries, state });
  }
  return {
    driver,
    act(...acts) {
      commit();
      for (const act of acts) {
        act(driver);
        commit();
      }
    },
    observeWith(next) {
      hook = next;
    },
    store: { journal: async () => driver.journal, count: async () => [] },
  };
}

/** A real SDK that keeps what it is given. */
export function tracingSdk() {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  return { tracer: provider.getTracer('test'), spans: () => exporter.getFinishedSpans() };
}

/** Spans as an indented tree in order of their start: name, times in milliseconds, and `!` with what failed. */
export function outline(spans: readonly ReadableSpan[]): readonly string[] {
  const ids = new Set(spans.map((span) => span.spanContext().spanId));
  const roots = spans.filter(({ parentSpanContext: parent }) => parent === undefined || !ids.has(parent.spanId));
  return roots.flatMap((root) => describe(spans, root, ''));
}

function describe(spans: readonly ReadableSpan[], span: ReadableSpan, indent: string): readonly string[] {
  const { spanId } = span.spanContext();
  const children = spans.filter(({ parentSpanContext }) => parentSpanContext?.spanId === spanId);
  const error = span.status.code === 2 ? ` ! ${span.attributes['error.type']}` : '';
  const line = `${indent}${span.name} ${millis(span.startTime)}-${millis(span.endTime)}${error}`;
  return [line, ...children.flatMap((child) => describe(spans, child, `${indent}  `))];
}

function millis([seconds, nanos]: readonly [number, number]): number {
  return seconds * 1_000 + nanos / 1_000_000;
}
