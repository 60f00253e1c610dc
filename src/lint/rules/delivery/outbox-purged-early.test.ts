import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { outboxPurgedEarly } from './outbox-purged-early.js';

const sending = (keep: string, channel: string) => `services: { a: { outbox: { keep: ${keep} } } }
channels: { c: { ${channel} } }
events: { E: { producer: a, channel: c } }
`;
const retention = 'catalog: t\nlint: { rules: { outbox-purged-early: { cover: retention } } }\n';

describe('outbox-purged-early', () => {
  it('goes by the retries of a topic', async () => {
    const channel = 'retention: 7d, retryDelays: [1m, 5m, 30m]';
    expect(await findingsOf(outboxPurgedEarly, sending('35m', channel))).toEqual([
      '35m: The outbox of `a` keeps events for 35m, while `c` may still be delivering them for 1m + 5m + 30m = 36m.',
    ]);
    expect(await findingsOf(outboxPurgedEarly, sending('36m', channel))).toEqual([]);
  });

  it('adds the retention of a queue, and of a topic where it is asked to', async () => {
    const sum = 'may still be delivering them for 2d + 1h = 49h.';
    const queue = 'kind: queue, retention: 2d, retryDelays: [1h]';
    expect(await findingsOf(outboxPurgedEarly, sending('2d', queue))).toEqual([
      `2d: The outbox of \`a\` keeps events for 2d, while \`c\` ${sum}`,
    ]);
    const topic = 'retention: 2d, retryDelays: [1h]';
    expect(await findingsOf(outboxPurgedEarly, sending('2d', topic))).toEqual([]);
    expect(await findingsOf(outboxPurgedEarly, sending('2d', topic), retention)).toHaveLength(1);
  });

  it('is silent where nothing is said about the time', async () => {
    const yaml = sending('1s', 'retryDelays: [1h]');
    for (const outbox of ['outbox: true', 'outbox: {}', 'external: true, outbox: { keep: 1s }']) {
      expect(await findingsOf(outboxPurgedEarly, yaml.replace('outbox: { keep: 1s }', outbox))).toEqual([]);
    }
    expect(await findingsOf(outboxPurgedEarly, sending('1s', ''))).toEqual([]);
    expect(await findingsOf(outboxPurgedEarly, yaml.replace('producer: a', 'consumers: [a]'))).toEqual([]);
  });

  it('writes the sum, rounded up', async () => {
    const { text } = await fixWith(outboxPurgedEarly, sending('1s', 'retryDelays: [50s, 100s]'));
    expect(text).toBe(sending('3m', 'retryDelays: [50s, 100s]'));
  });
});
