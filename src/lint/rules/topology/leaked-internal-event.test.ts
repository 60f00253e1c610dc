import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { leakedInternalEvent as rule } from './leaked-internal-event.js';

const SERVICES = `services:
  a: { domain: sales }
  b: { domain: sales }
  c: { domain: crm }
  d: {}
  e: { external: true }
channels:
  open: { public: true }
  closed: {}
`;
const found = (definitions: string) => findingsOf(rule, SERVICES + definitions);
const event = (rest: string) => `events:\n  X: { producer: a, visibility: internal, ${rest} }\n  Y: { producer: c }\n`;

describe('leaked-internal-event', () => {
  it('names reader and domains, each reader once', async () => {
    const flow = 'flows:\n  F: { reactions: [{ on: X, by: c, emits: Y }] }\n';
    expect(await found(event('consumers: [b, c]') + flow)).toEqual([
      'c: `c`, of the domain `crm`, consumes `X`, which is internal to `sales`.',
    ]);
    expect(await found(event('') + flow)).toEqual([
      'c: `c`, of the domain `crm`, consumes `X`, which is internal to `sales`.',
    ]);
  });

  it('takes an external reader and a public channel for outside', async () => {
    expect(await found(event('consumers: [e]'))).toEqual([
      'e: `e`, which is external, consumes `X`, which is internal to `sales`.',
    ]);
    expect(await found(event('channel: open'))).toEqual([
      'open: `X` is internal to `sales` and goes over the public channel `open`.',
    ]);
  });

  it('hears of sagas that begin with it or wait for it', async () => {
    expect(await found(`${event('')}sagas:\n  S: { service: c, start: X, steps: [{ wait: 1m }] }\n`)).toHaveLength(1);
    expect(
      await found(`${event('')}sagas:\n  S: { service: c, start: Y, steps: [{ await: X, timeout: 1m }] }\n`),
    ).toHaveLength(1);
  });

  it.each([
    ['readers of the same domain', event('consumers: [a, b], channel: closed')],
    ['readers whose domain is not said', event('consumers: [d]')],
    ['readers that are not declared', event('consumers: [ghost]')],
    ['public events', 'events:\n  X: { producer: a, consumers: [c], channel: open }\n'],
    ['a producer whose domain is not said', 'events:\n  X: { producer: d, visibility: internal, consumers: [c] }\n'],
    ['older majors', 'events:\n  X@1: { producer: a, visibility: internal, consumers: [c] }\n  X: { producer: a }\n'],
    [
      'the answer to a command of another domain',
      `${event('')}commands:\n  Do: { handler: a, success: X }\nsagas:\n  S: { service: c, start: Y, steps: [{ do: Do }] }\n`,
    ],
    [
      'an event that both domains publish',
      `${event('consumers: [c]')}flows:\n  F: { reactions: [{ on: Y, by: c, emits: X }] }\n`,
    ],
  ])('is silent about %s', async (_, definitions) => {
    expect(await found(definitions)).toEqual([]);
  });
});
