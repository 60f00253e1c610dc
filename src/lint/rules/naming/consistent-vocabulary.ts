import { countOf } from '../../../model/facts/name-list.js';
import { addTo } from '../../../model/grouped.js';
import type { Element } from '../../../model/index.js';
import { allowedNames } from '../../facts/options.js';
import { mixedVocabulary, type WordGroup, type WordUse } from '../../facts/vocabulary.js';
import type { Finding, Rule } from '../../rule.js';

/** One thing has one name. */
export const consistentVocabulary: Rule = {
  id: 'consistent-vocabulary',
  group: 'naming',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require one word, in one spelling, for one concept.',
  why: `Where some events speak of customers and some of clients, every reader asks what the difference is, and half of them find one. Two spellings (\`OrderCancelled\`, \`canceledAt\`) cost a subscription that never fires and a field that is always empty.

Compared are the names of messages, types and fields, word by word: British and American spelling, short forms (\`qty\`), and a few words that mean the same in any business (customer and client, basket and cart, surname and last name). The rarer word is reported. Words that stand together in one message are two concepts and left alone; \`clientId\` is taken for a program's where nothing else speaks of clients. \`lint.lexicon.synonyms\` lists the words of your business, the one to use first; the option \`allow\` lists words that mean something of their own.`,
  options: {
    schema: {
      type: 'object',
      properties: { allow: { type: 'array', items: { type: 'string' } } },
      additionalProperties: false,
    },
    defaults: { allow: [] },
  },
  bad: `services:
  salon: { owner: team-salon }
events:
  CustomerRegistered: { version: 1.0.0, producer: salon, payload: { customerId: uuid, registeredAt: timestamp } }
  CustomerArrived: { version: 1.0.0, producer: salon, payload: { customerId: uuid, arrivedAt: timestamp } }
  ClientLeft: { version: 1.0.0, producer: salon, payload: { appointmentId: uuid, leftAt: timestamp } }
`,
  good: `services:
  salon: { owner: team-salon }
events:
  CustomerRegistered: { version: 1.0.0, producer: salon, payload: { customerId: uuid, registeredAt: timestamp } }
  CustomerArrived: { version: 1.0.0, producer: salon, payload: { customerId: uuid, arrivedAt: timestamp } }
  CustomerLeft: { version: 1.0.0, producer: salon, payload: { appointmentId: uuid, leftAt: timestamp } }
`,
  check({ catalog, options, report }) {
    const allowed = allowedNames(options);
    for (const group of mixedVocabulary(catalog)) {
      const uses = group.uses.filter(({ phrase }) => !allowed.has(phrase));
      for (const finding of findingsFor(group, uses)) report(finding);
    }
  },
};

function findingsFor({ kind, phrases, isSettled }: WordGroup, uses: readonly WordUse[]): readonly Finding[] {
  const counts = elementsByPhrase(uses);
  const preferred = isSettled ? phrases[0] : mostUsed(phrases, counts);
  if (preferred === undefined || (!isSettled && counts.size < 2)) return [];
  const model = uses.find(({ phrase }) => phrase === preferred);
  const count = counts.get(preferred)?.size ?? 0;
  const others = `where ${countOf(count, 'definition')} ${count === 1 ? 'says' : 'say'} \`${preferred}\``;
  return firstUses(uses.filter(({ phrase }) => phrase !== preferred)).map(({ phrase, span, element, where }) => ({
    span,
    message: `${where} says \`${phrase}\`${isSettled ? `; the word here is \`${preferred}\`` : ` ${others}`}.`,
    help: kind === 'spellings' ? `Write \`${preferred}\` everywhere.` : helpFor(preferred, isSettled),
    element,
    ...(model && { labels: [{ span: model.span, text: `\`${preferred}\` is said here` }] }),
  }));
}

function helpFor(preferred: string, isSettled: boolean): string {
  const use = `Say \`${preferred}\` here too`;
  return isSettled
    ? `${use}: \`lint.lexicon.synonyms\` has it as the word to use.`
    : `${use}, settle the word in \`lint.lexicon.synonyms\`, or list it under the option \`allow\` if it is another concept.`;
}

function elementsByPhrase(uses: readonly WordUse[]): ReadonlyMap<string, ReadonlySet<Element>> {
  const all = new Map<string, Set<Element>>();
  for (const { phrase, element } of uses) addTo(all, phrase, element);
  return all;
}

/** The phrase that most definitions use; of several, the one that comes first. */
function mostUsed(phrases: readonly string[], counts: ReadonlyMap<string, ReadonlySet<Element>>): string | undefined {
  const sizeOf = (phrase: string) => counts.get(phrase)?.size ?? 0;
  const most = Math.max(...phrases.map(sizeOf));
  return phrases.find((phrase) => most > 0 && sizeOf(phrase) === most);
}

/** One finding for each definition and word: whoever renames one use sees the others. */
function firstUses(uses: readonly WordUse[]): readonly WordUse[] {
  const seen = new Map<Element, Set<string>>();
  return uses.filter(({ element, phrase }) => {
    const phrases = seen.get(element) ?? new Set();
    seen.set(element, phrases);
    return !phrases.has(phrase) && phrases.add(phrase);
  });
}
