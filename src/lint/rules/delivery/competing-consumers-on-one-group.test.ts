import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { competingConsumersOnOneGroup } from './competing-consumers-on-one-group.js';

const channels = 'services: { a: {}, b: {} }\nchannels: { c: {}, d: {}, q: { kind: queue } }\n';
const read = (service: string, group: string) => `{ service: ${service}, group: ${group} }`;
const both = 'g: `b` and `a` share the consumer group `g` on `c`: each gets only a part of the messages.';

describe('competing-consumers-on-one-group', () => {
  it('finds one group of two services', async () => {
    const yaml = `${channels}events: { E: { channel: c, consumers: [${read('a', 'g')}, ${read('b', 'g')}] } }\n`;
    expect(await findingsOf(competingConsumersOnOneGroup, yaml)).toEqual([both]);
  });

  it('finds it over several events of a channel, once', async () => {
    const yaml = `${channels}events:
  E: { channel: c, consumers: [${read('a', 'g')}] }
  F: { channel: c, consumers: [a, ${read('b', 'g')}] }
  G: { channel: c, consumers: [${read('b', 'g')}] }
`;
    expect(await findingsOf(competingConsumersOnOneGroup, yaml)).toEqual([both]);
  });

  it.each([
    ['different groups', `E: { channel: c, consumers: [${read('a', 'g')}, ${read('b', 'h')}] }`],
    ['no groups', 'E: { channel: c, consumers: [a, b] }'],
    [
      'one service twice',
      `E: { channel: c, consumers: [${read('a', 'g')}] }, F: { channel: c, consumers: [${read('a', 'g')}] }`,
    ],
    [
      'different channels',
      `E: { channel: c, consumers: [${read('a', 'g')}] }, F: { channel: d, consumers: [${read('b', 'g')}] }`,
    ],
    ['no channel', `E: { consumers: [${read('a', 'g')}, ${read('b', 'g')}] }`],
    ['a queue, of which another rule speaks', `E: { channel: q, consumers: [${read('a', 'g')}, ${read('b', 'g')}] }`],
  ])('is silent about %s', async (_, events) => {
    expect(await findingsOf(competingConsumersOnOneGroup, `${channels}events: { ${events} }\n`)).toEqual([]);
  });
});
