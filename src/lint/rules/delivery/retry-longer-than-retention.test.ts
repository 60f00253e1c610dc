import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { retryLongerThanRetention } from './retry-longer-than-retention.js';

const channel = (body: string) => `channels: { c: { ${body} } }\n`;

describe('retry-longer-than-retention', () => {
  it('prints the sum of the pauses', async () => {
    expect(await findingsOf(retryLongerThanRetention, channel('retention: 1h, retryDelays: [20m, 20m, 30m]'))).toEqual([
      '[20m, 20m, 30m]: Retries of `c` go on for 2 x 20m + 30m = 70m, and its broker keeps a message for 1h only.',
    ]);
  });

  it('accepts pauses that end when the message does', async () => {
    expect(await findingsOf(retryLongerThanRetention, channel('retention: 1h, retryDelays: [30m, 30m]'))).toEqual([]);
  });

  it('is silent where one of the two is not known', async () => {
    expect(await findingsOf(retryLongerThanRetention, channel('retryDelays: [30d]'))).toEqual([]);
    expect(await findingsOf(retryLongerThanRetention, channel('retention: 1s'))).toEqual([]);
    expect(
      await findingsOf(retryLongerThanRetention, channel('broker: memory, retention: 1s, retryDelays: [1m]')),
    ).toEqual([]);
    expect(await findingsOf(retryLongerThanRetention, channel('retention: 1s, retryDelays: []'))).toEqual([]);
  });

  it('points at what the channel itself says', async () => {
    const defaults = 'catalog: t\ndefaults: { channel: { retention: 1h, retryDelays: [1m, 2h] } }\n';
    const rest = 'Retries of `c` go on for 1m + 2h = 2h 1m, and its broker keeps a message for';
    expect(await findingsOf(retryLongerThanRetention, channel('retention: 2h'), defaults)).toEqual([
      `2h: ${rest} 2h only.`,
    ]);
    expect(await findingsOf(retryLongerThanRetention, channel('key: id'), defaults)).toEqual([`c: ${rest} 1h only.`]);
  });

  it('compares one attempt of a command with its channel, and not all of them', async () => {
    const command = (timeout: string) => `channels: { c: { retention: 1h } }
commands: { Do: { channel: c, timeout: ${timeout}, retry: { attempts: 50 } } }
`;
    expect(await findingsOf(retryLongerThanRetention, command('1h'))).toEqual([]);
    expect(await findingsOf(retryLongerThanRetention, command('2h'))).toEqual([
      '2h: An attempt of `Do` may wait for 2h, and `c` keeps it for 1h only.',
    ]);
    expect(await findingsOf(retryLongerThanRetention, command('2h').replace('channel: c, ', ''))).toEqual([]);
  });
});
