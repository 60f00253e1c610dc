import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { mixedCompatMode as rule } from './mixed-compat-mode.js';

const settings = (mode: string) => `catalog: test\ncompat: { mode: ${mode} }\n`;
const catalog = (channel: string, ...modes: readonly string[]) =>
  `channels:\n  c: { ${channel === '' ? '' : `compat: ${channel}`} }\nevents:\n${modes
    .map((mode, index) => `  E${index}: { channel: c${mode === '' ? '' : `, compat: ${mode}`} }\n`)
    .join('')}`;

describe('mixed-compat-mode', () => {
  it('holds messages to what their channel says', async () => {
    const definitions = catalog('backward', 'forward', '', 'none', 'backward');
    expect(await findingsOf(rule, definitions)).toEqual([
      'forward: `E0` goes by `forward` on the channel `c`, and the channel says `backward`.',
      'none: `E2` goes by `none` on the channel `c`, and the channel says `backward`.',
    ]);
    const { findings } = await runRule(rule, definitions);
    expect(findings[0]?.labels).toMatchObject([{ text: 'the mode of the channel' }]);
  });

  it('holds them to most of the others where the channel says nothing', async () => {
    expect(await findingsOf(rule, catalog('', 'forward', '', ''), settings('backward'))).toEqual([
      'forward: `E0` goes by `forward` on the channel `c`, and 2 of 3 messages there go by `backward`.',
    ]);
    expect(await findingsOf(rule, catalog('', 'forward', 'forward', ''), settings('backward'))).toEqual([
      'E2: `E2` goes by `backward` on the channel `c`, and 2 of 3 messages there go by `forward`.',
    ]);
  });

  it('holds them to the catalog where it is even', async () => {
    expect(await findingsOf(rule, catalog('', 'forward', ''), settings('backward'))).toEqual([
      'forward: `E0` goes by `forward` on the channel `c`, and 1 of 2 messages there goes by `backward`.',
    ]);
  });

  it.each([
    ['a message that promises more', catalog('backward', 'full', 'backward-transitive', 'full-transitive'), 'backward'],
    ['a channel that differs from the catalog', catalog('forward', '', ''), 'backward'],
    ['messages that all differ from the catalog', catalog('', 'forward', 'forward'), 'backward'],
    ['a channel that promises nothing', catalog('none', 'backward', ''), 'backward'],
    ['a message without a channel', 'events:\n  E: { compat: none }\n', 'full'],
    ['a catalog without modes', catalog('', '', ''), 'full'],
    [
      'older majors',
      'channels:\n  c: { compat: full }\nevents:\n  E@1: { channel: c, compat: none }\n  E: { channel: c }\n',
      'full',
    ],
  ])('is silent about %s', async (_, definitions, mode) => {
    expect(await findingsOf(rule, definitions, settings(mode))).toEqual([]);
  });

  it.each([
    ['full', 'backward'],
    ['full', 'forward'],
    ['backward-transitive', 'backward'],
    ['full-transitive', 'full'],
    ['full-transitive', 'forward-transitive'],
  ])('finds less than %s in %s', async (channel, mode) => {
    expect(await findingsOf(rule, catalog(channel, mode))).toEqual([
      `${mode}: \`E0\` goes by \`${mode}\` on the channel \`c\`, and the channel says \`${channel}\`.`,
    ]);
  });
});
