import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { wireNameCollision as rule } from './wire-name-collision.js';

const HEAD = 'services:\n  a: {}\n  b: {}\nchannels:\n  x: {}\n  y: {}\n';
const found = (definitions: string) => findingsOf(rule, HEAD + definitions);

describe('wire-name-collision', () => {
  it('points at the second wire name of a channel and at the first', async () => {
    const definitions = `${HEAD}events:\n  A: { channel: x, wire: n.a }\n  B: { channel: x, wire: n.a }\n`;
    expect(await findingsOf(rule, definitions)).toEqual([
      'n.a: `B` and `A` are both called `n.a` on the channel `x`, and no reader can tell them apart.',
    ]);
    const { findings } = await runRule(rule, definitions);
    expect(findings[0]?.labels).toMatchObject([{ text: 'the other message of this name' }]);
  });

  it('blames the one that took the name of another', async () => {
    expect(await found('events:\n  A: { channel: x, wire: B }\n  B: { channel: x }\n')).toEqual([
      'B: `A` and `B` are both called `B` on the channel `x`, and no reader can tell them apart.',
    ]);
    expect(
      await found('events:\n  CardSent: { channel: x, wire: Paid.Out }\n  PaidOut: { channel: x, wire: Paid.Out }\n'),
    ).toEqual([
      'Paid.Out: `CardSent` and `PaidOut` are both called `Paid.Out` on the channel `x`, and no reader can tell them apart.',
    ]);
    expect(
      await found('events:\n  A: { channel: x, wire: Do }\ncommands:\n  Do: { handler: a, channel: x }\n'),
    ).toHaveLength(1);
  });

  it('compares commands of one handler and answers of one command', async () => {
    expect(await found('commands:\n  A: { handler: a, wire: go }\n  B: { handler: a, wire: go }\n')).toEqual([
      'go: `B` and `A` are both called `go`, and no reader can tell them apart.',
    ]);
    expect(
      await found(
        'events:\n  A: { wire: failed }\n  B: { wire: failed }\ncommands:\n  C: { handler: a, failure: [A, B] }\n  D: { handler: a, failure: [A, B] }\n',
      ),
    ).toHaveLength(1);
  });

  it.each([
    ['different channels', 'events:\n  A: { channel: x, wire: n }\n  B: { channel: y, wire: n }\n'],
    ['kept majors', 'events:\n  A@1: { channel: x, wire: n }\n  A: { channel: x, wire: n }\n'],
    ['kept majors without a wire name', 'events:\n  A@1: { channel: x }\n  A@2: { channel: x }\n  A: { channel: x }\n'],
    ['different handlers', 'commands:\n  A: { handler: a, wire: go }\n  B: { handler: b, wire: go }\n'],
    [
      'answers of different commands',
      'events:\n  A: { wire: failed }\n  B: { wire: failed }\ncommands:\n  C: { handler: a, failure: [A] }\n  D: { handler: b, failure: [B] }\n',
    ],
    ['upper and lower case', 'events:\n  A: { channel: x, wire: n }\n  B: { channel: x, wire: N }\n'],
  ])('is silent about %s', async (_, definitions) => {
    expect(await found(definitions)).toEqual([]);
  });
});
