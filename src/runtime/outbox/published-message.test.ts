import { describe, expect, it } from 'vitest';
import { createMemoryBroker } from '../broker/memory-broker.js';
import { serveCommands } from '../remote/serve-commands.js';
import { messageOf, rowOf } from './outbox-message.js';
import { InvalidMessage, type PublishedSpec, publishedMessage } from './published-message.js';

const SPEC: PublishedSpec = {
  message: 'OrderPlaced',
  type: 'order.placed',
  version: '1.2.0',
  channel: 'orders',
  source: '/order',
  envelope: 'cloudevents',
  key: 'orderId',
  shape: { fields: { orderId: 'string', total: 'int', at: 'timestamp' }, optional: ['at'] },
};
const DATA = { orderId: 'o1', total: 5 };
const NOW = { now: () => 0 };

describe('a published message', () => {
  it('has its envelope filled, as CloudEvents or plainly', () => {
    expect(publishedMessage(SPEC, DATA, { id: 'm1' }, NOW)).toEqual({
      id: 'm1',
      key: 'o1',
      channel: 'orders',
      type: 'order.placed',
      data: DATA,
      headers: {
        'ce-specversion': '1.0',
        'ce-source': '/order',
        'ce-time': '1970-01-01T00:00:00.000Z',
        'ce-subject': 'o1',
        'ce-version': '1.2.0',
        'content-type': 'application/json',
      },
    });
    expect(publishedMessage({ ...SPEC, envelope: 'plain' }, DATA, {}, NOW).headers).toEqual({
      source: '/order',
      time: '1970-01-01T00:00:00.000Z',
      subject: 'o1',
      version: '1.2.0',
      'content-type': 'application/json',
    });
  });

  it('takes what the caller says, and the trace of the publisher', () => {
    const options = { key: 'k', subject: 's', time: 't', correlationId: 'c', causationId: 'z', headers: { own: '1' } };
    const { key, headers } = publishedMessage(SPEC, DATA, options, { traceparent: () => '00-a' });
    expect(key).toBe('k');
    expect(headers).toMatchObject({ 'ce-subject': 's', 'ce-time': 't', own: '1', traceparent: '00-a' });
    expect(headers).toMatchObject({ 'correlation-id': 'c', 'causation-id': 'z' });
    const quiet = publishedMessage(SPEC, DATA, { traceparent: '00-b' }, { traceparent: () => undefined });
    expect(quiet.headers?.['traceparent']).toBe('00-b');
    expect(publishedMessage(SPEC, DATA, {}, { traceparent: () => undefined }).headers).not.toHaveProperty(
      'traceparent',
    );
  });

  it('has its id as its key where the catalog names none', () => {
    const { key: _key, ...keyless } = SPEC;
    const message = publishedMessage(keyless, DATA);
    expect(message).not.toHaveProperty('key');
    expect(rowOf(message).key).toBe(message.id);
    expect(message.headers).not.toHaveProperty('ce-subject');
  });

  it('goes out as JSON, and is refused where it does not fit', () => {
    expect(publishedMessage(SPEC, { ...DATA, at: new Date(0), gone: undefined }).data).toEqual({
      ...DATA,
      at: '1970-01-01T00:00:00.000Z',
    });
    const refusal = (data: object, validate?: () => readonly string[]) => {
      try {
        publishedMessage(SPEC, data, {}, validate === undefined ? {} : { validate });
        return [];
      } catch (error) {
        return error instanceof InvalidMessage ? error.problems : [error];
      }
    };
    expect(refusal({ total: 5 })).toEqual(['`orderId` is missing']);
    expect(refusal({ ...DATA, total: 'five' })).toEqual(['`total` is no int']);
    expect(refusal([])).toEqual(['it is no object']);
    expect(refusal({ ...DATA, total: 5n })).toEqual([expect.stringContaining('BigInt')]);
    expect(refusal(DATA, () => ['`total` is too small'])).toEqual(['`total` is too small']);
  });

  it('is a command that a service of sagac carries out and answers', async () => {
    const broker = createMemoryBroker();
    const handlers = { CapturePayment: async () => ({ outcome: 'PaymentCaptured', data: { orderId: 'o1' } }) };
    await serveCommands({ broker, channel: 'payment.commands', group: 'payment', handlers });
    const answers: string[] = [];
    const answered = new Promise<void>((resolve) => {
      void broker.subscribe('order.replies', 'order', async ({ type, headers }) => {
        answers.push(type, headers['idempotency-key'] ?? '', headers['correlation-id'] ?? '');
        resolve();
      });
    });
    const command = { replyTo: 'order.replies', success: ['PaymentCaptured'] };
    const spec = { ...SPEC, message: 'CapturePayment', type: 'CapturePayment', channel: 'payment.commands', command };
    const message = publishedMessage(spec, DATA, { id: 'c1', correlationId: 'o1' });
    await broker.publish(message.channel, messageOf(rowOf(message)));
    await answered;
    expect(answers).toEqual(['PaymentCaptured', 'c1', 'o1']);
    await broker.close();
  });
});
