import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { retryBusinessFailure } from './retry-business-failure.js';

const messages = (failure: string, body = '{ retryable: true }') => `services: { s: {} }
events: { Started: { payload: { id: uuid } }, Done: {}, Asked: {}, Read: {}, ${failure}: ${body} }
commands:
  A: { handler: s, success: Done, failure: [${failure}], retry: { attempts: 3 } }
  AskForCard: { handler: s, success: Asked }
  LookUp: { handler: s, effect: none, success: Read }
`;

const found = (definitions: string, settings?: string) => findingsOf(retryBusinessFailure, definitions, settings);

const retried = (event: string) =>
  `retryable: \`${event}\` is a refusal, and \`retryable\` lets \`A\` ask the same question up to 3 times.`;

describe('retry-business-failure', () => {
  it.each([
    'CardDeclined',
    'ApplicationRejected',
    'AccessDenied',
    'CustomerNotFound',
    'InsufficientFunds',
    'TransferForbidden',
    'InvalidAmount',
    'CreditLimitExceeded',
    'CardExpired',
    'PatientNotEligible',
    'AccountClosed',
    'NoSuchAccount',
    'PaymentRefusedEvent',
  ])('%s is a refusal', async (event) => {
    expect(await found(messages(event))).toEqual([retried(event)]);
  });

  it.each([
    'ServiceUnavailable',
    'PaymentFailed',
    'RequestRejectedTemporarily',
    'RateLimitExceeded',
    'ConnectionTimedOut',
    'StockReservationFailed',
    'TooManyRequests',
    'AccountNotYetFound',
    'RecordLocked',
    'DriverNotAvailable',
    'DriverNotFound',
  ])('%s may be another matter next time', async (event) => {
    expect(await found(messages(event))).toEqual([]);
  });

  it('reads the reasons where the name does not tell', async () => {
    const reasons = (values: string) =>
      messages('ChargeFailed', `{ retryable: true, payload: { reason: enum(${values}) } }`);
    expect(await found(reasons('insufficient_funds|expired_card|unknown'))).toEqual([retried('ChargeFailed')]);
    expect(await found(reasons('insufficient_funds|bank_offline|unknown'))).toEqual([]);
    expect(await found(reasons('unknown'))).toEqual([]);
  });

  it('says nothing of refusals that are not retried, of events that answer nothing, and of one attempt', async () => {
    expect(await found(messages('CardDeclined', '{}'))).toEqual([]);
    expect(await found('events: { CardDeclined: { retryable: true } }')).toEqual([]);
    expect(await found(messages('CardDeclined').replace('attempts: 3', 'attempts: 1'))).toEqual([]);
  });

  const saga = (handler: string, event = 'CardDeclined') =>
    `${messages(event, '{}')}sagas: { S: { start: Started, correlation: id, steps: [{ do: A, onFailure: { ${event}: ${handler} } }] } }`;

  it.each([
    ['nothing', '{ then: retry }'],
    ['rounds of nothing', '{ then: retry, rounds: 5 }'],
    ['a look', '{ steps: [{ do: LookUp }], then: retry }'],
  ])('finds a refusal that is followed by %s', async (_, handler) => {
    expect(await found(saga(handler))).toEqual([
      'CardDeclined: `A` is tried again after the refusal `CardDeclined`, and nothing has changed by then.',
    ]);
  });

  it.each([
    ['a step that changes something', saga('{ steps: [{ do: AskForCard }], then: retry }')],
    ['time', saga('{ steps: [{ wait: 2d }], then: retry }')],
    ['another way out', saga('{ then: skip }')],
    ['what is no refusal', saga('{ then: retry }', 'GatewayBroken')],
    ['silence', saga('{ then: retry }', 'CardDeclined').replace('onFailure: { CardDeclined', 'onFailure: { timeout')],
  ])('accepts %s', async (_, definitions) => {
    expect(await found(definitions)).toEqual([]);
  });

  it('takes words and exceptions of a business', async () => {
    const settings = (lint: string) => `catalog: test\nlint: ${lint}\n`;
    const words = settings('{ lexicon: { refusals: [zoned out] } }');
    expect(await found(messages('PlotZonedOut'), words)).toEqual([retried('PlotZonedOut')]);
    const allow = settings('{ rules: { retry-business-failure: { allow: [CardDeclined] } } }');
    expect(await found(messages('CardDeclined'), allow)).toEqual([]);
  });
});
