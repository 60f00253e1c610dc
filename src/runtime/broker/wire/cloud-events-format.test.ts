import { describe, expect, it } from 'vitest';
import type { BrokerMessage } from '../broker.js';
import { cloudEventsFormat } from './cloud-events-format.js';
import type { PayloadCodec } from './payload-codec.js';
import { plainFormat } from './plain-format.js';
import type { WireFormat, WireMessage } from './wire-format.js';

const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const COMMAND: BrokerMessage = {
  id: 'm1',
  key: 'o1',
  type: 'CapturePayment',
  data: { amount: 5 },
  headers: { 'idempotency-key': 'k1', 'correlation-id': 'o1', traceparent: TRACE },
};

const now = (): number => Date.UTC(2026, 10, 30);

function write(format: WireFormat, message: BrokerMessage): WireMessage {
  return format.encode(message, 'payment.commands') as WireMessage;
}

describe('a command on the wire', () => {
  it('in binary mode: attributes and its own headers side by side, data as the body', () => {
    const { body, headers } = write(cloudEventsFormat({ now }), COMMAND);
    expect(Buffer.from(body).toString()).toBe('{"amount":5}');
    expect(headers).toEqual({
      'ce-specversion': '1.0',
      'ce-id': 'm1',
      'ce-type': 'CapturePayment',
      'ce-source': 'sagac:unnamed',
      'ce-time': '2026-11-30T00:00:00.000Z',
      'ce-partitionkey': 'o1',
      'ce-correlationid': 'o1',
      'ce-traceparent': TRACE,
      'content-type': 'application/json',
      'idempotency-key': 'k1',
      'correlation-id': 'o1',
      traceparent: TRACE,
      'sagac-envelope': 'binary,ce-specversion,ce-source,ce-time,ce-traceparent,ce-correlationid,content-type',
    });
  });

  it('in structured mode: attributes and data in the body, its own headers beside it', () => {
    const { body, headers } = write(cloudEventsFormat({ mode: 'structured', source: '/orders', now }), COMMAND);
    expect(JSON.parse(Buffer.from(body).toString())).toEqual({
      specversion: '1.0',
      id: 'm1',
      type: 'CapturePayment',
      source: '/orders',
      time: '2026-11-30T00:00:00.000Z',
      partitionkey: 'o1',
      correlationid: 'o1',
      traceparent: TRACE,
      data: { amount: 5 },
    });
    expect(headers).toEqual({
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'idempotency-key': 'k1',
      'correlation-id': 'o1',
      traceparent: TRACE,
      'sagac-envelope': 'structured,ce-specversion,ce-source,ce-time,ce-traceparent,ce-correlationid',
    });
  });

  it('in the plain envelope: three more headers', () => {
    const { headers } = write(plainFormat(), COMMAND);
    expect(headers).toEqual({
      id: 'm1',
      type: 'CapturePayment',
      key: 'o1',
      'content-type': 'application/json',
      'idempotency-key': 'k1',
      'correlation-id': 'o1',
      traceparent: TRACE,
      'sagac-envelope': 'plain,content-type',
    });
  });
});

describe('CloudEvents', () => {
  it('take the source of the plain envelope, before that of the format', () => {
    const format = cloudEventsFormat({ source: '/format' });
    expect(write(format, { ...COMMAND, headers: { source: '/order' } }).headers['ce-source']).toBe('/order');
    expect(write(format, { ...COMMAND, headers: { source: '' } }).headers['ce-source']).toBe('/format');
    const both = { ...COMMAND, headers: { 'ce-source': '/own', source: '/order' } };
    expect(write(format, both).headers['ce-source']).toBe('/own');
  });

  it('have only attributes of names that CloudEvents allow in the body', () => {
    const names = ['ce-own', 'ce-with-dash', 'ce-averyveryverylongname', 'ce-data', 'ce-datacontenttype'];
    const message = { ...COMMAND, headers: Object.fromEntries(names.map((name) => [name, 'x'])) };
    const { body, headers } = write(cloudEventsFormat({ mode: 'structured' }), message);
    expect(JSON.parse(Buffer.from(body).toString())).toMatchObject({ own: 'x', data: { amount: 5 } });
    expect(Object.keys(headers)).toEqual(expect.arrayContaining(names.slice(1)));
    expect(headers).not.toHaveProperty('ce-own');
  });
});

describe('a payload codec', () => {
  const FROM = { channel: 'orders', position: '1' };
  /** JSON, turned round: the content type says it. */
  const reversed: PayloadCodec = {
    reads: (contentType) => contentType === 'application/reversed',
    encode: async (data) => ({
      bytes: Buffer.from(JSON.stringify(data)).reverse(),
      contentType: 'application/reversed',
    }),
    decode: async (bytes) => JSON.parse(Buffer.from(bytes).reverse().toString()),
  };
  const formats: [string, WireFormat][] = [
    ['binary', cloudEventsFormat({ payload: reversed })],
    ['structured', cloudEventsFormat({ payload: reversed, mode: 'structured' })],
    ['plain', plainFormat({ payload: reversed })],
  ];

  it.each(formats)('may take its time and have a content type of its own (%s)', async (_name, format) => {
    for (const headers of [{}, { 'content-type': 'application/json' }, { 'content-type': 'application/reversed' }]) {
      const message = { ...COMMAND, headers };
      const wire = await format.encode(message, 'orders');
      expect(`${JSON.stringify(wire.headers)}${Buffer.from(wire.body)}`).toContain('application/reversed');
      expect(await format.decode(wire, FROM)).toEqual(message);
    }
  });

  it.each(formats)('passes through the hands of somebody who does not have it (%s)', async (_name, format) => {
    for (const headers of [{}, { 'content-type': 'application/json' }]) {
      const wire = await format.encode({ ...COMMAND, headers }, 'orders');
      const seen = (await cloudEventsFormat().decode(wire, FROM)) as BrokerMessage;
      expect(seen.data).toBeInstanceOf(Uint8Array);
      const passed = await cloudEventsFormat().encode(seen, 'orders.dead');
      expect(await format.decode(passed, FROM)).toMatchObject({ ...COMMAND, headers: {} });
    }
  });

  it.each(formats)('rejects where it cannot read now (%s)', async (_name, format) => {
    const wire = await format.encode(COMMAND, 'orders');
    const broken = { ...wire, body: Buffer.from(wire.body) };
    const away: PayloadCodec = { ...reversed, decode: () => Promise.reject(new Error('away')) };
    await expect(Promise.resolve(cloudEventsFormat({ payload: away }).decode(broken, FROM))).rejects.toThrow('away');
  });
});
