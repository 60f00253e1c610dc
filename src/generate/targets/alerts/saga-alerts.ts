import { printDuration } from '../../../model/build/parse-duration.js';
import { countOf } from '../../../model/facts/name-list.js';
import { pivotOf } from '../../../model/graph.js';
import type { Catalog, SagaDef } from '../../../model/index.js';
import { longestRun } from '../../../model/run-parts.js';
import { type SagaGraves, sagaGraves } from '../../shared/saga-graves.js';
import type { Alert } from './alert.js';
import { METRICS } from './metrics.js';
import { growth, oneOf, plainText, rise, series } from './promql.js';
import { ownerOfService } from './thresholds.js';

/** How long a saga may be past its time before somebody is told: undoing takes some of it. */
const GRACE = '10m';
const WINDOW = '15m';
/** The same as that of what handlers give up. */
const LETTERS_WINDOW = '1h';

/** The alerts of one saga. Of one without a known end nobody can say that it takes too long. */
export function sagaAlerts(catalog: Catalog, saga: SagaDef): readonly Alert[] {
  return [stuck(catalog, saga), ...overdue(catalog, saga), ...missed(catalog, saga), ...letters(catalog, saga)];
}

function base(catalog: Catalog, saga: SagaDef): Pick<Alert, 'subject' | 'owner' | 'labels'> {
  const owner = saga.stuck?.alert ?? ownerOfService(catalog, saga.service?.name);
  return {
    subject: saga.id,
    ...(owner !== undefined && { owner }),
    labels: { saga: saga.id, ...(saga.service && { service: saga.service.name }) },
  };
}

function stuck(catalog: Catalog, saga: SagaDef): Alert {
  const chosen = series(METRICS.instances, { sagac_saga: saga.id, sagac_status: 'stuck' });
  return {
    ...base(catalog, saga),
    name: 'SagaStuck',
    severity: 'critical',
    expr: `max by (sagac_saga) (${chosen}) > 0`,
    when: 'as soon as one run is stuck',
    summary: `Runs of the saga ${plainText(saga.id)} that need a person: {{ $value }}`,
    meaning: `The engine has done all that it may for such a run of ${saga.id}. It stays half done until somebody decides.`,
  };
}

function overdue(catalog: Catalog, saga: SagaDef): readonly Alert[] {
  const limit = timeLimit(catalog, saga);
  if (limit === undefined) return [];
  const chosen = series(METRICS.oldestInstance, { sagac_saga: saga.id, sagac_status: '~running|unwinding' });
  return [
    {
      ...base(catalog, saga),
      name: 'SagaOverdue',
      severity: 'warning',
      expr: `max by (sagac_saga) (${chosen}) > ${limit.ms / 1000}`,
      for: GRACE,
      when: `a run is older than ${printDuration(limit.ms)}, ${limit.why}, for ${GRACE}`,
      summary: `The oldest run of the saga ${plainText(saga.id)} has taken {{ $value | humanizeDuration }}`,
      meaning: `A run of ${saga.id} has neither succeeded nor been taken back in the time that it has. Perhaps no worker is at work.`,
    },
  ];
}

function timeLimit(catalog: Catalog, saga: SagaDef): { readonly ms: number; readonly why: string } | undefined {
  if (saga.deadline) return { ms: saga.deadline.ms, why: 'its deadline' };
  const ms = longestRun(catalog, saga);
  return ms === undefined || ms === 0 ? undefined : { ms, why: 'the longest that its steps can take' };
}

/** Before the point of no return the engine unwinds by itself; behind it a late saga is only told. */
function missed(catalog: Catalog, saga: SagaDef): readonly Alert[] {
  if (!saga.deadline || !pivotOf(saga)) return [];
  const matchers = { sagac_saga: saga.id, sagac_consequence: 'alert' };
  return [
    {
      ...base(catalog, saga),
      name: 'SagaDeadlineMissed',
      severity: 'warning',
      expr: `sum by (sagac_saga) (${growth(METRICS.deadlinesPassed, matchers, WINDOW)}) > 0`,
      when: `a run passes its deadline of ${saga.deadline.text} at or behind the point of no return`,
      summary: `Runs of the saga ${plainText(saga.id)} that are late and will not be taken back: {{ $value | humanize }}`,
      meaning: `What ${saga.id} is for will still be done, but later than ${saga.deadline.text} after it began.`,
    },
  ];
}

/** What a saga cannot take is buried by the broker: no consumer counts it, only the gauge of what lies there. */
function letters(catalog: Catalog, saga: SagaDef): readonly Alert[] {
  const graves = sagaGraves(catalog, saga);
  if (graves.length === 0) return [];
  const label = 'messaging_destination_name';
  const risen = ({ least, channels }: SagaGraves) =>
    `${rise(METRICS.deadLetters, { [label]: oneOf(channels) }, label, LETTERS_WINDOW)} >= ${least}`;
  const when = ({ least, channels }: SagaGraves) => `${countOf(least, 'letter')} more in ${channels.join(' or ')}`;
  return [
    {
      ...base(catalog, saga),
      name: 'SagaDeadLetters',
      severity: 'critical',
      expr: graves.map(risen).join(' or '),
      when: `${graves.map(when).join(', or ')}, within an hour`,
      summary: `More dead letters in {{ $labels.messaging_destination_name }}, where those of the saga ${plainText(saga.id)} go: {{ $value | humanize }}`,
      meaning: `Workers of ${saga.id} could not take a message: an answer, an event or a start. What it tells has not come to its run, which waits, asks again, or unwinds in the end.`,
    },
  ];
}
