import { Reader, Writer } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { createGroupProtocol } from './group-protocol.js';

const protocol = createGroupProtocol({ Reader, Writer });

describe('what members of a group tell each other', () => {
  it('is read as it was written', () => {
    const news = { topics: ['orders', 'größe'], owned: new Map([['orders', [0, 3]]]), generation: 7 };
    expect(protocol.readNews(protocol.writeNews(news))).toEqual(news);
    for (const isUnfinished of [true, false]) {
      const assignment = { partitions: new Map([['orders', [1, 2]]]), isUnfinished };
      expect(protocol.readAssignment(protocol.writeAssignment(assignment))).toEqual(assignment);
    }
  });

  it('is in the format of the consumers of Kafka, which its tools read', () => {
    // Version 2, one topic `t`, no user data, partition 5 of `t`, generation 9: as ConsumerProtocolSubscription.json says.
    const bytes = '0002 00000001 0001 74 ffffffff 00000001 0001 74 00000001 00000005 00000009'.replaceAll(' ', '');
    const news = { topics: ['t'], owned: new Map([['t', [5]]]), generation: 9 };
    expect(protocol.writeNews(news).toString('hex')).toBe(bytes);
    const assignment = { partitions: new Map([['t', [5]]]), isUnfinished: false };
    const given = '0000 00000001 0001 74 00000001 00000005 ffffffff'.replaceAll(' ', '');
    expect(protocol.writeAssignment(assignment).toString('hex')).toBe(given);
  });

  it('may be nothing, for a member for which nothing was shared out', () => {
    expect(protocol.readAssignment(Buffer.alloc(0))).toEqual({ partitions: new Map(), isUnfinished: false });
  });
});
