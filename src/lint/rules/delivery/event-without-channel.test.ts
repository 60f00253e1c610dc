import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { eventWithoutChannel } from './event-without-channel.js';

const services = 'services: { a: {}, b: {} }\n';
const waits = (service: string) => `E: \`E\` goes over no channel, and \`${service}\` waits for it.`;

describe('event-without-channel', () => {
  it.each([
    ['a declared consumer', 'events: { E: { producer: a, consumers: [b] } }', waits('b')],
    ['a reaction', 'events: { E: { producer: a } }\nflows: { F: { reactions: [{ on: E, by: b }] } }', waits('b')],
    [
      'a saga that it starts',
      'events: { E: { producer: a } }\nsagas: { S: { service: b, start: E, steps: [] } }',
      waits('b'),
    ],
    [
      'a saga that awaits it',
      'events: { E: {}, Go: { channel: c } }\nchannels: { c: {} }\nsagas: { S: { service: b, start: Go, steps: [{ await: E, timeout: 1h }] } }',
      waits('b'),
    ],
    ['nobody yet', 'events: { E: { producer: a } }', 'E: `E` goes over no channel, and it is no answer to a command.'],
  ])('finds an event with %s', async (_, yaml, finding) => {
    expect(await findingsOf(eventWithoutChannel, `${services}${yaml}\n`)).toEqual([finding]);
  });

  it.each([
    ['a channel', 'channels: { c: {} }\nevents: { E: { producer: a, consumers: [b], channel: c } }'],
    [
      'an answer to a command',
      'events: { E: { producer: a, consumers: [b] }, F: {} }\ncommands: { Do: { handler: a, success: E, failure: [F] } }',
    ],
    ['neither producer nor consumer', 'events: { E: {} }'],
    ['the failure of a command', 'events: { E: { producer: a, failureOf: Do } }\ncommands: { Do: { handler: a } }'],
    [
      'the failure of a reply',
      'events: { E: { producer: a, failureOf: F }, F: {} }\ncommands: { Do: { handler: a, success: F } }',
    ],
    ['one service alone, inside', 'events: { E: { producer: a, consumers: [a], visibility: internal } }'],
    [
      'the end of a saga that a command has started',
      'events: { E: { producer: b }, F: { producer: b } }\ncommands: { Do: { handler: b } }\nsagas: { S: { service: b, start: Do, steps: [], complete: E, abort: F } }',
    ],
  ])('is silent about an event with %s', async (_, yaml) => {
    expect(await findingsOf(eventWithoutChannel, `${services}${yaml}\n`)).toEqual([]);
  });

  it('finds the end of a saga that an event has started, and inner events of two services', async () => {
    const ended = `channels: { c: {} }
events: { Go: { channel: c }, E: { producer: b } }
sagas: { S: { service: b, start: Go, steps: [], complete: E } }
`;
    expect(await findingsOf(eventWithoutChannel, services + ended)).toEqual([
      'E: `E` goes over no channel, and it is no answer to a command.',
    ]);
    const inner = 'events: { E: { producer: a, consumers: [b], visibility: internal } }\n';
    expect(await findingsOf(eventWithoutChannel, services + inner)).toEqual([waits('b')]);
  });

  it('names the channel of the other events only where it fits', async () => {
    const yaml = (channel: string, event: string, more = '') => `${services}channels: { c: { ${channel} }, d: {} }
events:
  Other: { producer: a, channel: c, payload: { id: uuid } }
  E: { ${event}, examples: [{}] }${more}
`;
    const fixed = async (text: string) => (await fixWith(eventWithoutChannel, text)).text;
    expect(await fixed(yaml('key: id', 'producer: a, payload: { id: uuid }'))).toBe(
      yaml('key: id', 'producer: a, channel: c, payload: { id: uuid }'),
    );
    for (const text of [
      yaml('key: id', 'producer: a, payload: { other: uuid }'),
      yaml('key: id', 'producer: a, payload: { id: uuid? }'),
      yaml('key: id', 'producer: a, key: x, payload: { id: uuid, x: uuid }'),
      yaml('', 'producer: a, payload: { id: uuid }'),
      yaml('key: id, kind: queue', 'producer: a, payload: { id: uuid }'),
      yaml('key: id', 'producer: b, payload: { id: uuid }'),
      yaml('key: id', 'producer: a, consumers: [b], payload: { id: uuid }'),
      yaml('key: id', 'producer: a, payload: { id: uuid }').replace(', examples: [{}]', ''),
      yaml('key: id', 'producer: a, payload: { id: uuid }', '\n  Third: { producer: a, channel: d }'),
    ]) {
      expect(await fixed(text)).toBe(text);
    }
  });
});
