import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { mixedChannel } from './mixed-channel.js';

const keyed = (keys: readonly string[], channel = '') => `channels: { c: { ${channel} } }
types: { Order: { fields: { id: uuid } } }
events:
${keys.map((key, at) => `  E${at}: { channel: c, key: ${key}, payload: { ${key.split('.')[0]}: ${key.includes('.') ? 'Order' : 'uuid'} } }`).join('\n')}
`;

describe('mixed-channel', () => {
  it('finds events and commands on one channel', async () => {
    const yaml = (channel: string) => `channels: { c: {}, d: {} }
events: { E: { channel: c } }
commands: { Do: { channel: ${channel} } }
`;
    expect(await findingsOf(mixedChannel, yaml('c'))).toEqual([
      'c: `c` carries events such as `E` and commands such as `Do`.',
    ]);
    expect(await findingsOf(mixedChannel, yaml('d'))).toEqual([]);
  });

  it('finds keys of several entities', async () => {
    expect(await findingsOf(mixedChannel, keyed(['orderId', 'customerId']))).toEqual([
      'c: `c` carries messages about 2 entities: their keys are `orderId` and `customerId`.',
    ]);
    expect(await findingsOf(mixedChannel, keyed(['aId', 'bId', 'cId', 'dId', 'eId', 'fId']))).toEqual([
      'c: `c` carries messages about 6 entities: their keys are `aId`, `bId`, `cId`, `dId` and 2 others.',
    ]);
  });

  it.each([[['orderId', 'orderId']], [['orderId', 'order_id', 'order.id', 'orderNumber']], [['id', 'orderId']]])(
    'takes %s for one entity',
    async (keys) => {
      expect(await findingsOf(mixedChannel, keyed(keys))).toEqual([]);
    },
  );

  it.each(['ordering: none', 'broker: eventbridge'])(
    'accepts events about everything where { %s }',
    async (channel) => {
      expect(await findingsOf(mixedChannel, keyed(['orderId', 'customerId'], channel))).toEqual([]);
    },
  );

  it('does not go by messages without a key, or by old versions', async () => {
    const yaml = `channels: { c: {} }
events: { E: { channel: c, key: a, payload: { a: uuid } }, E@1: { channel: c, key: b, payload: { b: uuid } }, F: { channel: c } }
`;
    expect(await findingsOf(mixedChannel, yaml)).toEqual([]);
  });
});
