import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { queueUsedAsBroadcast } from './queue-used-as-broadcast.js';

const queue = (rest: string, kind = 'queue') => `services: { a: {}, b: {}, d: {} }
channels: { c: { kind: ${kind}, key: id } }
${rest}
`;
const two = 'events: { E: { channel: c, consumers: [b, a] } }';
const shared = 'queue: `c` is a queue, and `a`, `b` read it: each message reaches only one of them.';

describe('queue-used-as-broadcast', () => {
  it('finds several services on a queue', async () => {
    expect(await findingsOf(queueUsedAsBroadcast, queue(two))).toEqual([shared]);
    expect(await findingsOf(queueUsedAsBroadcast, queue(two.replace(']', ', d]')))).toEqual([
      shared.replace('`b` read', '`b` and 1 more read'),
    ]);
  });

  it('counts who reads different messages, handles commands, reacts or runs a saga', async () => {
    for (const rest of [
      'events: { E: { channel: c, consumers: [a] }, F: { channel: c, consumers: [b] } }',
      'commands: { Do: { channel: c, handler: a }, Stop: { channel: c, handler: b } }',
      'events: { E: { channel: c } }\nflows: { X: { reactions: [{ on: E, by: a }, { on: E, by: b }] } }',
      'events: { E: { channel: c, consumers: [a] } }\nsagas: { S: { service: b, start: E, steps: [] } }',
    ]) {
      expect(await findingsOf(queueUsedAsBroadcast, queue(rest))).toEqual([shared]);
    }
  });

  it('is silent about one service, in whatever roles, and about topics', async () => {
    expect(await findingsOf(queueUsedAsBroadcast, queue(two, 'topic'))).toEqual([]);
    expect(await findingsOf(queueUsedAsBroadcast, queue('events: { E: { channel: c } }'))).toEqual([]);
    const one = `events: { E: { channel: c, consumers: [{ service: a, instances: 4 }] }, F: { channel: c, consumers: [a], producer: b } }
sagas: { S: { service: a, start: E, steps: [] } }`;
    expect(await findingsOf(queueUsedAsBroadcast, queue(one))).toEqual([]);
  });

  it('makes it a topic', async () => {
    expect((await fixWith(queueUsedAsBroadcast, queue(two))).text).toBe(queue(two, 'topic'));
    for (const yaml of [queue(two).replace(', key: id', ''), queue(two.replace('[b', '[{ service: b, group: g }'))]) {
      expect((await fixWith(queueUsedAsBroadcast, yaml)).text).toBe(yaml);
    }
  });
});
