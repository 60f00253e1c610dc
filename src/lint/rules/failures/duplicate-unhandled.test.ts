import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { duplicateUnhandled } from './duplicate-unhandled.js';

const reacting = (service: string, reaction: string) => `services: { a: { ${service} }, mail: { external: true } }
channels: { c: { retention: 3d, retryDelays: [1m] } }
events: { E: { channel: c, payload: { id: uuid } }, Sent: {}, Lost: {} }
flows: { F: { reactions: [{ on: E, by: a${reaction} }] } }
`;
const again = (effect: string) =>
  `a: \`a\` ${effect} again when \`E\` is delivered twice: nothing recognises the repeat.`;

describe('duplicate-unhandled', () => {
  it.each([
    ['a store', 'store: postgres', '', 'writes to its store'],
    ['a call', 'owner: t', ', calls: [mail]', 'calls `mail`'],
    ['an event', 'owner: t', ', emits: Sent', 'emits `Sent`'],
    ['a failure event', 'owner: t', ', fails: [Lost]', 'emits `Lost`'],
    ['a store behind a safe call', 'store: x', ', calls: [{ service: mail, idempotentBy: id }]', 'calls `mail`'],
    ['an inbox that is said to be none', 'store: x, inbox: false', '', 'writes to its store'],
  ])('finds %s', async (_, service, reaction, effect) => {
    expect(await findingsOf(duplicateUnhandled, reacting(service, reaction))).toEqual([again(effect)]);
  });

  it.each([
    ['an inbox', 'store: x, inbox: true', ''],
    ['an inbox with a window', 'store: x, inbox: { window: 1d }', ', emits: Sent'],
    ['a natural key', 'store: x', ', emits: Sent, idempotentBy: id'],
    ['calls with a key and no store', 'owner: t', ', calls: [{ service: mail, idempotentBy: id }], emits: Sent'],
    ['no effect that we know of', 'owner: t', ''],
    ['a service of others', 'external: true, store: x', ''],
  ])('accepts %s', async (_, service, reaction) => {
    expect(await findingsOf(duplicateUnhandled, reacting(service, reaction))).toEqual([]);
  });

  it('says it once for a service, of the reactions that are not safe', async () => {
    const yaml = `services: { a: { store: x } }
events: { E: { payload: { id: uuid } }, F: {}, G: {}, H: {} }
flows:
  X: { reactions: [{ on: E, by: a, idempotentBy: id }, { on: F, by: a }] }
  Y: { reactions: [{ on: [F, G], by: a }, { on: H, by: a }, { on: H, by: nobody }, { on: H }] }
`;
    expect(await findingsOf(duplicateUnhandled, yaml)).toEqual([
      'a: `a` writes to its store again when `F` or one of 2 other events is delivered twice: nothing recognises the repeat.',
    ]);
  });

  it('names two events, and counts the others of more', async () => {
    expect(await findingsOf(duplicateUnhandled, reacting('store: x', '').replace('on: E', 'on: [E, Sent]'))).toEqual([
      again('writes to its store').replace('`E`', '`E` or `Sent`'),
    ]);
  });

  it.each([
    ['{ retention: 3d, retryDelays: [1m] }', 'inbox: { window: 4d }'],
    ['{ retention: 90s }', 'inbox: { window: 90s }'],
    ['{}', 'inbox: true'],
  ])('writes an inbox for a channel of %s', async (channel, inbox) => {
    const yaml = (service: string) =>
      reacting(service, ', emits: Sent').replace('{ retention: 3d, retryDelays: [1m] }', channel);
    const { text, rejected } = await fixWith(duplicateUnhandled, yaml('store: x, outbox: true, summary: S'));
    expect(text).toBe(yaml(`store: x, outbox: true, ${inbox}, summary: S`));
    expect(rejected).toEqual([]);
  });

  it('writes a window that outlasts the attempts of commands as well', async () => {
    const more = `commands: { Do: { handler: a, timeout: 1d, retry: { attempts: 5, delay: 1s } } }
sagas: { S: { start: E, steps: [{ do: Do }] } }
`;
    const { text } = await fixWith(duplicateUnhandled, reacting('store: x', '') + more);
    expect(text).toBe(reacting('store: x, inbox: { window: 6d }', '') + more);
  });

  it('does not write over what somebody has decided', async () => {
    const yaml = reacting('store: x, inbox: false', '');
    expect((await fixWith(duplicateUnhandled, yaml)).text).toBe(yaml);
  });
});
