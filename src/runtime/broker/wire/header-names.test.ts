import { describe, expect, it } from 'vitest';
import { fromBrokerHeaders, HEADER_SPELLINGS, toBrokerHeaders } from './header-names.js';

const { kafka, nats, amqp } = HEADER_SPELLINGS;

describe('headers as a broker spells them', () => {
  it('have the prefix of its binding before attributes, and nothing before others', () => {
    const headers = { 'ce-id': '1', 'ce-not-an-attribute': '2', 'content-type': '3', own: '4' };
    expect(toBrokerHeaders(headers, kafka)).toEqual({ ...headers, ce_id: '1', 'ce-id': undefined });
    expect(toBrokerHeaders(headers, amqp)).toMatchObject({ cloudEvents_id: '1', own: '4' });
    expect(toBrokerHeaders(headers, nats)).toEqual(headers);
  });

  it('are read with every prefix that its senders use', () => {
    expect(fromBrokerHeaders({ CE_ID: '1', ce_type: '2', Own: '3' }, kafka)).toEqual({
      'ce-id': '1',
      'ce-type': '2',
      own: '3',
    });
    expect(fromBrokerHeaders({ 'cloudEvents:id': '1', cloudEvents_type: '2' }, amqp)).toEqual({
      'ce-id': '1',
      'ce-type': '2',
    });
    expect(fromBrokerHeaders({ 'ce_not-an-attribute': '1', ce_: '2' }, kafka)).toEqual({
      'ce_not-an-attribute': '1',
      ce_: '2',
    });
  });

  it('are text, whatever the client makes of them', () => {
    const date = new Date(0);
    const values = {
      a: Buffer.from('ä'),
      b: 7,
      c: true,
      d: null,
      e: date,
      f: ['x', 'y'],
      g: { h: 1 },
      i: 8n,
      j: undefined,
    };
    expect(fromBrokerHeaders(values, kafka)).toEqual({
      a: 'ä',
      b: '7',
      c: 'true',
      e: '1970-01-01T00:00:00.000Z',
      f: 'y',
      g: '{"h":1}',
      i: '8',
    });
  });

  it('may come as pairs, of which the last counts', () => {
    const pairs = new Map<string, unknown>([['own', Buffer.from('1')]]);
    expect(fromBrokerHeaders(pairs, kafka)).toEqual({ own: '1' });
    const twice: [string, unknown][] = [
      ['own', '1'],
      ['own', '2'],
    ];
    expect(fromBrokerHeaders(twice, kafka)).toEqual({ own: '2' });
  });
});

describe('headers of a broker that carries lines of text', () => {
  it('are escaped as the CloudEvents binding says, others only as far as they must', () => {
    const headers = { 'ce-subject': 'a ü "%', own: ' a ü\r\n50%', 'content-type': 'a/b; c=d' };
    const escaped = {
      'ce-subject': 'a%20%C3%BC%20%22%25',
      own: '%20a ü%0D%0A50%25',
      'content-type': 'a/b; c=d',
    };
    expect(toBrokerHeaders(headers, nats)).toEqual(escaped);
    expect(fromBrokerHeaders(escaped, nats)).toEqual(headers);
  });

  it('stay as they are where a sender has escaped nothing', () => {
    expect(fromBrokerHeaders({ own: '50 % of %zz, %ff' }, nats)).toEqual({ own: '50 % of %zz, %ff' });
  });
});
