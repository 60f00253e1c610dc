import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BrokerMessage } from '../broker.js';
import { cloudEventsFormat } from './cloud-events-format.js';
import { fromBrokerHeaders, HEADER_SPELLINGS, toBrokerHeaders } from './header-names.js';
import { plainFormat } from './plain-format.js';
import type { WireFormat } from './wire-format.js';

const SEED = Number(process.env['SAGAC_SEED'] ?? 1);
const RUNS = Number(process.env['SAGAC_RUNS'] ?? 200);
const FROM = { channel: 'orders', position: '3/1042' };

/** Each with the names that it has for itself: a header of a sender under one of them gives way. */
const FORMATS: readonly [string, WireFormat, readonly string[]][] = [
  ['CloudEvents in binary mode', cloudEventsFormat(), ['ce-id', 'ce-type', 'ce-partitionkey']],
  [
    'CloudEvents in structured mode',
    cloudEventsFormat({ mode: 'structured' }),
    ['ce-id', 'ce-type', 'ce-partitionkey'],
  ],
  ['the plain envelope', plainFormat(), ['id', 'type', 'key']],
];

/** What JSON can say: no -0, and no half of a surrogate pair. */
const json = fc
  .dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' }))
  .map((data): BrokerMessage['data'] => JSON.parse(JSON.stringify(data)));

const text = fc.string({ unit: 'grapheme' });

const KNOWN_NAMES = [
  ...['ce-source', 'ce-specversion', 'ce-time', 'ce-subject', 'ce-version', 'ce-traceparent', 'ce-correlationid'],
  ...[
    'ce-data',
    'ce-datacontenttype',
    'ce-data_base64',
    'ce-',
    'ce-not-an-attribute',
    'ce-averyveryverylongattributename',
  ],
  ...['source', 'time', 'subject', 'version', 'traceparent', 'tracestate', 'correlation-id', 'causation-id'],
  ...['idempotency-key', 'sagac-attempt', 'reply-to', 'dead-reason', 'retry-stage', 'own', '__proto__', 'constructor'],
];
const headerName = fc.oneof(
  fc.constantFrom(...KNOWN_NAMES),
  fc.string({ unit: 'grapheme', minLength: 1 }).map((name) => name.toLowerCase()),
);
const headerValue = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('1.0', 'sagac:unnamed', '', 'a\nb', ' 50 %41 '),
);
const contentType = fc.constantFrom(
  ...[
    'application/json',
    'Application/JSON; charset=utf-8',
    'application/problem+json',
    'text/plain',
    'application/avro',
    '',
  ],
  ...['application/octet-stream', 'application/cloudevents+json', 'a=b,c'],
);

const message: fc.Arbitrary<BrokerMessage> = fc
  .record({
    id: text,
    key: text,
    type: text,
    data: fc.oneof(json, fc.uint8Array()),
    headers: fc.dictionary(headerName, headerValue, { noNullPrototype: true }),
    contentType: fc.option(contentType, { nil: undefined }),
  })
  .map(({ contentType: type, ...rest }) => ({
    ...rest,
    // Bytes that their sender calls JSON come as what they are.
    ...(type !== undefined && { headers: { ...rest.headers, 'content-type': type } }),
  }));

describe('a message comes as it was sent', () => {
  for (const [name, format, reserved] of FORMATS) {
    const withoutReserved = (sent: BrokerMessage): BrokerMessage => ({
      ...sent,
      headers: Object.fromEntries(Object.entries(sent.headers).filter(([header]) => !reserved.includes(header))),
    });

    it(`as ${name}`, () => {
      fc.assert(
        fc.property(message, (sent) => {
          expect(format.decode(format.encode(sent, 'orders') as never, FROM)).toEqual(withoutReserved(sent));
        }),
        { numRuns: RUNS, seed: SEED },
      );
    });

    for (const [broker, spelling] of Object.entries(HEADER_SPELLINGS)) {
      it(`as ${name}, spelled for ${broker}`, () => {
        fc.assert(
          fc.property(message, (sent) => {
            const { body, headers } = format.encode(sent, 'orders') as never as { body: Uint8Array; headers: object };
            const spelled = toBrokerHeaders({ ...headers }, spelling);
            const carried = fromBrokerHeaders(spelled, spelling);
            expect(carried).toEqual(headers);
            expect(format.decode({ body, headers: carried }, FROM)).toEqual(withoutReserved(sent));
          }),
          { numRuns: RUNS, seed: SEED },
        );
      });
    }

    it(`as ${name}, and again after it was given up and replayed`, () => {
      fc.assert(
        fc.property(message, (sent) => {
          const once = format.decode(format.encode(sent, 'orders') as never, FROM) as BrokerMessage;
          expect(format.decode(format.encode(once, 'orders.dead') as never, FROM)).toEqual(once);
        }),
        { numRuns: RUNS, seed: SEED },
      );
    });
  }
});

describe('whatever is on the wire', () => {
  const anything = fc.record({
    body: fc.oneof(
      fc.uint8Array(),
      fc.json().map((value) => Buffer.from(value)),
      structuredEvent(),
    ),
    headers: fc.dictionary(
      fc.oneof(
        headerName,
        fc.constantFrom('ce-id', 'ce-type', 'ce-partitionkey', 'id', 'sagac-envelope', 'Content-Type'),
      ),
      fc.oneof(
        headerValue,
        contentType,
        fc.constantFrom('application/CloudEvents+json ; charset=utf-8', 'structured,content-type', 'binary,ce-id'),
        fc.constantFrom('plain,content-type=%', 'nonsense', 'structured,content-type=%ff,,'),
      ),
    ),
  });

  for (const [name, format, reserved] of FORMATS) {
    it(`is a message for ${name}, and the same one after a replay`, () => {
      fc.assert(
        fc.property(anything, (wire) => {
          const read = format.decode(wire, FROM) as BrokerMessage;
          expect(read.id).not.toBeUndefined();
          const again = format.decode(format.encode(read, 'orders') as never, FROM) as BrokerMessage;
          const left = Object.entries(read.headers).filter(([header]) => !reserved.includes(header));
          expect(again).toEqual({ ...read, headers: Object.fromEntries(left) });
        }),
        { numRuns: RUNS * 4, seed: SEED },
      );
    });
  }
});

function structuredEvent(): fc.Arbitrary<Uint8Array> {
  const member = fc.oneof(fc.jsonValue(), fc.string(), fc.constantFrom('1.0', '0.3', 'text/xml', 'application/json'));
  const name = fc.constantFrom(
    ...['specversion', 'id', 'type', 'source', 'time', 'partitionkey', 'datacontenttype', 'data', 'data_base64', 'Own'],
  );
  return fc.dictionary(name, member).map((event) => Buffer.from(JSON.stringify(event)));
}
