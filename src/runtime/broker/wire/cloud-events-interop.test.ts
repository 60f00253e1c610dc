import { CloudEvent, type CloudEventV1, HTTP, Kafka, type Message } from 'cloudevents';
import { describe, expect, it } from 'vitest';
import type { BrokerMessage } from '../broker.js';
import { cloudEventsFormat } from './cloud-events-format.js';
import { fromBrokerHeaders, HEADER_SPELLINGS, toBrokerHeaders } from './header-names.js';
import type { WireMessage } from './wire-format.js';

/** The package `cloudevents` is the reader of what we write here, and the writer of what we read. */
const MODES = ['binary', 'structured'] as const;
const FROM = { channel: 'orders', position: '3/1042' };
const TIME = '2026-11-30T08:15:30.123Z';
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const HTTP_SPELLING = { prefix: 'ce-' };

const SENT: BrokerMessage = {
  id: 'm-1',
  key: 'o1',
  type: 'OrderPlaced',
  data: { orderId: 'o1', note: 'Größe 🎁', amount: { value: '12.50', lines: [1, null, true] } },
  headers: {
    'ce-specversion': '1.0',
    'ce-source': '/order',
    'ce-time': TIME,
    'ce-subject': 'o1/ä',
    'ce-version': '1.2.0',
    'content-type': 'application/json',
    'correlation-id': 'o1',
    traceparent: TRACE,
  },
};
const AS_EVENT = {
  specversion: '1.0',
  id: 'm-1',
  source: '/order',
  type: 'OrderPlaced',
  time: TIME,
  subject: 'o1/ä',
  version: '1.2.0',
  partitionkey: 'o1',
  correlationid: 'o1',
  traceparent: TRACE,
  data: SENT.data,
};

const EVENT = new CloudEvent({
  id: '17',
  source: '/billing?region=eu',
  type: 'com.example.InvoicePaid',
  time: TIME,
  subject: 'inv/7 ü',
  partitionkey: 'inv-7',
  dataschema: 'https://example.com/invoice.json',
  datacontenttype: 'application/json',
  tenant: 'acme',
  attempt: 3,
  traceparent: TRACE,
  data: { invoice: 7, text: 'Straße 🎁' },
});

function write(message: BrokerMessage, mode: (typeof MODES)[number]): WireMessage {
  return cloudEventsFormat({ mode }).encode(message, 'orders') as WireMessage;
}

function read(headers: object, body: unknown, spelling: { readonly prefix: string }, key?: string): BrokerMessage {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const wire = { body: bytes, headers: fromBrokerHeaders({ ...headers }, spelling) };
  return cloudEventsFormat().decode(wire, { ...FROM, ...(key !== undefined && { key }) }) as BrokerMessage;
}

/** The event in a message, which the package has as one or several. */
function only(events: CloudEventV1<unknown> | CloudEventV1<unknown>[]): CloudEvent<unknown> {
  const [event] = [events].flat();
  // Strict: throws where something is not as the specification says.
  return new CloudEvent({ ...event } as CloudEventV1<unknown>, true);
}

function readByHttp({ headers, body }: WireMessage): CloudEvent<unknown> {
  return only(HTTP.toEvent({ headers: { ...headers }, body: Buffer.from(body).toString() }));
}

function readByKafka({ headers, body }: WireMessage, key: string): CloudEvent<unknown> {
  const value = Buffer.from(body);
  const message = { headers: toBrokerHeaders(headers, HEADER_SPELLINGS.kafka), value, key, body: value };
  return only(Kafka.toEvent(message as unknown as Message));
}

describe.each(MODES)('the package cloudevents in %s mode', (mode) => {
  it('reads what we write over HTTP', () => {
    expect(readByHttp(write(SENT, mode))).toMatchObject(AS_EVENT);
  });

  it('reads what we write over Kafka', () => {
    expect(readByKafka(write(SENT, mode), SENT.key)).toMatchObject(AS_EVENT);
  });

  it('finds a whole event in a message without any headers', () => {
    const bare = write({ ...SENT, headers: {} }, mode);
    const expected = { id: 'm-1', type: 'OrderPlaced', source: 'sagac:unnamed', specversion: '1.0', data: SENT.data };
    expect(readByHttp(bare)).toMatchObject(expected);
    expect(readByKafka(bare, SENT.key)).toMatchObject(expected);
  });

  it('reads the bytes that we write', () => {
    const bytes = new Uint8Array([0, 1, 250, 255]);
    const wire = write({ ...SENT, data: bytes, headers: { 'ce-source': '/order' } }, mode);
    const event = readByKafka(wire, SENT.key);
    expect(event.datacontenttype).toBe('application/octet-stream');
    expect(Buffer.from(event.data as Uint8Array)).toEqual(Buffer.from(bytes));
  });

  it('writes over HTTP what we read', () => {
    const { headers, body } = HTTP[mode](EVENT);
    expect(read(headers, body, HTTP_SPELLING)).toEqual(expectedOf(EVENT));
  });

  it('writes over Kafka what we read', () => {
    const { headers, value, key } = Kafka[mode](EVENT) as unknown as { headers: object; value: unknown; key: string };
    expect(read(headers, value, HEADER_SPELLINGS.kafka, key)).toEqual(expectedOf(EVENT));
  });

  it('writes bytes that we read', () => {
    const bytes = new Uint8Array([0, 1, 250, 255]);
    const event = EVENT.cloneWith({ data: bytes, datacontenttype: 'image/png' });
    const { headers, value } = Kafka[mode](event) as unknown as { headers: object; value: unknown };
    const message = read(headers, value, HEADER_SPELLINGS.kafka);
    expect(message.data).toEqual(bytes);
    expect(message.headers['content-type']).toBe('image/png');
  });

  it('writes text that we read as bytes', () => {
    const event = EVENT.cloneWith({ data: '<ä/>', datacontenttype: 'text/xml' });
    const { headers, body } = HTTP[mode](event);
    expect(read(headers, body, HTTP_SPELLING).data).toEqual(new Uint8Array(Buffer.from('<ä/>')));
  });
});

/** A source and an id together say which event it is. */
function expectedOf(event: typeof EVENT): BrokerMessage {
  return {
    id: '/billing?region=eu 17',
    key: 'inv-7',
    type: 'com.example.InvoicePaid',
    data: event.data ?? {},
    headers: {
      'ce-specversion': '1.0',
      'ce-source': '/billing?region=eu',
      'ce-time': TIME,
      'ce-subject': 'inv/7 ü',
      'ce-dataschema': 'https://example.com/invoice.json',
      'ce-tenant': 'acme',
      'ce-attempt': '3',
      'ce-traceparent': TRACE,
      traceparent: TRACE,
      'content-type': 'application/json',
    },
  };
}
