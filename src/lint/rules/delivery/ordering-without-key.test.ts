import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { orderingWithoutKey } from './ordering-without-key.js';

const channel = (body: string, events = 'E: { channel: c, payload: { id: uuid } }') => `channels: { c: { ${body} } }
events: { ${events} }
`;
const none = '`c` keeps order by key, and `E` on it has no key.';

describe('ordering-without-key', () => {
  it.each([
    ['broker: kafka', 'c'],
    ['broker: kafka, partitions: 3', 'c'],
    ['partitions: 3', 'c'],
    ['broker: rabbitmq, ordering: key', 'key'],
    ['broker: kafka, kind: queue, ordering: key', 'key'],
  ])('finds a channel of { %s }', async (body, place) => {
    expect(await findingsOf(orderingWithoutKey, channel(body))).toEqual([`${place}: ${none}`]);
  });

  it.each([
    '',
    'broker: kafka, ordering: none',
    'broker: kafka, partitions: 1',
    'broker: kafka, partitions: 1, ordering: key',
    'broker: kafka, key: id',
    'broker: kafka, kind: queue',
    'broker: rabbitmq',
    'broker: nats',
    'broker: eventbridge',
    'broker: memory',
  ])('is silent about { %s }', async (body) => {
    expect(await findingsOf(orderingWithoutKey, channel(body))).toEqual([]);
  });

  it('says it once where no message has a key', async () => {
    const yaml = channel('broker: kafka', 'E: { channel: c }, F: { channel: c }, Elsewhere: {}');
    expect(await findingsOf(orderingWithoutKey, yaml)).toEqual([
      'c: `c` keeps order by key, and none of its 2 messages has one.',
    ]);
  });

  it('points at each message without a key where others have one', async () => {
    const yaml = channel(
      'broker: kafka',
      'E: { channel: c, key: id, payload: { id: uuid } }, F: { channel: c }, F@1: { channel: c }, G: { channel: c }',
    );
    const keyless = (name: string) => `${name}: \`${name}\` has no key, while \`c\` keeps order by key.`;
    expect(await findingsOf(orderingWithoutKey, yaml)).toEqual([keyless('F'), keyless('G')]);
  });

  it('gives a message the key of all others only if it always has the field', async () => {
    const pair = (other: string) =>
      channel('broker: kafka', `E: { channel: c, key: id, payload: { id: uuid } }, ${other}`);
    const fixed = async (other: string) => (await fixWith(orderingWithoutKey, pair(other))).text;
    expect(await fixed('F: { channel: c, payload: { id: uuid } }')).toBe(
      pair('F: { channel: c, key: id, payload: { id: uuid } }'),
    );
    const bySku = channel(
      'broker: kafka',
      'E: { channel: c, key: sku, payload: { sku: string } }, F: { channel: c, payload: { sku: string } }',
    );
    expect((await fixWith(orderingWithoutKey, bySku)).text).toBe(bySku);
    for (const other of [
      'F: { channel: c, payload: { id: uuid? } }',
      'F: { channel: c, payload: { other: uuid } }',
      'F: { channel: c, payload: { id: uuid } }, G: { channel: c, key: g, payload: { g: uuid } }',
    ]) {
      expect(await fixed(other)).toBe(pair(other));
    }
  });
});
