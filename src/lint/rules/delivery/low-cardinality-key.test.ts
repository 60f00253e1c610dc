import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { lowCardinalityKey } from './low-cardinality-key.js';

const keyed = (name: string, type: string, channel = 'partitions: 12') => `channels: { c: { ${channel} } }
types: { Size: { enum: [s, m, l] }, Country: { type: string, maxLength: 2 }, Place: { fields: { country: string } } }
events: { E: { channel: c, key: ${name}, payload: { ${name}: ${type} } } }
`;
const few = (name: string, values: string, effect: string) =>
  `${name}: The key \`${name}\` of \`E\` has ${values}: ${effect}.`;

describe('low-cardinality-key', () => {
  it.each([
    ['express', 'boolean', '2 values', 'at least 10 of the 12 partitions of `c` stay empty'],
    ['size', 'Size', '3 values', 'at least 9 of the 12 partitions of `c` stay empty'],
    ['only', 'enum(x)', '1 value', 'at least 11 of the 12 partitions of `c` stay empty'],
    ['hour', '{ type: int, min: 0, max: 23 }', '24 values', 'the 12 partitions of `c` are filled unevenly'],
    ['countryCode', 'string', 'few values', 'most of the 12 partitions of `c` stay empty'],
    ['order_type', 'string', 'few values', 'most of the 12 partitions of `c` stay empty'],
    [
      'currency',
      '{ type: string, pattern: "^[A-Z]{3}$" }',
      'few values',
      'most of the 12 partitions of `c` stay empty',
    ],
    ['status', 'int', 'few values', 'most of the 12 partitions of `c` stay empty'],
    ['shippingCountry', 'Country', 'few values', 'most of the 12 partitions of `c` stay empty'],
  ])('finds %s of type %s', async (name, type, values, effect) => {
    expect(await findingsOf(lowCardinalityKey, keyed(name, type))).toEqual([few(name, values, effect)]);
  });

  it.each([
    ['orderId', 'uuid'],
    ['typeId', 'string'],
    ['statusId', 'uuid'],
    ['country', 'uuid'],
    ['customerNumber', 'string'],
    ['countryside', 'string'],
    ['tenant', 'string'],
    ['code', 'string'],
    ['amount', '{ type: int, min: 0 }'],
    ['seat', '{ type: int, min: 1, max: 48 }'],
  ])('accepts %s of type %s', async (name, type) => {
    expect(await findingsOf(lowCardinalityKey, keyed(name, type))).toEqual([]);
  });

  it('goes by the number of partitions', async () => {
    expect(await findingsOf(lowCardinalityKey, keyed('express', 'boolean', 'partitions: 1'))).toEqual([]);
    const hours = '{ type: int, min: 0, max: 23 }';
    expect(await findingsOf(lowCardinalityKey, keyed('hour', hours, 'partitions: 6'))).toEqual([]);
    expect(await findingsOf(lowCardinalityKey, keyed('hour', hours, 'broker: nats'))).toEqual([
      few('hour', '24 values', '`c` cannot be divided among many consumers'),
    ]);
  });

  it('follows a path', async () => {
    const yaml = keyed('x', 'int').replace('key: x, payload: { x: int }', 'key: to.country, payload: { to: Place }');
    expect(await findingsOf(lowCardinalityKey, yaml)).toEqual([
      few('to.country', 'few values', 'most of the 12 partitions of `c` stay empty'),
    ]);
  });

  it('says of a key of the channel once', async () => {
    const yaml = `channels: { c: { key: status } }
events: { E: { channel: c, payload: { status: string } }, F: { channel: c, payload: { status: string } } }
`;
    expect(await findingsOf(lowCardinalityKey, yaml)).toEqual([
      few('status', 'few values', '`c` cannot be divided among many consumers'),
    ]);
  });

  it('is silent about keys that are no fields, go over no channel, or belong to old versions', async () => {
    for (const events of [
      'E: { channel: c, key: status, payload: { id: uuid } }',
      'E: { key: status, payload: { status: string } }',
      'E: { channel: c }, E@1: { channel: c, key: status, payload: { status: string } }',
    ]) {
      expect(await findingsOf(lowCardinalityKey, `channels: { c: {} }\nevents: { ${events} }\n`)).toEqual([]);
    }
  });

  it('takes words and exceptions from its options', async () => {
    const settings = (options: string) => `catalog: t\nlint: { rules: { low-cardinality-key: ${options} } }\n`;
    expect(
      await findingsOf(lowCardinalityKey, keyed('tenant', 'string'), settings('{ words: [Tenant] }')),
    ).toHaveLength(1);
    expect(await findingsOf(lowCardinalityKey, keyed('status', 'string'), settings('{ allow: [status] }'))).toEqual([]);
    const hours = keyed('hour', '{ type: int, min: 0, max: 23 }');
    expect(await findingsOf(lowCardinalityKey, hours, settings('{ perPartition: 2 }'))).toEqual([]);
  });
});
