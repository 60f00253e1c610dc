import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { describe, expect, it } from 'vitest';
import { definitionOf, handlerOf, messageOf, setUp } from '../consumer/testing/set-up.js';
import type { ConsumerEvent } from '../consumer/types.js';
import { HEADERS } from '../remote/headers.js';
import { observeConsumer } from './observe-consumer.js';
import { tracingSdk } from './testing/observed.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

class Reader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

async function run(fails: boolean) {
  const { tracer, spans } = tracingSdk();
  const reader = new Reader();
  const meter = new MeterProvider({ readers: [reader] }).getMeter('test');
  const events: ConsumerEvent[] = [];
  const handed: (string | undefined)[] = [];
  const world = await setUp(
    definitionOf([handlerOf({ emits: ['MailSent'] })], { retryDelaysMs: [] }),
    {
      Mail: async (data, { traceparent }) => {
        handed.push(traceparent);
        if (fails) throw new TypeError('a secret');
        return { outcome: 'MailSent', data };
      },
    },
    {
      observer: observeConsumer({ tracer, meter, onEvent: (event) => void events.push(event) }),
      attempts: { count: 1, delayMs: 0 },
    },
  );
  await world.publish(messageOf('m1', { headers: { [HEADERS.traceparent]: `00-${TRACE}-${PARENT}-01` } }));
  await world.until(() => events.length === 1);
  await world.ends();
  const { resourceMetrics } = await reader.collect();
  const metrics = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
  return { spans: spans(), metrics, handed, sent: world.broker.published('mails') };
}

describe('a consumer that is observed', () => {
  it('has a span for each message, in the trace of its sender, and passes it on', async () => {
    const { spans, handed, sent } = await run(false);
    const [span] = spans;
    expect(spans).toHaveLength(1);
    expect(span).toMatchObject({
      name: 'process orders',
      kind: SpanKind.CONSUMER,
      parentSpanContext: { traceId: TRACE, spanId: PARENT },
      attributes: {
        'messaging.message.id': 'm1',
        'messaging.destination.name': 'orders',
        'sagac.handler': 'Mail',
        'sagac.outcome': 'handled',
        'sagac.attempt': 1,
      },
    });
    const own = `00-${TRACE}-${span?.spanContext().spanId}-01`;
    expect(handed).toEqual([own]);
    expect(sent[0]?.headers[HEADERS.traceparent]).toBe(own);
  });

  it('says that a handler has failed, and not what it said', async () => {
    const { spans } = await run(true);
    expect(spans[0]).toMatchObject({
      status: { code: SpanStatusCode.ERROR, message: 'TypeError' },
      attributes: { 'error.type': 'TypeError' },
    });
    expect(JSON.stringify(spans[0]?.attributes)).not.toContain('secret');
  });

  it('is counted by what becomes of its messages', async () => {
    const counted = async (fails: boolean) => {
      const { metrics } = await run(fails);
      return metrics.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints[0]?.attributes['sagac.outcome']]);
    };
    expect(await counted(false)).toEqual([
      ['sagac.consumer.messages', 'handled'],
      ['sagac.consumer.duration', 'handled'],
    ]);
    expect(await counted(true)).toEqual([['sagac.consumer.messages', 'dead']]);
  });

  it('does without an SDK as well as without being watched', async () => {
    const kinds: string[] = [];
    const handed: (string | undefined)[] = [];
    const world = await setUp(
      definitionOf([handlerOf()]),
      { Mail: async (_data, { traceparent }) => void handed.push(traceparent) },
      { observer: observeConsumer({ onEvent: (event) => void kinds.push(event.kind) }) },
    );
    await world.publish(messageOf('m1', { headers: { [HEADERS.traceparent]: 'theirs' } }));
    await world.until(() => kinds.length === 1);
    expect([kinds, handed]).toEqual([['handled'], ['theirs']]);
    await world.ends();
  });
});
