import { memoised } from '../../../model/graph.js';
import { push } from '../../../model/grouped.js';
import type { Catalog, EventDef, SagaDef } from '../../../model/index.js';
import { startEventOf } from '../../../model/saga-starts.js';
import { spokenName } from '../../facts/identity-fields.js';
import { withOwn } from '../../facts/options.js';
import { sagaFlow } from '../../facts/saga-flow.js';
import { BEGINNING_WORDS, LASTING_THINGS, OFTEN_WORDS, RECURRING_WORDS } from '../../lexicon/recurring-words.js';
import { KEY_WORDS } from '../../lexicon/shape-words.js';
import { splitWords } from '../../lexicon/split-words.js';
import type { Finding, Rule } from '../../rule.js';

const definitions = (repeat: string) => `services:
  memberships: { owner: team-members }
  cards: { owner: team-cards }
events:
  MembershipStarted: { version: 1.0.0, producer: memberships, payload: { membershipId: uuid } }
  MembershipRenewed: { version: 1.0.0, producer: memberships, payload: { membershipId: uuid, until: date } }
  FeeCharged: { version: 1.0.0, producer: cards, payload: { membershipId: uuid } }
  FeeDeclined: { version: 1.0.0, producer: cards, payload: { membershipId: uuid } }
  RenewalPaid: { version: 1.0.0, producer: memberships, payload: { membershipId: uuid } }
commands:
  ChargeFee: { version: 1.0.0, handler: cards, payload: { membershipId: uuid }, success: FeeCharged, failure: [FeeDeclined] }
sagas:
  CollectRenewalFee:
    service: memberships
    start: MembershipRenewed
    correlation: membershipId${repeat}
    steps:
      - { do: ChargeFee, pivot: true }
    complete: RenewalPaid
`;

/** A saga that has one run for a thing to which its start happens again and again. */
export const correlationNotARun: Rule = {
  id: 'correlation-not-a-run',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require `repeat`, or an id of each run, where the start of a saga comes again for the same thing.',
  why: `The correlation names the run, and there is one run for each value of it, for ever. Correlated by the member, the saga collects the fee of the first renewal and takes the second for a copy of it: nothing fails, and nobody pays any more. It shows only in the second year.

It is found where the correlation is the id of a thing that an earlier event tells of (\`MembershipStarted\`), and the start has a name that recurs (renewed, changed, resumed ...). Where the thing is a lasting one, such as a customer, and the start is about another, words like overdue and missed recur as well, and so does whatever has an id of its own, as an invoice has. \`recurring\` and \`lasting\` add words to the two lists.`,
  options: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        recurring: { type: 'array', items: { type: 'string', minLength: 1 } },
        lasting: { type: 'array', items: { type: 'string', minLength: 1 } },
      },
    },
    defaults: { recurring: [], lasting: [] },
  },
  bad: definitions(''),
  good: definitions('\n    repeat: true'),
  check({ catalog, options, report }) {
    const words = {
      recurring: withOwn(RECURRING_WORDS, options, 'recurring'),
      lasting: withOwn(LASTING_THINGS, options, 'lasting'),
    };
    for (const saga of catalog.sagas.values()) {
      const finding = saga.repeat ? undefined : checkSaga(catalog, saga, words);
      if (finding) report(finding);
    }
  },
};

interface Words {
  readonly recurring: ReadonlySet<string>;
  readonly lasting: ReadonlySet<string>;
}

function checkSaga(catalog: Catalog, saga: SagaDef, words: Words): Finding | undefined {
  const start = startEventOf(catalog, saga);
  const thing = saga.correlation && thingOf(saga.correlation.name);
  if (start === undefined || saga.correlation === undefined || thing === undefined) return undefined;
  const why = whyAgain(start, saga.correlation.name, thing, words);
  const earlier = why === undefined ? undefined : beginningOf(catalog, saga, saga.correlation.name, start);
  if (earlier === undefined) return undefined;
  return {
    span: saga.correlation.span,
    message: `\`${start.id}\` may come again for the same \`${saga.correlation.name}\`, and \`${saga.id}\` has one run for each: ${why}.`,
    labels: [{ span: earlier.nameSpan, text: `tells of the ${thing} before` }],
    help: 'Say `repeat: true` if a new run may begin once the last one has ended, or correlate by an id of what happens each time.',
    element: saga,
  };
}

/** `customer` of `customerId`, `bank account` of `bankAccountNumber`; undefined of a bare `id`. */
function thingOf(field: string): string | undefined {
  const words = splitWords(field);
  const thing = words.slice(0, KEY_WORDS.has(words.at(-1) ?? '') ? -1 : undefined).join(' ');
  return thing === '' || thing === 'correlation' ? undefined : thing;
}

/** Why the start comes again, as the end of a sentence. */
function whyAgain(start: EventDef, correlation: string, thing: string, words: Words): string | undefined {
  const spoken = splitWords(start.name);
  const others = spoken.filter((word) => !thing.split(' ').includes(word));
  const isOfAnother = !isSaidIn(spoken, thing) && words.lasting.has(thing.split(' ').at(-1) ?? '');
  const recurring = others.find((word) => words.recurring.has(word) || (isOfAnother && OFTEN_WORDS.has(word)));
  if (recurring !== undefined) return `\`${recurring}\` is no single moment in the life of a ${thing}`;
  if (!isOfAnother) return undefined;
  const own = start.payload.fields.find(({ name }) => name !== correlation && isIdOfStart(name, spoken));
  return own && `one ${thing} has many, each with a \`${own.name}\` of its own`;
}

/** Whether a field is the id of what the event is about: `invoiceId` of `InvoiceIssued`. */
function isIdOfStart(field: string, spoken: readonly string[]): boolean {
  const thing = thingOf(field);
  return thing !== undefined && spokenName(field) !== thing && isSaidIn(spoken, thing);
}

function isSaidIn(words: readonly string[], thing: string): boolean {
  return ` ${words.join(' ')} `.includes(` ${thing} `);
}

/** An event by which the thing came into being, and which this saga does not bring about itself. */
function beginningOf(catalog: Catalog, saga: SagaDef, correlation: string, start: EventDef): EventDef | undefined {
  const known =
    beginnings(catalog)
      .get(correlation)
      ?.filter((event) => event !== start) ?? [];
  if (known.length === 0) return undefined;
  const own = new Set([
    ...sagaFlow(catalog, saga).everything,
    ...[...saga.complete, ...saga.abort].map(({ event }) => event.name),
  ]);
  return known.find((event) => !own.has(event.id));
}

/** Events that tell of the beginning of what a field of them is the id of, by the field. */
const beginnings = memoised((catalog) => {
  const all = new Map<string, EventDef[]>();
  for (const event of catalog.events.values()) {
    const words = splitWords(event.name);
    if (event.oldMajor !== undefined || !words.some((word) => BEGINNING_WORDS.has(word))) continue;
    for (const field of event.payload.fields) {
      const thing = field.optional ? undefined : thingOf(field.name);
      if (thing !== undefined && isSaidIn(words, thing)) push(all, field.name, event);
    }
  }
  return all;
});
