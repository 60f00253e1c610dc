import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { missingOutbox } from './missing-outbox.js';

const publishing = (service: string, event = 'producer: a, channel: c') => `services: { a: { ${service} } }
channels: { c: { key: id } }
events: { E: { ${event}, payload: { id: uuid } } }
`;
const lost = 'a: `a` writes to its store and publishes `E` without an outbox: a crash in between loses one of the two.';

describe('missing-outbox', () => {
  it('finds a service that stores and publishes', async () => {
    expect(await findingsOf(missingOutbox, publishing('store: postgres'))).toEqual([lost]);
    expect(await findingsOf(missingOutbox, publishing('store: postgres, outbox: false'))).toEqual([lost]);
  });

  it.each([
    ['an outbox', 'store: postgres, outbox: true'],
    ['an outbox with a time', 'store: postgres, outbox: { keep: 7d }'],
    ['no store', 'owner: team-a'],
    ['a store that is said to be none', 'store: none'],
    ['a store in memory', 'store: In-Memory'],
    ['an event store, which publishes what it keeps', 'store: EventStoreDB'],
    ['a service that others run', 'store: postgres, external: true'],
  ])('is silent about %s', async (_, service) => {
    expect(await findingsOf(missingOutbox, publishing(service))).toEqual([]);
  });

  it('is silent about events that go over no channel, and about those of others', async () => {
    expect(await findingsOf(missingOutbox, publishing('store: postgres', 'producer: a'))).toEqual([]);
    expect(await findingsOf(missingOutbox, publishing('store: postgres', 'consumers: [a], channel: c'))).toEqual([]);
  });

  it('counts what reactions and handlers of commands publish, and says it once', async () => {
    const yaml = `services: { a: { store: mysql }, b: { store: mysql } }
channels: { c: {} }
events: { E: { channel: c }, F: { channel: c }, G: { channel: c } }
commands: { Do: { handler: b, success: F, failure: [G] } }
flows: { X: { reactions: [{ on: F, by: a, emits: E }] } }
`;
    expect(await findingsOf(missingOutbox, yaml)).toEqual([
      lost,
      'b: `b` writes to its store and publishes `F` and 1 more without an outbox: a crash in between loses one of the two.',
    ]);
  });

  it('leaves the end of a saga to its engine, unless a handler of the same service publishes it', async () => {
    const ending = (command: string) => `services: { a: { store: postgres } }
channels: { c: {} }
events: { Asked: {}, Done: { producer: a, channel: c } }
commands: { Do: { handler: a${command} } }
sagas: { S: { service: a, start: Asked, steps: [{ do: Do }], complete: Done } }
`;
    expect(await findingsOf(missingOutbox, ending(''))).toEqual([]);
    expect(await findingsOf(missingOutbox, ending(', success: Done'))).toEqual([
      'a: `a` writes to its store and publishes `Done` without an outbox: a crash in between loses one of the two.',
    ]);
  });

  it('does not write over what somebody has decided', async () => {
    const yaml = publishing('store: postgres, outbox: false');
    expect((await fixWith(missingOutbox, yaml)).text).toBe(yaml);
  });

  it('writes below the store and keeps comments', async () => {
    const yaml = `services:
  a:
    store: postgres # since 2020
    # who to call
    owner: team-a
channels: { c: {} }
events: { E: { producer: a, channel: c } }
`;
    const { text } = await fixWith(missingOutbox, yaml);
    expect(text).toBe(yaml.replace('2020\n', '2020\n    outbox: true\n'));
  });
});
