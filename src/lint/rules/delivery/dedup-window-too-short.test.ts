import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { dedupWindowTooShort } from './dedup-window-too-short.js';

const reading = (window: string, channel: string, event = 'consumers: [a], channel: c') =>
  `services: { a: { inbox: { window: ${window} } } }
channels: { c: { ${channel} } }
events: { E: { ${event} } }
`;

describe('dedup-window-too-short', () => {
  it.each([
    ['7d', 'retention: 7d, retryDelays: [1m, 5m, 30m]', '7d + 1m + 5m + 30m = 7d 36m'],
    ['1h', 'retryDelays: [30m, 30m, 30m]', '3 x 30m = 90m'],
    ['1d', 'retention: 14d', '14d'],
    ['1m', 'retryDelays: [40s, 40s], retention: 7d, broker: memory', '2 x 40s = 80s'],
    ['1m', 'retention: 1h, retryDelays: [1s], kind: queue', '1h + 1s = 1h 1s'],
  ])('finds a window of %s on { %s }', async (window, channel, sum) => {
    expect(await findingsOf(dedupWindowTooShort, reading(window, channel))).toEqual([
      `${window}: The inbox of \`a\` forgets after ${window} what \`c\` may deliver again for ${sum}.`,
    ]);
  });

  it.each([
    ['8d', 'retention: 7d, retryDelays: [1m, 5m, 30m]'],
    ['7d', 'retention: 7d'],
    ['1s', ''],
    ['1s', 'retention: 7d, broker: memory'],
  ])('accepts a window of %s on { %s }', async (window, channel) => {
    expect(await findingsOf(dedupWindowTooShort, reading(window, channel))).toEqual([]);
  });

  it('goes by the longest of all channels, defaults included', async () => {
    const yaml = `services: { a: { inbox: { window: 1d } } }
channels: { c: {}, d: { retention: 3d }, unread: { retention: 90d } }
events: { E: { consumers: [a], channel: c }, F: { channel: d }, G: { channel: unread } }
flows: { X: { reactions: [{ on: F, by: a }] } }
`;
    expect(
      await findingsOf(
        dedupWindowTooShort,
        yaml,
        'catalog: t\ndefaults: { channel: { retention: 2d, retryDelays: [1m] } }\n',
      ),
    ).toEqual(['1d: The inbox of `a` forgets after 1d what `d` may deliver again for 3d + 1m = 3d 1m.']);
  });

  it('is silent where no window is said, and about services of others', async () => {
    const yaml = reading('1d', 'retention: 7d');
    for (const inbox of ['inbox: true', 'inbox: {}', 'inbox: false', 'external: true, inbox: { window: 1d }']) {
      expect(await findingsOf(dedupWindowTooShort, yaml.replace('inbox: { window: 1d }', inbox))).toEqual([]);
    }
  });

  it('counts how long a saga sends a command again', async () => {
    const yaml = (retry: string, more = '') => `services: { a: { inbox: { window: 1m } } }
commands: { Do: { handler: a, timeout: 30s, retry: ${retry}${more} } }
events: { E: {} }
sagas: { S: { start: E, steps: [{ do: Do }] } }
`;
    const fixed = '{ attempts: 3, backoff: fixed, delay: 5s }';
    expect(await findingsOf(dedupWindowTooShort, yaml(fixed))).toEqual([
      '1m: The inbox of `a` forgets after 1m what a saga may send as `Do` again for 3 x 30s + 2 x 5s = 100s.',
    ]);
    expect(await findingsOf(dedupWindowTooShort, yaml(fixed, ', effect: none'))).toEqual([]);
    expect(await findingsOf(dedupWindowTooShort, yaml('{ attempts: unlimited }'))).toEqual([]);
    expect(await findingsOf(dedupWindowTooShort, yaml('{ attempts: unlimited, within: 1h }'))).toEqual([
      '1m: The inbox of `a` forgets after 1m what a saga may send as `Do` again for 1h + 30s = 1h 30s.',
    ]);
    expect(await findingsOf(dedupWindowTooShort, yaml('{ attempts: 9, delay: 1s, within: 2m }'))).toEqual([
      '1m: The inbox of `a` forgets after 1m what a saga may send as `Do` again for 2m + 30s = 2m 30s.',
    ]);
    expect(await findingsOf(dedupWindowTooShort, yaml(fixed).replace(/sagas.*\n/, ''))).toEqual([]);
  });

  it('counts the attempts of an undo by its own policy', async () => {
    const yaml = (undo: string) => `services: { a: { inbox: { window: 2m } } }
commands: { Do: { handler: b }, Undo: { handler: a, timeout: 30s, retry: { attempts: 2, backoff: fixed, delay: 5s } } }
events: { E: {} }
sagas: { S: { start: E, steps: [{ do: Do, undo: { do: Undo${undo} } }] } }
`;
    const says = (sum: string) => [
      `2m: The inbox of \`a\` forgets after 2m what a saga may send as \`Undo\` again for ${sum}.`,
    ];
    expect(await findingsOf(dedupWindowTooShort, yaml(''))).toEqual([]);
    expect(await findingsOf(dedupWindowTooShort, yaml(', retry: { attempts: 6 }'))).toEqual(
      says('6 x 30s + 5 x 5s = 3m 25s'),
    );
    expect(await findingsOf(dedupWindowTooShort, yaml(', timeout: 2m'))).toEqual(says('2 x 2m + 5s = 4m 5s'));
  });

  it('does not count what only moves a saga of the service', async () => {
    const yaml = `${reading('1d', 'retention: 7d')}sagas: { S: { service: a, start: E, steps: [] } }\n`;
    expect(await findingsOf(dedupWindowTooShort, yaml)).toEqual([]);
  });

  it('writes the sum, rounded up', async () => {
    const { text } = await fixWith(
      dedupWindowTooShort,
      reading('1h # a guess\n   ', 'retention: 36h, retryDelays: [5m]'),
    );
    expect(text).toBe(reading('37h # a guess\n   ', 'retention: 36h, retryDelays: [5m]'));
  });
});
