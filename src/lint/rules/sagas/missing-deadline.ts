import { insertEntriesAfter } from '../../../edit/index.js';
import { entryOf } from '../../../language/node.js';
import { printDuration } from '../../../model/build/parse-duration.js';
import { DAY, HOUR, MINUTE } from '../../../model/facts/time-sums.js';
import type { Catalog, SagaDef } from '../../../model/index.js';
import { longestRun } from '../../../model/run-parts.js';
import type { Finding, Rule } from '../../rule.js';

/** A saga that may stay unfinished for any length of time. */
export const missingDeadline: Rule = {
  id: 'missing-deadline',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a deadline for every saga.',
  why: `Time limits of single steps do not bound the whole: retries, pauses and waits add up, and an instance that hangs is one among thousands that look just like it. The deadline is the one moment at which somebody learns of it: before the pivot the saga unwinds, behind it an alert is raised.

The fix adds up the time limits, attempts and pauses of all steps and rounds the sum up.`,
  fixable: 'safe',
  bad: `services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
events:
  OrderPlaced: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  PaymentCaptured: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentDeclined: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  OrderConfirmed: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
commands:
  CapturePayment:
    version: 1.0.0
    handler: payment
    payload: { orderId: uuid }
    success: PaymentCaptured
    failure: [PaymentDeclined]
    timeout: 30s
    retry: { attempts: 5, backoff: exponential, delay: 2s, maxDelay: 1m }
sagas:
  Checkout:
    service: order
    start: OrderPlaced
    correlation: orderId
    steps:
      - { do: CapturePayment, pivot: true }
    complete: OrderConfirmed
`,
  good: `services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
events:
  OrderPlaced: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  PaymentCaptured: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentDeclined: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  OrderConfirmed: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
commands:
  CapturePayment:
    version: 1.0.0
    handler: payment
    payload: { orderId: uuid }
    success: PaymentCaptured
    failure: [PaymentDeclined]
    timeout: 30s
    retry: { attempts: 5, backoff: exponential, delay: 2s, maxDelay: 1m }
sagas:
  Checkout:
    service: order
    start: OrderPlaced
    correlation: orderId
    deadline: 5m
    steps:
      - { do: CapturePayment, pivot: true }
    complete: OrderConfirmed
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) if (saga.deadline === undefined) report(noDeadline(catalog, saga));
  },
};

function noDeadline(catalog: Catalog, saga: SagaDef): Finding {
  const longest = longestRun(catalog, saga);
  const finding = {
    span: saga.nameSpan,
    message: `\`${saga.id}\` has no deadline: an instance may stay unfinished for ever.`,
    element: saga,
  };
  if (longest === undefined) {
    return {
      ...finding,
      help: 'Say with `deadline` how long an instance may take from start to end, retries included.',
    };
  }
  const deadline = printDuration(usualTime(longest));
  const after = ['correlation', 'start', 'service'].find((key) => entryOf(saga.node, key)) ?? 'summary';
  const edits = insertEntriesAfter(catalog.texts, saga.node, after, { deadline });
  const help = `Its steps may take ${printDuration(ceilTo(longest, 1_000))} with all retries; \`deadline: ${deadline}\` leaves room for that.`;
  if (edits === undefined) return { ...finding, help };
  return { ...finding, help, fix: { title: `Write \`deadline: ${deadline}\``, safety: 'safe', edits } };
}

/** Deadlines that people would write. */
const USUAL = [
  ...[1, 2, 5, 10, 15, 30, 45].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12, 18, 24, 36].map((hours) => hours * HOUR),
];

function usualTime(ms: number): number {
  return USUAL.find((usual) => usual >= ms) ?? ceilTo(ms, DAY);
}

function ceilTo(ms: number, unit: number): number {
  return Math.ceil(ms / unit) * unit;
}
