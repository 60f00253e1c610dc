import { nameList } from '../../../model/facts/name-list.js';
import { push } from '../../../model/grouped.js';
import type { Catalog, Field, MessageDef, TypeDef } from '../../../model/index.js';
import { isPrimitive, resolveType } from '../../../model/values/value-type.js';
import { declarationsIn } from '../../facts/declared-fields.js';
import { FLAG_OPENERS, STATE_FLAGS } from '../../lexicon/shape-words.js';
import { splitWords } from '../../lexicon/split-words.js';
import type { Finding, Rule } from '../../rule.js';

/** A state spread over flags. */
export const booleanFlagPair: Rule = {
  id: 'boolean-flag-pair',
  group: 'payload',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Disallow flags that together are one state.',
  why: `Two flags have four values, and a state such as active or cancelled has two. Sooner or later a message says both or neither, and each consumer reads that in its own way; the third state becomes a third flag. One enumeration says which states there are.

Flags count when their names, less \`is\` and \`has\`, are states of the same thing: \`isPaid\` and \`isCancelled\`, \`success\` and \`failed\`, \`orderOpen\` and \`orderClosed\`. \`emailVerified\` and \`phoneVerified\` are about two things.`,
  bad: `events:
  SubscriptionChecked:
    version: 1.0.0
    payload: { subscriptionId: uuid, isActive: boolean, isSuspended: boolean, trial: boolean }
`,
  good: `events:
  SubscriptionChecked:
    version: 1.0.0
    payload: { subscriptionId: uuid, state: enum(active|suspended|unknown), trial: boolean }
`,
  check({ catalog, report }) {
    const records = new Map<readonly Field[], MessageDef | TypeDef>();
    for (const { record, owner, retired } of declarationsIn(catalog).fields) if (!retired) records.set(record, owner);
    for (const [record, owner] of records) {
      for (const flags of statesIn(catalog, record)) report(findingFor(owner, flags));
    }
  },
};

type Flags = readonly [Field, Field, ...Field[]];

/** Flags of one record that are states of the same thing. */
function statesIn(catalog: Catalog, record: readonly Field[]): readonly Flags[] {
  const byThing = new Map<string, Field[]>();
  for (const field of record) {
    const thing = isPrimitive(resolveType(catalog, field.type), 'boolean') ? thingOf(field.name) : undefined;
    if (thing !== undefined) push(byThing, thing, field);
  }
  return [...byThing.values()].flatMap(([first, second, ...rest]) =>
    first && second ? [[first, second, ...rest] as const] : [],
  );
}

/** What a flag is a state of: nothing said for `isActive`, `order` for `orderClosed`; undefined where it is no state. */
function thingOf(name: string): string | undefined {
  const words = splitWords(name);
  if (!STATE_FLAGS.has(words.at(-1) ?? '')) return undefined;
  const rest = words.slice(0, -1).filter((word) => !FLAG_OPENERS.has(word));
  return rest.includes('not') || rest.includes('can') ? undefined : rest.join(' ');
}

function findingFor(owner: MessageDef | TypeDef, [first, second, ...rest]: Flags): Finding {
  const names = [first, second, ...rest].map((field) => field.name);
  return {
    span: second.nameSpan,
    message: `${nameList(names)} of \`${owner.id}\` are one state in ${names.length} flags.`,
    element: owner,
    help: 'Write one enumeration with a value for each state and one for the unknown.',
    labels: [{ span: first.nameSpan, text: 'the first flag' }],
  };
}
