import { memoised } from '../../../model/graph.js';
import { addTo } from '../../../model/grouped.js';
import type { Catalog, EventDef } from '../../../model/index.js';
import { spokenName } from '../../facts/identity-fields.js';
import { lexiconOf } from '../../facts/lexicon-of.js';
import { isCurrent, isForeign } from '../../facts/message-standing.js';
import { technologyIn } from '../../facts/technical-names.js';
import { ATTRIBUTES, CHANGE_VERBS, ENTITIES, OWN_CHANGE_VERBS, RECORDS, VAGUE_PARTS } from '../../lexicon/entities.js';
import { singularOf } from '../../lexicon/inflect.js';
import type { EventName } from '../../lexicon/message-name.js';
import { personNouns } from '../../lexicon/noun-classes.js';
import type { Rule } from '../../rule.js';

/** That a record is different now is no news; what happened is. */
export const noCrudEvent: Rule = {
  id: 'no-crud-event',
  group: 'naming',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow events that say that something changed, and not what happened.',
  why: `\`OrderUpdated\` is how a database sees the world. Every consumer has to compare old and new to learn whether the customer added a line, the address was wrong or the price came down, each guesses in its own way, and the reason is lost for good.

Found are updated, changed, modified, altered, edited and saved, of an entity as such: something that the payload has an id of, that other events of the catalog tell of too (but for changed: \`TableChanged\` may be another table), or that a dictionary knows (\`CustomerChanged\`, \`OrderDetailsUpdated\`). What names the attribute says what happened (\`AddressChanged\`, \`PriceUpdated\`, \`OrderStatusChanged\`), as does what goes on behind the verb (\`PlanChangedToPremium\`). \`OrderCreated\` and \`UserDeleted\` are left alone: people do open accounts and delete users, though \`OrderPlaced\` often says more.`,
  bad: `services:
  policies: { owner: team-policies }
  billing: { owner: team-billing }
channels:
  insurance.policy.events: { key: policyId }
events:
  PolicyUpdated:
    version: 1.0.0
    summary: A second driver was added to a car's policy.
    producer: policies
    consumers: [billing]
    channel: insurance.policy.events
    payload: { policyId: uuid, driverName: { type: string, pii: true }, updatedAt: timestamp }
`,
  good: `services:
  policies: { owner: team-policies }
  billing: { owner: team-billing }
channels:
  insurance.policy.events: { key: policyId }
events:
  DriverAddedToPolicy:
    version: 1.0.0
    summary: A second driver was added to a car's policy.
    producer: policies
    consumers: [billing]
    channel: insurance.policy.events
    payload: { policyId: uuid, driverName: { type: string, pii: true }, updatedAt: timestamp }
`,
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      if (!isCurrent(event) || isForeign(catalog, event)) continue;
      const entity = changedEntity(catalog, event);
      if (entity === undefined || technologyIn(catalog, event) !== undefined) continue;
      report({
        span: event.nameSpan,
        message: `The event \`${event.id}\` says that something about the ${entity} changed, not what happened.`,
        help: `Ask the people of the business what happened to the ${entity}, and give each answer an event of its own.`,
        element: event,
      });
    }
  },
};

/** What changed, if the event says no more than that. */
function changedEntity(catalog: Catalog, event: EventDef): string | undefined {
  const name = lexiconOf(catalog).parseEventName(event.name);
  const { subject, tail } = name;
  const verb = name.verbs.at(-1) ?? '';
  if (!CHANGE_VERBS.has(verb) || (tail.length > 0 && tail[0] !== 'by')) return undefined;
  const thing = entityOf(name);
  const head = thing.at(-1) ?? '';
  if (head === '' || ATTRIBUTES.has(head) || isReplaced(verb, head)) return undefined;
  const isEntity = OWN_CHANGE_VERBS.has(verb)
    ? RECORDS.has(head)
    : ENTITIES.has(head) || hasIdOf(event, thing) || (verb !== 'change' && isToldOf(catalog, subject, event));
  return isEntity ? thing.join(' ') : undefined;
}

/** `OperatorChanged`: somebody else does it now. */
function isReplaced(verb: string, noun: string): boolean {
  return verb === 'change' && personNouns.has(noun) && !ENTITIES.has(noun);
}

/** The words of the entity in the singular; `OrderCreatedOrUpdated` is about an order. */
function entityOf({ subject }: EventName): readonly string[] {
  const or = subject.findIndex((word) => word === 'or' || word === 'and');
  const words = (or > 1 ? subject.slice(0, or - 1) : subject).map(singularOf);
  const last = words.at(-1) ?? '';
  return words.length > 1 && VAGUE_PARTS.has(last) ? words.slice(0, -1) : words;
}

function hasIdOf({ payload }: EventDef, thing: readonly string[]): boolean {
  const id = [...thing, 'id'].join(' ');
  return payload.fields.some((field) => spokenName(field.name) === id);
}

/** Whether other events tell what else happens to the same thing. (One that changed may be another one now: `TableChanged`.) */
function isToldOf(catalog: Catalog, subject: readonly string[], event: EventDef): boolean {
  const others = deedsBySubject(catalog).get(subject.join(' '));
  return others !== undefined && [...others].some((name) => name !== event.name);
}

const deedsBySubject = memoised((catalog) => {
  const { parseEventName } = lexiconOf(catalog);
  const names = new Map<string, Set<string>>();
  for (const { name } of catalog.events.values()) {
    const { subject, verbs } = parseEventName(name);
    if (verbs.length === 0 || verbs.some((verb) => CHANGE_VERBS.has(verb))) continue;
    addTo(names, subject.join(' '), name);
  }
  return names;
});
