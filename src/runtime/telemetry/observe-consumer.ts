import type { Attributes, Meter, Tracer } from '@opentelemetry/api';
import type { ConsumerEvent, ConsumerObserver, ObservedDelivery } from '../consumer/types.js';
import { installedApi, type OpenTelemetry } from './api.js';
import { parentContext, writeTraceparent } from './traceparent.js';

export interface ConsumerTelemetryOptions {
  /** Default: the one that the registered SDK gives. */
  readonly tracer?: Tracer;
  /** Default: the one that the SDK gives which is registered by now. */
  readonly meter?: Meter;
  /** Takes what becomes of each message as well, for logs. Default: none. */
  readonly onEvent?: (event: ConsumerEvent) => void;
  /** Tells the texts of errors in spans, too, which handlers write and which may quote data. Default false. */
  readonly errorTexts?: boolean;
}

/**
 * Watches a consumer: `startConsumer({ observer: observeConsumer(), ... })`. A span for each message and handler, as a child of
 * the message's `traceparent` and around the handler's own spans, and two metrics. Without an SDK of OpenTelemetry, or
 * without its package, nothing is observed and nothing fails.
 */
export function observeConsumer(options: ConsumerTelemetryOptions = {}): ConsumerObserver {
  const { onEvent } = options;
  const api = installedApi;
  if (api === undefined) return onEvent === undefined ? {} : { onEvent };
  const count = createCounter(options.meter ?? api.metrics.getMeter(SCOPE));
  const tracer = options.tracer ?? api.trace.getTracer(SCOPE);
  return {
    onEvent(event) {
      count(event);
      onEvent?.(event);
    },
    around: (delivery, work) => inSpan({ api, tracer, errorTexts: options.errorTexts ?? false }, delivery, work),
  };
}

const SCOPE = 'sagac';
const BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60];

/** Counts by service, handler and channel; never by message. */
function createCounter(meter: Meter): (event: ConsumerEvent) => void {
  const messages = meter.createCounter('sagac.consumer.messages', {
    unit: '{message}',
    description:
      'What became of messages: handled, duplicate, passed, parked, retrying, dead, dropped, unknown, unavailable',
  });
  const duration = meter.createHistogram('sagac.consumer.duration', {
    unit: 's',
    description: 'From the beginning of a handler and its transaction to its commit',
    advice: { explicitBucketBoundaries: BUCKETS },
  });
  return ({ kind, service, channel, handler, tookMs }) => {
    const attributes: Attributes = {
      'sagac.service': service,
      'messaging.destination.name': channel,
      ...(handler !== undefined && { 'sagac.handler': handler }),
    };
    messages.add(1, { ...attributes, 'sagac.outcome': kind });
    if (tookMs !== undefined) duration.record(Math.max(0, tookMs) / 1_000, { ...attributes, 'sagac.outcome': kind });
  };
}

interface SpanParts {
  readonly api: OpenTelemetry;
  readonly tracer: Tracer;
  readonly errorTexts: boolean;
}

async function inSpan<T>(
  { api, tracer, errorTexts }: SpanParts,
  delivery: ObservedDelivery,
  work: (traceparent: string | undefined) => Promise<T>,
): Promise<T> {
  const parent = parentContext(api, delivery.traceparent);
  const attributes = attributesOf(delivery);
  const span = tracer.startSpan(`process ${delivery.channel}`, { kind: api.SpanKind.CONSUMER, attributes }, parent);
  const own = span.spanContext();
  const traceparent = api.isSpanContextValid(own) ? writeTraceparent(own) : delivery.traceparent;
  try {
    const result = await api.context.with(api.trace.setSpan(parent, span), () => work(traceparent));
    if (typeof result === 'string') span.setAttribute('sagac.outcome', result);
    return result;
  } catch (error) {
    const type = error instanceof Error ? error.name : typeof error;
    span.setAttribute('error.type', type);
    const message = errorTexts && error instanceof Error ? error.message : type;
    span.setStatus({ code: api.SpanStatusCode.ERROR, message });
    throw error;
  } finally {
    span.end();
  }
}

function attributesOf({ service, handler, channel, type, messageId, attempt }: ObservedDelivery): Attributes {
  return {
    'messaging.operation.type': 'process',
    'messaging.destination.name': channel,
    'messaging.message.id': messageId,
    'sagac.service': service,
    'sagac.handler': handler,
    'sagac.message': type,
    'sagac.attempt': attempt,
  };
}
