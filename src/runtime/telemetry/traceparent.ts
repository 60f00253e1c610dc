import type { Context, SpanContext } from '@opentelemetry/api';
import { installedApi, type OpenTelemetry } from './api.js';

/** Version 00 has exactly these parts; later versions may have more behind them. */
const PATTERN = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Reads a W3C `traceparent`; undefined where it is absent or malformed, as the standard asks for. */
export function readTraceparent(text: string | undefined): SpanContext | undefined {
  const [, version, traceId = '', spanId = '', flags = '', more] = PATTERN.exec(text ?? '') ?? [];
  if (version === undefined || (version === '00' && more !== undefined)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & SAMPLED, isRemote: true };
}

/** Writes a span's context as a W3C `traceparent`. */
export function writeTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${(traceFlags & SAMPLED).toString(16).padStart(2, '0')}`;
}

const SAMPLED = 1;

/** The context that spans of an instance hang in: under its starter, or the root where that is unknown. */
export function parentContext(api: OpenTelemetry, traceparent: string | undefined): Context {
  const parent = readTraceparent(traceparent);
  return parent === undefined ? api.ROOT_CONTEXT : api.trace.setSpanContext(api.ROOT_CONTEXT, parent);
}

/**
 * The trace context of the caller, for `worker.start(saga, data, { traceparent: currentTraceparent() })`. Undefined
 * outside of a span and where OpenTelemetry is not set up.
 */
export function currentTraceparent(): string | undefined {
  const current = installedApi?.trace.getActiveSpan()?.spanContext();
  if (installedApi === undefined || current === undefined) return undefined;
  return installedApi.isSpanContextValid(current) ? writeTraceparent(current) : undefined;
}

/** Does work as part of a trace: spans that it makes become children of the `traceparent` of a command or saga. */
export function inTraceOf<Result>(traceparent: string | undefined, work: () => Result): Result {
  if (installedApi === undefined || readTraceparent(traceparent) === undefined) return work();
  return installedApi.context.with(parentContext(installedApi, traceparent), work);
}
