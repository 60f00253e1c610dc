import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { deadLetterWithoutOwner } from './dead-letter-without-owner.js';

const channel = (deadLetter: string) => `services: { a: { owner: team-a } }
channels: { c: { deadLetter: ${deadLetter} } }
events: { E: { channel: c, consumers: [a] } }
`;

describe('dead-letter-without-owner', () => {
  it('finds dead letters of nobody, whether or not they raise an alert', async () => {
    const finding = 'deadLetter: Nobody answers for the dead letters of `c` in `c.dlq`.';
    expect(await findingsOf(deadLetterWithoutOwner, channel('{ channel: c.dlq }'))).toEqual([finding]);
    expect(await findingsOf(deadLetterWithoutOwner, channel('{ channel: c.dlq, alertAfter: 1 }'))).toEqual([finding]);
  });

  it('is silent about an owner, and about no dead letters', async () => {
    expect(await findingsOf(deadLetterWithoutOwner, channel('{ channel: c.dlq, owner: team-x }'))).toEqual([]);
    expect(await findingsOf(deadLetterWithoutOwner, channel('false'))).toEqual([]);
    expect(await findingsOf(deadLetterWithoutOwner, 'channels: { c: {} }')).toEqual([]);
  });

  it('names the team of the consumers behind the channel', async () => {
    const { text } = await fixWith(deadLetterWithoutOwner, channel('{ channel: c.dlq, alertAfter: 1 }'));
    expect(text).toBe(channel('{ channel: c.dlq, owner: team-a, alertAfter: 1 }'));
    const unread = 'channels: { c: { deadLetter: { channel: d } } }\n';
    expect((await fixWith(deadLetterWithoutOwner, unread)).text).toBe(unread);
  });
});
