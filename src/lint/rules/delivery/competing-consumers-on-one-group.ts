import type { Span } from '../../../diagnostics/index.js';
import { nodeAt } from '../../../language/node.js';
import { trafficOf } from '../../../model/facts/channel-traffic.js';
import type { Catalog, EventDef } from '../../../model/index.js';
import type { Rule } from '../../rule.js';

/** Two services that take each other's messages away. */
export const competingConsumersOnOneGroup: Rule = {
  id: 'competing-consumers-on-one-group',
  group: 'delivery',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow one consumer group for several services on one channel.',
  why: `A broker divides a channel among the members of a consumer group, and takes them all for the same program. Two services in one group each get a part of the partitions, and the other part only the other one sees: every other order is never invoiced. Instances of one service share a group, services do not.

This is about different events on one channel as well: a group gets whole partitions, whatever is in them.`,
  bad: `services:
  payroll: { owner: team-payroll }
  accounting: { owner: team-finance, inbox: { window: 8d } }
  reporting: { owner: team-finance, inbox: { window: 8d } }
channels:
  hr.salary.events: { broker: kafka, key: employeeId }
events:
  SalaryPaid:
    version: 1.0.0
    producer: payroll
    consumers: [{ service: accounting, group: finance }, { service: reporting, group: finance }]
    channel: hr.salary.events
    payload: { employeeId: uuid, paidAt: timestamp }
`,
  good: `services:
  payroll: { owner: team-payroll }
  accounting: { owner: team-finance, inbox: { window: 8d } }
  reporting: { owner: team-finance, inbox: { window: 8d } }
channels:
  hr.salary.events: { broker: kafka, key: employeeId }
events:
  SalaryPaid:
    version: 1.0.0
    producer: payroll
    consumers: [{ service: accounting, group: accounting }, { service: reporting, group: reporting }]
    channel: hr.salary.events
    payload: { employeeId: uuid, paidAt: timestamp }
`,
  check({ catalog, report }) {
    for (const channel of catalog.channels.values()) {
      // On a queue the group means nothing: there each message reaches one service anyway.
      if (channel.shape === 'queue') continue;
      for (const [group, [first, ...others]] of membersByGroup(catalog, channel.id)) {
        for (const other of others) {
          if (first === undefined) continue;
          report({
            span: groupSpan(other),
            message: `\`${other.service}\` and \`${first.service}\` share the consumer group \`${group}\` on \`${channel.id}\`: each gets only a part of the messages.`,
            help: `Give \`${other.service}\` a group of its own.`,
            labels: [{ span: groupSpan(first), text: `\`${first.service}\` is in this group` }],
            element: other.event,
          });
        }
      }
    }
  },
};

interface Member {
  readonly service: string;
  readonly span: Span;
  readonly event: EventDef;
}

/** The services of each group on a channel, each once. */
function membersByGroup(catalog: Catalog, channel: string): ReadonlyMap<string, readonly Member[]> {
  const groups = new Map<string, Map<string, Member>>();
  for (const event of trafficOf(catalog, channel).messages) {
    if (event.kind !== 'event') continue;
    for (const { service, group } of event.consumers) {
      if (group === undefined) continue;
      const members = groups.get(group) ?? new Map<string, Member>();
      groups.set(group, members);
      if (!members.has(service.name)) members.set(service.name, { service: service.name, span: service.span, event });
    }
  }
  return new Map([...groups].map(([group, members]) => [group, [...members.values()]]));
}

/** The place of `group` beside a consumer's `service`. */
function groupSpan({ event, span }: Member): Span {
  const list = nodeAt(event.node, 'consumers');
  const items = list?.kind === 'list' ? list.items : list ? [list] : [];
  const item = items.find((one) => nodeAt(one, 'service')?.span.start === span.start);
  return nodeAt(item, 'group')?.span ?? span;
}
