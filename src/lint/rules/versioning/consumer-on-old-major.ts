import { dayIn, daysBetween } from '../../../model/facts/days.js';
import { countOf } from '../../../model/facts/name-list.js';
import { consumersOf, serviceNames } from '../../../model/graph.js';
import {
  type Catalog,
  type Element,
  type EventDef,
  type MessageDef,
  messageById,
  type NameRef,
} from '../../../model/index.js';
import { majorsOf } from '../../facts/versions.js';
import type { Finding, Rule } from '../../rule.js';

/** A reader that has to move, with nothing that makes it. */
export const consumerOnOldMajor: Rule = {
  id: 'consumer-on-old-major',
  group: 'versioning',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow consumers of an older major without a plan to leave it.',
  why: `As long as one service reads \`Name@1\`, its producer has to publish both, test both and keep both in step. What is not planned does not happen: the last reader is found on the day on which the old one is switched off.

Consumers, senders, reactions and sagas that name an older major are found. One with a plan is left alone: \`deprecated\` with a \`sunset\` that is more than \`noticeDays\` (90) away; so is a service that reads the newer major as well, because it is on its way. What is still to come is printed.`,
  options: {
    schema: {
      type: 'object',
      properties: { noticeDays: { type: 'integer', minimum: 0 } },
      additionalProperties: false,
    },
    defaults: { noticeDays: 90 },
  },
  bad: `services:
  school: { owner: team-school }
  reports: { owner: team-reports }
events:
  PupilGraded@1:
    version: 1.1.0
    producer: school
    consumers: [reports]
    payload: { pupilId: uuid, mark: string }
  PupilGraded:
    version: 2.0.0
    producer: school
    payload: { pupilId: uuid, points: int }
`,
  good: `services:
  school: { owner: team-school }
  reports: { owner: team-reports }
events:
  PupilGraded@1:
    version: 1.1.0
    producer: school
    payload: { pupilId: uuid, mark: string }
  PupilGraded:
    version: 2.0.0
    producer: school
    consumers: [reports]
    payload: { pupilId: uuid, points: int }
`,
  check({ catalog, options, today, report }) {
    const left = new Map<string, MessageDef>();
    for (const majors of majorsOf(catalog).values()) {
      const newest = majors.at(-1);
      for (const old of majors.slice(0, -1)) {
        if (newest && !isPlanned(old, today, Number(options['noticeDays']))) left.set(old.id, newest);
      }
    }
    if (left.size === 0) return;
    for (const use of usesOf(catalog, left)) report(findingFor(use, today));
  },
};

function isPlanned({ deprecated }: MessageDef, today: string | undefined, notice: number): boolean {
  const sunset = dayIn(deprecated?.sunset);
  return sunset !== undefined && (today === undefined || daysBetween(today, sunset) > notice);
}

interface Use {
  readonly old: MessageDef;
  readonly newest: MessageDef;
  readonly ref: NameRef;
  readonly who: string;
  readonly element: Element;
}

/** Roles of a name by which a flow or saga depends on the message; what it publishes or answers with does not count. */
const READING: ReadonlySet<string> = new Set([
  'trigger',
  'needed event',
  'start',
  'awaited event',
  'awaited failure',
  'heard event',
  'cancelling event',
  'ending event',
  'step',
  'undo',
  'check',
]);

function usesOf(catalog: Catalog, left: ReadonlyMap<string, MessageDef>): readonly Use[] {
  const uses: Use[] = [];
  for (const { ref, role, from } of catalog.references) {
    const newest = left.get(ref.name);
    const old = newest && messageById(catalog, ref.name);
    if (newest && old && READING.has(role))
      uses.push({ old, newest, ref, who: `The ${from.kind} \`${from.id}\``, element: from });
  }
  for (const [id, newest] of left) {
    const old = messageById(catalog, id);
    if (old) uses.push(...declaredUses(catalog, old, newest));
  }
  return uses;
}

/** Services that the older major itself names, less those that are told by their flow or saga or read the newer one, too. */
function declaredUses(catalog: Catalog, old: MessageDef, newest: MessageDef): readonly Use[] {
  const refs = old.kind === 'event' ? old.consumers.map(({ service }) => service) : old.senders;
  const told = old.kind === 'event' ? readersOf(catalog, old, (kind) => kind !== 'declared') : new Set<string>();
  const moving = newest.kind === 'event' ? readersOf(catalog, newest, () => true) : senderNames(newest);
  return refs
    .filter(({ name }) => !told.has(name) && !moving.has(name))
    .map((ref) => ({ old, newest, ref, who: `\`${ref.name}\``, element: old }));
}

function readersOf(catalog: Catalog, event: EventDef, counts: (kind: string) => boolean): ReadonlySet<string> {
  const readers = consumersOf(catalog, event.id).filter(({ via }) => counts(via.kind));
  return new Set(serviceNames(readers));
}

function senderNames(message: MessageDef): ReadonlySet<string> {
  return new Set(message.kind === 'command' ? message.senders.map(({ name }) => name) : []);
}

function findingFor({ old, newest, ref, who, element }: Use, today: string | undefined): Finding {
  const version = newest.version === undefined ? '' : ` (${newest.version})`;
  return {
    span: ref.span,
    message: `${who} uses \`${old.id}\`, and \`${newest.id}\`${version} is there; ${planText(old, today)}.`,
    element,
    help: `Move it to \`${newest.id}\`${planHelp(old)}.`,
    labels: [{ span: newest.nameSpan, text: 'the newer major' }],
  };
}

function planText({ deprecated }: MessageDef, today: string | undefined): string {
  if (deprecated === undefined) return 'the older one is not even deprecated';
  const sunset = dayIn(deprecated.sunset);
  if (sunset === undefined || today === undefined) return 'the older one is deprecated without a date';
  const days = daysBetween(today, sunset);
  if (days < 0) return `the older one was to be gone on ${sunset}, ${countOf(-days, 'day')} ago`;
  return `the older one goes away on ${sunset}, in ${countOf(days, 'day')}`;
}

function planHelp({ deprecated, id }: MessageDef): string {
  return dayIn(deprecated?.sunset) === undefined
    ? `, or deprecate \`${id}\` with a \`sunset\` by which it will have moved`
    : '';
}
