import { describe, expect, it } from 'vitest';
import type { BrokerMessage } from '../broker.js';
import { cloudEventsFormat } from './cloud-events-format.js';
import { plainFormat } from './plain-format.js';
import type { WireMessage } from './wire-format.js';

const FROM = { channel: 'orders', position: '3/1042' };
const EVENT_TYPE = 'application/cloudevents+json';

function read(headers: Record<string, string>, body: unknown, key?: string): BrokerMessage {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const from = { ...FROM, ...(key !== undefined && { key }) };
  return cloudEventsFormat().decode({ headers, body: bytes }, from) as BrokerMessage;
}

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text));
}

function sent(change: Partial<BrokerMessage>): BrokerMessage {
  return { id: '1', key: 'k', type: 'T', data: { a: 1 }, headers: {}, ...change };
}

describe('messages of other systems', () => {
  it('are known by source and id, because the id alone is unique for its source only', () => {
    const headers = { 'ce-specversion': '1.0', 'ce-id': '17', 'ce-type': 'T' };
    expect(read({ ...headers, 'ce-source': '/a' }, {}).id).toBe('/a 17');
    expect(read({ ...headers, 'ce-source': '/b' }, {}).id).toBe('/b 17');
    expect(read(headers, {}).id).toBe('17');
  });

  it('are known by their place where they have no id', () => {
    expect(read({}, {})).toMatchObject({ id: 'orders@3/1042', key: 'orders@3/1042', type: '', headers: {} });
    expect(read({ 'ce-specversion': '1.0', 'ce-source': '/a', 'ce-id': '' }, {}).id).toBe('orders@3/1042');
  });

  it('keep their id when they are given up and replayed', () => {
    const first = read({ 'ce-id': '17', 'ce-source': '/a', 'ce-type': 'T' }, { a: 1 });
    const replayed = cloudEventsFormat().encode(first, 'orders') as WireMessage;
    expect(cloudEventsFormat().decode(replayed, { channel: 'orders', position: '3/2000' })).toEqual(first);
  });

  it('are kept in order by the key of CloudEvents, by that of the broker, or each by itself', () => {
    const headers = { 'ce-id': '17', 'ce-source': '/a' };
    expect(read({ ...headers, 'ce-partitionkey': 'p' }, {}, 'b').key).toBe('p');
    expect(read(headers, {}, 'b').key).toBe('b');
    expect(read(headers, {}).key).toBe('/a 17');
  });

  it('are told from plain ones by what every event has', () => {
    expect(read({ id: '1', type: 'T', key: 'k', source: '/s', own: 'x' }, { a: 1 })).toEqual({
      id: '/s 1',
      key: 'k',
      type: 'T',
      data: { a: 1 },
      headers: { source: '/s', own: 'x' },
    });
    expect(read({ 'ce-type': 'T', type: 'own' }, {})).toMatchObject({ type: 'T', headers: { type: 'own' } });
  });

  it('say their trace and what they belong to by attributes, too', () => {
    const headers = { 'ce-id': '1', 'ce-traceparent': '00-a', 'ce-correlationid': 'c', 'ce-causationid': 'm' };
    expect(read(headers, {}).headers).toMatchObject({
      traceparent: '00-a',
      'correlation-id': 'c',
      'causation-id': 'm',
    });
    expect(read({ ...headers, traceparent: '00-b' }, {}).headers['traceparent']).toBe('00-b');
  });

  it('have names of headers in any case', () => {
    expect(read({ 'CE-Id': '1', 'Ce-Type': 'T', OWN: 'x' }, {})).toMatchObject({
      id: '1',
      type: 'T',
      headers: { own: 'x' },
    });
  });
});

describe('the data of messages of other systems', () => {
  it('are JSON where they are said to be, or nothing is said, and are an object', () => {
    expect(read({ 'content-type': 'Application/JSON; charset=utf-8' }, '{"a":1}').data).toEqual({ a: 1 });
    expect(read({ 'content-type': 'application/problem+json' }, '{"a":1}').data).toEqual({ a: 1 });
    expect(read({}, '{"a":1}').data).toEqual({ a: 1 });
  });

  it.each(['[1]', '"text"', '1', 'null', '{', '\ufeff{}x', ''])('stay bytes where they are no object: %j', (text) => {
    expect(read({ 'content-type': 'application/json' }, bytes(text)).data).toEqual(bytes(text));
  });

  it('stay bytes where they are said to be something else', () => {
    expect(read({ 'ce-id': '1', 'content-type': 'text/xml' }, '{"a":1}').data).toEqual(bytes('{"a":1}'));
  });
});

describe('structured events of other systems', () => {
  const event = { specversion: '1.0', id: '1', source: '/s', type: 'T' };

  it.each([EVENT_TYPE, `${EVENT_TYPE}; charset=UTF-8`, 'Application/CloudEvents+JSON ;x=y'])(
    'are known by %s',
    (type) => {
      expect(read({ 'content-type': type, own: 'x' }, { ...event, data: { a: 1 } })).toEqual({
        id: '/s 1',
        key: '/s 1',
        type: 'T',
        data: { a: 1 },
        headers: { 'ce-specversion': '1.0', 'ce-source': '/s', own: 'x' },
      });
    },
  );

  it.each([
    ['a number', { data: 7 }, '7'],
    ['a list', { data: [1, 'a'] }, '[1,"a"]'],
    ['null', { data: null }, 'null'],
    ['JSON that is a string', { data: 'a' }, '"a"'],
    ['text', { data: '<a/>', datacontenttype: 'text/xml' }, '<a/>'],
    ['nothing', {}, ''],
    ['base64', { data_base64: 'PGEvPg==', datacontenttype: 'text/xml' }, '<a/>'],
  ])('have bytes as their data where there is %s', (_what, members, expected) => {
    expect(read({ 'content-type': EVENT_TYPE }, { ...event, ...members }).data).toEqual(bytes(expected));
  });

  it('have JSON as their data where base64 stands for it', () => {
    const data_base64 = Buffer.from('{"a":1}').toString('base64');
    const members = { datacontenttype: 'application/json', data_base64 };
    expect(read({ 'content-type': EVENT_TYPE }, { ...event, ...members }).data).toEqual({ a: 1 });
  });

  it('may be of another version, have attributes of other types, and lack what they should have', () => {
    const other = { specversion: '0.3', schemaurl: 'https://a', Count: 3, flag: true, none: null, odd: { a: [1] } };
    expect(read({ 'content-type': EVENT_TYPE }, other)).toEqual({
      id: 'orders@3/1042',
      key: 'orders@3/1042',
      type: '',
      data: new Uint8Array(),
      headers: {
        'ce-specversion': '0.3',
        'ce-schemaurl': 'https://a',
        'ce-count': '3',
        'ce-flag': 'true',
        'ce-odd': '{"a":[1]}',
      },
    });
  });

  it.each([
    '',
    '[]',
    '{',
    'null',
    '\u0000',
    `${'['.repeat(200_000)}`,
    `{"data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  ])('are bytes with their headers where they cannot be opened (%#)', (text) => {
    const headers = { 'content-type': EVENT_TYPE, 'ce-id': '9', own: 'x' };
    const message = read(headers, bytes(text));
    expect(message).toMatchObject({ id: '9', headers: { own: 'x' } });
    expect(message.data).toBeInstanceOf(Uint8Array);
  });
});

describe('messages of our own', () => {
  const formats = [cloudEventsFormat(), cloudEventsFormat({ mode: 'structured' }), plainFormat()];
  const readers = formats;

  it('are read by every format, whichever wrote them', () => {
    const message = sent({ headers: { 'ce-source': '/order', source: '/x', traceparent: '00-a', own: 'x' } });
    for (const writer of formats) {
      const wire = writer.encode(message, 'orders') as WireMessage;
      for (const reader of readers) expect(reader.decode(wire, FROM)).toEqual(message);
    }
  });

  it('have their own id, whatever their source', () => {
    const wire = cloudEventsFormat().encode(sent({ headers: { 'ce-source': '/order' } }), 'orders') as WireMessage;
    expect(cloudEventsFormat().decode(wire, FROM)).toMatchObject({ id: '1' });
  });

  it('need no partition key where the broker has the key', () => {
    const { body, headers } = cloudEventsFormat().encode(sent({}), 'orders') as WireMessage;
    const { 'ce-partitionkey': _key, ...rest } = headers;
    expect(cloudEventsFormat().decode({ body, headers: rest }, { ...FROM, key: 'k' })).toEqual(sent({}));
  });

  it('carry bytes with their type, and JSON in them is JSON', () => {
    for (const format of formats) {
      const json = sent({ data: bytes('{"b":2}'), headers: { 'content-type': 'application/json' } });
      const wire = format.encode(json, 'orders') as WireMessage;
      expect(format.decode(wire, FROM)).toEqual({ ...json, data: { b: 2 } });
      const untyped = sent({ data: bytes('{"b":2}') });
      expect(format.decode(format.encode(untyped, 'orders') as WireMessage, FROM)).toEqual(untyped);
    }
  });

  it('let the names that the format has for itself give way', () => {
    const headers = { 'ce-id': 'x', 'ce-type': 'x', 'ce-partitionkey': 'x', 'sagac-envelope': 'x', id: 'x' };
    const wire = cloudEventsFormat().encode(sent({ headers }), 'orders') as WireMessage;
    expect(wire.headers).toMatchObject({ 'ce-id': '1', 'ce-type': 'T', 'ce-partitionkey': 'k' });
    expect(cloudEventsFormat().decode(wire, FROM)).toEqual(sent({ headers: { id: 'x' } }));
  });

  it('are refused where they cannot be written', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    for (const data of [{ big: 1n }, cycle, undefined]) {
      const message = sent({ data: data as never });
      for (const format of formats) {
        expect(() => format.encode(message, 'orders')).toThrow(expect.objectContaining({ name: 'Unprocessable' }));
      }
    }
  });
});
