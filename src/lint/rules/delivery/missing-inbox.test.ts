import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { missingInbox } from './missing-inbox.js';

const reading = (service: string, event = 'consumers: [a], channel: c', channel = '') =>
  `services: { a: { ${service} } }
channels: { c: { ${channel} } }
events: { E: { ${event} } }
`;
const finding = 'a: `a` writes to its store what it takes from `c` and has no inbox to recognise a repeat.';

describe('missing-inbox', () => {
  it('finds a service with a store that takes events from a channel', async () => {
    expect(await findingsOf(missingInbox, reading('store: postgres'))).toEqual([finding]);
    expect(await findingsOf(missingInbox, reading('store: postgres, inbox: false'))).toEqual([finding]);
  });

  it.each([
    'store: postgres, inbox: true',
    'store: postgres, inbox: { window: 1h }',
    'owner: t',
    'store: none',
    'store: x, external: true',
  ])('is silent about { %s }', async (service) => {
    expect(await findingsOf(missingInbox, reading(service))).toEqual([]);
  });

  it('is silent about a service that takes nothing from a channel', async () => {
    expect(await findingsOf(missingInbox, reading('store: x', 'consumers: [a]'))).toEqual([]);
    expect(await findingsOf(missingInbox, reading('store: x', 'producer: a, channel: c'))).toEqual([]);
  });

  it('counts commands with an effect that come over a channel', async () => {
    const command = (more: string) => `services: { a: { store: postgres } }
channels: { c: {} }
commands: { Do: { handler: a${more} } }
`;
    expect(await findingsOf(missingInbox, command(', channel: c'))).toEqual([finding]);
    expect(await findingsOf(missingInbox, command(', channel: c, effect: none'))).toEqual([]);
    expect(await findingsOf(missingInbox, command(''))).toEqual([]);
  });

  it('leaves to the engine what only starts or moves a saga of the service', async () => {
    const saga = (consumers: string) => `services: { a: { store: postgres }, b: { store: postgres, inbox: true } }
channels: { c: {} }
events: { E: { channel: c${consumers} } }
sagas: { S: { service: a, start: E, steps: [] } }
`;
    expect(await findingsOf(missingInbox, saga(''))).toEqual([]);
    expect(await findingsOf(missingInbox, saga(', consumers: [a, b]'))).toEqual([]);
  });

  it('leaves reactions to duplicate-unhandled, and those that recognise a repeat alone', async () => {
    const flow = (more: string, consumers = '') => `services: { a: { store: postgres } }
channels: { c: {} }
events: { E: { channel: c${consumers} }, Other: { channel: c } }
flows: { F: { reactions: [{ on: E, by: a, emits: Other${more} }] } }
`;
    expect(await findingsOf(missingInbox, flow(''))).toEqual([]);
    expect(await findingsOf(missingInbox, flow('', ', consumers: [a]'))).toEqual([]);
    const keyed = flow(', idempotentBy: id', ', consumers: [a], payload: { id: uuid }');
    expect(await findingsOf(missingInbox, keyed)).toEqual([]);
    const other = keyed.replace('Other: { channel: c }', 'Other: { channel: c, consumers: [a] }');
    expect(await findingsOf(missingInbox, other)).toEqual([finding]);
  });

  it('leaves commands that a saga tries again to retry-without-idempotency', async () => {
    const saga = (attempts: number) => `services: { a: { store: x }, s: {} }
channels: { c: {} }
events: { E: {} }
commands: { Do: { handler: a, channel: c, retry: { attempts: ${attempts} } } }
sagas: { S: { service: s, start: E, steps: [{ do: Do }] } }
`;
    expect(await findingsOf(missingInbox, saga(2))).toEqual([]);
    expect(await findingsOf(missingInbox, saga(1))).toEqual([finding]);
  });

  it.each([
    ['', 'inbox: true'],
    ['retention: 7d', 'inbox: { window: 7d }'],
    ['retention: 7d, retryDelays: [1m]', 'inbox: { window: 8d }'],
    ['retention: 3h, retryDelays: [1m]', 'inbox: { window: 4h }'],
    ['retention: 7d, retryDelays: [1m, 5m], broker: memory', 'inbox: { window: 6m }'],
  ])('writes a window for a channel of { %s }', async (channel, inbox) => {
    const { text } = await fixWith(missingInbox, reading('store: postgres', undefined, channel));
    expect(text).toBe(reading(`store: postgres, ${inbox}`, undefined, channel));
  });
});
