import { describe, expect, it } from 'vitest';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import type { Change } from '../change.js';
import { checks } from '../checks/index.js';
import { fingerprintOf } from '../fingerprint.js';
import { judgeContext } from '../judge-context.js';
import { diffFlows } from './flows-diff.js';
import { pairMessages } from './pair-messages.js';

const EVENTS = `events:
  Placed: { version: 1.0.0, producer: shop, payload: { orderId: uuid, requestId: uuid } }
  Mailed: { version: 1.0.0, producer: mail, consumers: [archive, ledger], payload: { orderId: uuid } }
  Bounced: { version: 1.0.0, producer: mail, payload: { orderId: uuid } }
`;

function flow(reactions: readonly string[], events = EVENTS): string {
  return `${events}flows:\n  Confirmation:\n    reactions:\n${reactions.map((one) => `      - { ${one} }\n`).join('')}`;
}

async function compared(before: string, after: string) {
  const [old, next] = [await catalogFromYaml(before), await catalogFromYaml(after)];
  return { old, next, changes: diffFlows(old, next, pairMessages(old, next)) };
}

async function changesIn(before: string, after: string): Promise<readonly string[]> {
  return (await compared(before, after)).changes.map(({ kind, at }) => `${kind} ${at}`.trim());
}

async function judged(before: string, after: string) {
  const { old, next, changes } = await compared(before, after);
  return changes.map((change: Change) => {
    const check = checks.find(({ id }) => id === change.kind);
    const context = judgeContext(old, next, '2026-06-01');
    return { text: check?.describe(change), ...check?.judge(change, context).every };
  });
}

describe('flows', () => {
  it('come and go with all that is in them', async () => {
    expect(await changesIn(EVENTS, flow(['on: Placed, by: mail, emits: Mailed']))).toEqual(['flow-added']);
    expect(await changesIn(flow(['on: Placed, by: mail, emits: Mailed']), EVENTS)).toEqual(['flow-removed']);
  });

  it.each([
    [
      'another order of the reactions',
      ['on: Placed, by: a', 'on: Mailed, by: b'],
      ['on: Mailed, by: b', 'on: Placed, by: a'],
    ],
    ['another order of names', ['on: [Placed, Bounced], emits: [Mailed]'], ['on: [Bounced, Placed], emits: Mailed']],
    ['the same time in other words', ['on: Placed, after: 60m'], ['on: Placed, after: 1h']],
    [
      'twins in another order',
      ['on: Placed, by: a, after: 1h', 'on: Placed, by: a, after: 2h'],
      ['on: Placed, by: a, after: 2h', 'on: Placed, by: a, after: 1h'],
    ],
  ])('%s is no change', async (_title, before, after) => {
    expect(await changesIn(flow(before), flow(after))).toEqual([]);
  });

  it.each([
    ['when: Placed.orderId != ""', 'when'],
    ['after: 1h', 'after'],
    ['at: Placed.due', 'at'],
    ['after: 1h, restart: true', 'after restart'],
    ['needs: [Bounced]', 'needs'],
    ['needs: [Bounced], onMissing: park', 'needs onMissing'],
    ['idempotentBy: [orderId]', 'idempotentBy'],
    ['calls: [{ service: post, idempotentBy: [orderId] }]', 'calls'],
    ['emits: [Mailed]', 'emits'],
    ['fails: [Bounced]', 'fails'],
  ])('`%s` is told when it comes and when it goes', async (part, parts) => {
    const [without, having] = [
      flow(['on: Placed, by: mail']),
      flow([`on: Placed, by: mail, ${part.replaceAll('"', "''")}`]),
    ];
    const told = parts.split(' ').map((name) => `reaction-changed reactions[Placed by mail].${name}`);
    expect(await changesIn(without, having)).toEqual(told);
    expect(await changesIn(having, without)).toEqual(told);
  });
});

describe('a reaction', () => {
  it('is the same by what it waits for and who does it, then by what it leads to', async () => {
    const before = flow(['on: Placed, by: mail, emits: Mailed', 'on: Bounced, by: desk']);
    expect(await changesIn(before, flow(['on: Bounced, by: desk', 'on: Placed, by: mail, emits: Bounced']))).toEqual([
      'reaction-changed reactions[Placed by mail].emits',
    ]);
    expect(await changesIn(before, flow(['on: Bounced, by: desk', 'on: Placed, by: post, emits: Mailed']))).toEqual([
      'reaction-changed reactions[Placed by post].by',
    ]);
    expect(await changesIn(before, flow(['on: Bounced, by: desk', 'on: Bounced, by: mail, emits: Mailed']))).toEqual([
      'reaction-changed reactions[Bounced by mail].on',
    ]);
    expect(await changesIn(before, flow(['on: Placed, by: mail, emits: Mailed', 'on: Mailed, by: post']))).toEqual([
      'reaction-removed reactions[Bounced by desk]',
      'reaction-added reactions[Mailed by post]',
    ]);
  });

  it('has a place of its own, and the same fingerprint wherever it stands', async () => {
    const [one, other] = ['on: Placed, by: mail', 'on: Mailed, by: desk'];
    const gone = async (before: readonly string[]) =>
      (await compared(flow(before), flow([other]))).changes.map(fingerprintOf);
    expect(await gone([one, other])).toEqual(await gone([other, one]));
    const twins = flow(['on: Placed, by: mail', 'on: Placed, by: mail, after: 1h', other]);
    expect(await changesIn(twins, flow([other]))).toEqual([
      'reaction-removed reactions[Placed by mail]',
      'reaction-removed reactions[Placed by mail, 2]',
    ]);
  });

  it('follows events and keys to their new names', async () => {
    const renamed = EVENTS.replace('  Mailed: {', '  MailGone: { wire: Mailed,').replace(
      'orderId: uuid, requestId',
      'order: { type: uuid, renamedFrom: orderId }, requestId',
    );
    const before = flow(['on: Placed, by: mail, emits: Mailed, idempotentBy: [orderId]']);
    expect(
      await changesIn(before, flow(['on: Placed, by: mail, emits: MailGone, idempotentBy: [order]'], renamed)),
    ).toEqual([]);
  });
});

describe('what breaks', () => {
  const MAIL = 'on: Placed, by: mail, emits: Mailed, fails: Bounced';

  it('are the readers of an event that nothing leads to any more', async () => {
    const [change] = await judged(flow([MAIL, 'on: Bounced, by: desk']), flow(['on: Bounced, by: desk']));
    expect(change).toEqual({
      text: 'The flow `Confirmation` no longer has the reaction of `mail` to `Placed`.',
      forward: {
        level: 'break',
        reason:
          '`archive`, `ledger` and `desk` wait for `Mailed` and `Bounced`, which nothing in the catalog leads to any more.',
      },
    });
  });

  it('is nobody where another service, command or saga publishes it, or who read it has gone too', async () => {
    const stillThere = [
      EVENTS.replace('producer: mail, consumers', 'producer: post, consumers'),
      EVENTS.replace(', consumers: [archive, ledger]', ''),
      `${EVENTS}commands:\n  Send: { version: 1.0.0, handler: post, payload: { orderId: uuid }, success: Mailed }\n`,
    ];
    for (const events of stillThere) {
      const [change] = await judged(flow([MAIL, 'on: Placed, by: desk']), flow(['on: Placed, by: desk'], events));
      expect(change).toEqual({ text: 'The flow `Confirmation` no longer has the reaction of `mail` to `Placed`.' });
    }
  });

  it('is nobody where a success is a failure now', async () => {
    const changes = await judged(
      flow(['on: Placed, by: mail, emits: Mailed']),
      flow(['on: Placed, by: mail, fails: Mailed']),
    );
    expect(changes.map(({ forward }) => forward)).toEqual([undefined, undefined]);
  });

  it('may be what comes again, by another key of the reaction or of what it calls', async () => {
    const keyed = (key: string) => flow([`on: Placed, by: mail, calls: [{ service: post, idempotentBy: [${key}] }]`]);
    const [change] = await judged(keyed('orderId'), keyed('requestId'));
    expect(change?.text).toBe(
      'The reaction of `mail` to `Placed` in `Confirmation` calls `post` again safely by `requestId` now instead of `orderId`.',
    );
    expect(change?.backward?.level).toBe('risk');
    const [first] = await judged(keyed(''), keyed('orderId'));
    expect(first?.backward).toBeUndefined();
  });
});
