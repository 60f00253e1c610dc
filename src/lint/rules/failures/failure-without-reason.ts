import type { Fix } from '../../../diagnostics/index.js';
import { FIRST_REASONS, typeAsWritten } from '../../../edit/failure-event.js';
import { addToMap, type Edits, type JsonMap } from '../../../edit/index.js';
import { nodeAt } from '../../../language/node.js';
import { isFailureEvent } from '../../../model/graph.js';
import type { Catalog, EventDef, Field } from '../../../model/index.js';
import { isOneOfSeveral, missingKeys, saysWhy } from '../../facts/failure-payload.js';
import type { Finding, Rule } from '../../rule.js';

/** Bad news says why, and of what. */
export const failureWithoutReason: Rule = {
  id: 'failure-without-reason',
  group: 'failures',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require failure events to say what failed and why.',
  why: `Whoever hears that a charge was declined has to decide: ask for another card, wait, or give up. Without a reason all of them are treated alike, and without a key nobody knows which order it was about. Both are asked for in the first incident, when they can no longer be had.

Where one command has several failure events, the name of each is its reason.`,
  fixable: 'safe',
  bad: `events:
  CardCharged:
    version: 1.0.0
    producer: payment
    payload: { orderId: uuid, chargeId: string, chargedAt: timestamp }
  CardDeclined:
    version: 1.0.0
    producer: payment
    consumers: [order]
    failureOf: CardCharged
    payload: { orderId: uuid, declinedAt: timestamp }

commands:
  ChargeCard:
    version: 1.0.0
    handler: payment
    payload: { orderId: uuid, amount: decimal(12.2) }
    success: CardCharged
    failure: [CardDeclined]

services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
`,
  good: `events:
  CardCharged:
    version: 1.0.0
    producer: payment
    payload: { orderId: uuid, chargeId: string, chargedAt: timestamp }
  CardDeclined:
    version: 1.0.0
    producer: payment
    consumers: [order]
    failureOf: CardCharged
    payload: { orderId: uuid, declinedAt: timestamp, reason: enum(rejected|unavailable|unknown) }

commands:
  ChargeCard:
    version: 1.0.0
    handler: payment
    payload: { orderId: uuid, amount: decimal(12.2) }
    success: CardCharged
    failure: [CardDeclined]

services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
`,
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      if (event.oldMajor !== undefined || !isFailureEvent(catalog, event)) continue;
      const lacksReason = !isOneOfSeveral(catalog, event) && !saysWhy(catalog, event);
      const keys = missingKeys(catalog, event);
      if (lacksReason || keys.length > 0) report(findingFor(catalog, event, lacksReason, keys));
    }
  },
};

function findingFor(catalog: Catalog, event: EventDef, lacksReason: boolean, keys: readonly Field[]): Finding {
  const names = keys.map((key) => `\`${key.name}\``).join(' and ');
  const reason = 'an enumeration `reason` with a value for the unknown';
  const fix = fixFor(catalog, event, lacksReason, keys);
  return {
    span: event.payload.span,
    message: `\`${event.id}\` does not say ${lackOf(lacksReason, keys.length > 0)}.`,
    help: `Add ${[names, lacksReason ? reason : ''].filter((part) => part !== '').join(' and ')} to its payload.`,
    element: event,
    ...(fix && { fix }),
  };
}

function lackOf(lacksReason: boolean, lacksKey: boolean): string {
  if (lacksReason && lacksKey) return 'what failed, nor why';
  return lacksReason ? 'why it failed' : 'what failed';
}

function fixFor(catalog: Catalog, event: EventDef, lacksReason: boolean, keys: readonly Field[]): Fix | undefined {
  const fields: JsonMap = {
    ...Object.fromEntries(keys.map((key) => [key.name, typeAsWritten(key)])),
    ...(lacksReason && { reason: FIRST_REASONS }),
  };
  const edits = editsFor(catalog, event, fields);
  const names = Object.keys(fields).map((name) => `\`${name}\``);
  return edits && { title: `Add ${names.join(' and ')}`, safety: 'safe', edits };
}

/** Fields can only be written where the payload is a map of fields; examples would no longer fit new required ones. */
function editsFor(catalog: Catalog, event: EventDef, fields: JsonMap): Edits {
  if (event.payload.origin !== 'fields' || event.examples.length > 0) return undefined;
  const payload = nodeAt(event.node, 'payload');
  return payload ? addToMap(catalog.texts, payload, fields) : addToMap(catalog.texts, event.node, { payload: fields });
}
