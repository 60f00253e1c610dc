import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { retryWithoutBackoff } from './retry-without-backoff.js';

const command = (retry: string) => `commands: { Do: { retry: ${retry} } }\n`;

describe('retry-without-backoff', () => {
  it.each([
    ['{ attempts: 4, backoff: fixed, delay: 1s }', 'fixed', '3 times every 1s'],
    ['{ attempts: unlimited, backoff: fixed, delay: 200ms }', 'fixed', 'without limit every 200ms'],
    ['{ attempts: 5, backoff: fixed, delay: 1s, jitter: full }', 'fixed', '4 times every 1s'],
    ['{ attempts: 5, backoff: exponential, delay: 0s }', '0s', '4 times at once'],
    ['{ attempts: 5, backoff: linear, delay: 2s, maxDelay: 2s }', '2s', '4 times every 2s'],
  ])('finds %s', async (retry, place, times) => {
    expect(await findingsOf(retryWithoutBackoff, command(retry))).toEqual([
      `${place}: \`Do\` retries ${times}: the pauses do not grow.`,
    ]);
  });

  it.each([
    '{ attempts: 3, backoff: fixed, delay: 0s }',
    '{ attempts: 1, backoff: fixed }',
    '{ attempts: 9, backoff: fixed, delay: 10s }',
    '{ attempts: unlimited, backoff: fixed, delay: 1h, maxDelay: 1h }',
    '{ attempts: 9, backoff: linear, delay: 1s }',
    '{ attempts: 9, backoff: exponential, delay: 4s, maxDelay: 5s }',
    '{ attempts: 9 }',
  ])('accepts %s', async (retry) => {
    expect(await findingsOf(retryWithoutBackoff, command(retry))).toEqual([]);
  });

  it('says of a default once that it comes from there', async () => {
    const defaults =
      'catalog: t\ndefaults: { command: { retry: { attempts: 5, backoff: fixed } }, channel: { retryDelays: [0s] } }\n';
    const yaml = `channels: { c: {}, d: {}, own: { retryDelays: [1m] } }
commands: { A: {}, B: {}, Own: { retry: { backoff: linear } } }
`;
    expect(await findingsOf(retryWithoutBackoff, yaml, defaults)).toEqual([
      'c: The default of `c` and 1 other channel tries again at once and then gives up.',
      'A: The default policy of `A` and 1 other command retries 4 times every 1s: the pauses do not grow.',
    ]);
  });

  it('judges undos with pauses of their own, and leaves the others to their command', async () => {
    const saga = (undo: string, retry: string) => `commands: { Do: {}, Undo: { retry: ${retry} } }
events: { E: {} }
sagas: { S: { start: E, steps: [{ do: Do, undo: { do: Undo, retry: ${undo} } }] } }
`;
    const fixed = '{ attempts: 5, backoff: fixed, delay: 1s }';
    const ofUndo = 'fixed: The undo `Undo` retries 4 times every 1s: the pauses do not grow.';
    expect(await findingsOf(retryWithoutBackoff, saga(fixed, '{ attempts: 5 }'))).toEqual([ofUndo]);
    expect(await findingsOf(retryWithoutBackoff, saga('{ attempts: 9 }', fixed))).toEqual([
      'fixed: `Undo` retries 4 times every 1s: the pauses do not grow.',
    ]);
    expect(await findingsOf(retryWithoutBackoff, saga('{ attempts: 9 }', '{ attempts: 2, backoff: fixed }'))).toEqual([
      '{ attempts: 9 }: The undo `Undo` retries 8 times every 1s: the pauses do not grow.',
    ]);
    expect(await findingsOf(retryWithoutBackoff, saga('{ attempts: 9 }', '{ attempts: 5 }'))).toEqual([]);
  });

  it.each([
    ['[0s]', 'tries again at once and then gives up'],
    ['[0s, 0s]', 'tries again 2 times at once and then gives up'],
    ['[1m, 1m, 1m]', 'retries after 1m, 1m, 1m: the pauses do not grow'],
    ['[1m, 30s, 5s]', 'retries after 1m, 30s, 5s: the pauses do not grow'],
  ])('finds retryDelays of %s', async (delays, text) => {
    expect(await findingsOf(retryWithoutBackoff, `channels: { c: { retryDelays: ${delays} } }`)).toEqual([
      `${delays}: \`c\` ${text}.`,
    ]);
  });

  it.each(['[]', '[1m]', '[1m, 1m]', '[5m, 5m, 5m]', '[0s, 1m]', '[1m, 5m, 30m]', '[1m, 1m, 5m]'])(
    'accepts retryDelays of %s',
    async (delays) => {
      expect(await findingsOf(retryWithoutBackoff, `channels: { c: { retryDelays: ${delays} } }`)).toEqual([]);
    },
  );

  it('accepts anything in memory', async () => {
    expect(await findingsOf(retryWithoutBackoff, 'channels: { c: { broker: memory, retryDelays: [0s] } }')).toEqual([]);
  });

  it('goes by its options', async () => {
    const settings = (options: string) => `catalog: t\nlint: { rules: { retry-without-backoff: ${options} } }\n`;
    const fixed = command('{ attempts: 4, backoff: fixed, delay: 20s }');
    expect(await findingsOf(retryWithoutBackoff, fixed, settings('{ pause: 30s }'))).toHaveLength(1);
    expect(await findingsOf(retryWithoutBackoff, fixed, settings('{ pause: 30s, retries: 4 }'))).toEqual([]);
    const channel = 'channels: { c: { retryDelays: [1m, 1m, 1m] } }';
    expect(await findingsOf(retryWithoutBackoff, channel, settings('{ channelPause: 1m }'))).toEqual([]);
  });
});
