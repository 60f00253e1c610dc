import { printDuration } from '../../../model/build/parse-duration.js';
import { namesOf, reactionsIn } from '../../../model/graph.js';
import type { Catalog, ServiceDef } from '../../../model/index.js';
import type { Alert } from './alert.js';
import { METRICS } from './metrics.js';
import { plainText, series } from './promql.js';

/** A message may stand in an outbox for so long before somebody is told. */
const OUTBOX_AGE_MS = 300_000;

/** The alerts of one service: its outbox, and what it has parked. */
export function serviceAlerts(catalog: Catalog, service: ServiceDef): readonly Alert[] {
  if (service.external) return [];
  return [...parked(catalog, service), ...outbox(service)];
}

function base({ id, owner }: ServiceDef): Pick<Alert, 'subject' | 'owner' | 'labels'> {
  return { subject: id, ...(owner !== undefined && { owner }), labels: { service: id } };
}

function parked(catalog: Catalog, service: ServiceDef): readonly Alert[] {
  const waiting = reactionsIn(catalog).filter(({ by, onMissing }) => by?.name === service.id && onMissing === 'park');
  if (waiting.length === 0) return [];
  const events = [...new Set(waiting.flatMap(({ on }) => namesOf(on)))].join(', ');
  const needs = [...new Set(waiting.flatMap((reaction) => namesOf(reaction.needs)))].join(', ');
  const chosen = series(METRICS.parkedInInbox, { sagac_service: service.id, sagac_reason: 'needs' });
  return [
    {
      ...base(service),
      name: 'MessagesParked',
      severity: 'warning',
      expr: `max by (sagac_service) (${chosen}) > 0`,
      for: '30m',
      when: 'messages have been parked for 30m',
      summary: `${plainText(service.id)} has parked {{ $value }} messages because others have not come`,
      meaning: `${service.id} has got ${events} before what has to come first (${needs}). Such messages are given up in the end.`,
    },
  ];
}

function outbox(service: ServiceDef): readonly Alert[] {
  if (!service.outbox) return [];
  const matchers = { sagac_service: service.id };
  const keep = service.outboxKeep?.ms;
  const behind = (severity: Alert['severity'], ms: number, why: string): Alert => ({
    ...base(service),
    name: 'OutboxBehind',
    severity,
    expr: `max by (sagac_service) (${series(METRICS.oldestInOutbox, matchers)}) > ${ms / 1000}`,
    for: '5m',
    when: `the oldest unpublished message is older than ${printDuration(ms)}${why}, for 5m`,
    summary: `The outbox of ${plainText(service.id)} has not published anything that is {{ $value | humanizeDuration }} old`,
    meaning: `What has happened in ${service.id} is written down, and nobody else hears of it.`,
  });
  return [
    behind('warning', OUTBOX_AGE_MS, ''),
    ...(keep === undefined || keep / 2 <= OUTBOX_AGE_MS
      ? []
      : [behind('critical', keep / 2, ', half of what it keeps')]),
    {
      ...base(service),
      name: 'OutboxParked',
      severity: 'critical',
      expr: `max by (sagac_service) (${series(METRICS.parkedInOutbox, matchers)}) > 0`,
      when: 'as soon as a message is parked',
      summary: `The outbox of ${plainText(service.id)} has given up on {{ $value }} messages`,
      meaning: `The broker does not take messages of ${service.id}. They, and what comes behind them under the same key, wait for a person.`,
    },
  ];
}
