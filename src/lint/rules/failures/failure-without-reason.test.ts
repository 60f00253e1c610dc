import { describe, expect, it } from 'vitest';
import { catalogOf, findingsOf, fixWith } from '../../rule-tester.js';
import { lintCatalog } from '../../run.js';
import { failureWithoutReason as rule } from './failure-without-reason.js';

const pair = (payload: string, more = '') =>
  `events:\n  Sent: { payload: { orderId: uuid, at: timestamp } }\n  Bounced: { failureOf: Sent, payload: ${payload}${more} }\ntypes:\n  Refusal: { enum: [a, unknown], unknown: unknown }\n  Currency: { enum: [EUR] }\n`;
const messages = async (definitions: string) =>
  (await findingsOf(rule, definitions)).map((finding) => finding.slice(finding.lastIndexOf('`')));

describe('failure-without-reason', () => {
  it.each([
    ['{ orderId: uuid }', '` does not say why it failed.'],
    ['{ reason: string }', '` does not say what failed.'],
    ['{ at: timestamp }', '` does not say what failed, nor why.'],
    ['{ orderId: uuid, postalCode: string }', '` does not say why it failed.'],
    ['{}', '` does not say what failed, nor why.'],
  ])('finds %s', async (payload, message) => {
    expect(await messages(pair(payload))).toEqual([message]);
  });

  it.each([
    '{ orderId: uuid, reason: string }',
    '{ orderId: uuid, declineCode: string }',
    '{ orderId: uuid, error: string? }',
    '{ orderId: uuid, why: Refusal }',
    '{ orderId: uuid, outcome: enum(a|unknown) }',
    '{ orderId: uuid, details: Refusal }',
  ])('is content with %s', async (payload) => {
    expect(await messages(pair(payload))).toEqual([]);
  });

  it('takes the name for the reason where there are several', async () => {
    const definitions =
      'events:\n  Held: { payload: { orderId: uuid } }\n  NotFound: { payload: { orderId: uuid } }\n  LimitExceeded: { payload: { orderId: uuid } }\ncommands:\n  Hold: { success: Held, failure: [NotFound, LimitExceeded] }\n';
    expect(await messages(definitions)).toEqual([]);
  });

  it('leaves alone what only sounds like a failure', async () => {
    expect(await messages('events:\n  CardDeclined: { payload: { cardId: uuid } }\n')).toEqual([]);
  });

  it('adds key and reason, with the type and the marks of the key', async () => {
    const definitions =
      'events:\n  Sent: { key: mail, payload: { mail: { type: email, pii: true }, at: timestamp } }\n  Bounced:\n    failureOf: Sent\n    payload:\n      at: timestamp # when\n';
    const { text } = await fixWith(rule, definitions);
    expect(text).toBe(
      `${definitions}      mail: { type: email, pii: true }\n      reason: enum(rejected|unavailable|unknown)\n`,
    );
  });

  it('writes a payload where there is none', async () => {
    const { text } = await fixWith(
      rule,
      'events:\n  Sent: { payload: { orderId: uuid } }\n  Bounced: { failureOf: Sent }\n',
    );
    expect(text).toContain('payload: { orderId: uuid, reason: enum(rejected|unavailable|unknown) }');
  });

  it('offers no repair that would make examples wrong', async () => {
    const definitions = pair('{ orderId: uuid }', ', examples: [{ orderId: 6f9619ff-8b86-4011-b42d-00cf4fc964ff }]');
    const { catalog } = await catalogOf(definitions);
    const [finding] = lintCatalog(catalog, { only: [rule.id], rules: [rule] });
    expect(finding?.code).toBe(rule.id);
    expect(finding?.fix).toBeUndefined();
  });
});
