import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { oversizedEvent as rule } from './oversized-event.js';

const found = (payload: string, channel = 'broker: kafka', types = '') =>
  findingsOf(rule, `${types}channels:\n  c: { ${channel} }\nevents:\n  Sent: { channel: c, payload: ${payload} }\n`);

describe('oversized-event', () => {
  it('adds up texts, bytes and lists, and prints the sum', async () => {
    const types = 'types:\n  Line: { fields: { text: { type: string, maxLength: 100 } } }\n';
    // Line: {} 2 + text 4 + "":, 4 + 402 = 412; list: 300 x (412 + 1) + 2; name lines 5 + 4.
    const payload = '{ id: uuid, lines: { type: "list<Line>", maxLength: 300 }, raw: { type: bytes, maxLength: 9 } }';
    expect(await found(payload, 'maxBytes: 100000', types)).toEqual([
      '"list<Line>": `Sent` may have `lines` 123,911 + `id` 44 + `raw` 21 + the rest 2 = 123,978 bytes, and `c` takes 100,000 bytes (`maxBytes`).',
    ]);
  });

  it('goes by the broker where the channel says nothing', async () => {
    const payload = '{ text: { type: string, maxLength: 300000 } }';
    expect(await found(payload, 'broker: sqs')).toEqual([
      'string: `Sent` may have `text` 1,200,010 + the rest 2 = 1,200,012 bytes, and `c` takes 1,048,576 bytes (the limit of sqs).',
    ]);
    for (const broker of ['kafka', 'nats', 'eventbridge'])
      expect(await found(payload, `broker: ${broker}`)).toHaveLength(1);
    for (const channel of ['broker: rabbitmq', 'broker: memory', 'partitions: 1']) {
      expect(await found(payload, channel)).toEqual([]);
    }
    expect(await found('{ text: { type: string, maxLength: 200000 } }', 'broker: sqs')).toEqual([]);
  });

  it('takes bytes without a bound for a file, also in lists, maps and unions', async () => {
    const types =
      'types:\n  Scan: { fields: { image: bytes } }\n  None: { fields: { why: string } }\n  Any: { oneOf: { a: None, b: Scan }, discriminator: kind }\n';
    expect(await found('{ id: uuid, pages: map<Any> }', 'broker: rabbitmq', types)).toEqual([
      'map<Any>: `pages.image` of `Sent` may have any size, and `c` takes 16,777,216 bytes (the limit of rabbitmq).',
    ]);
  });

  it.each([
    ['{ a: string, b: list<string>, c: map<string>, d: uri }'],
    ['{ a: { type: bytes, maxLength: 700000 } }'],
    ['{ a: { type: string, pattern: "^x*$" } }'],
    ['{}'],
  ])('guesses nothing about %s', async (payload) => {
    expect(await found(payload)).toEqual([]);
  });

  it('ends with types that contain themselves, and skips replies and old majors', async () => {
    const yaml = `types:
  Node: { fields: { children: { type: "list<Node>", maxLength: 1000000 }, left: Node?, name: { type: string, maxLength: 9 } } }
channels:
  c: { broker: kafka }
events:
  A: { channel: c, payload: { root: Node } }
  B: { payload: { file: bytes } }
  B@1: { channel: c, payload: { file: bytes } }
`;
    expect(await findingsOf(rule, yaml)).toEqual([]);
  });

  it('keeps bounds of named types, and those of the field over them', async () => {
    const types = 'types:\n  Text: { type: string, maxLength: 1000 }\n  File: { type: bytes }\n';
    expect(await found('{ a: Text, f: { type: File, maxLength: 10 } }', 'maxBytes: 4100', types)).toEqual([]);
    expect(await found('{ a: Text, f: { type: File, maxLength: 100 } }', 'maxBytes: 4100', types)).toHaveLength(1);
  });
});
