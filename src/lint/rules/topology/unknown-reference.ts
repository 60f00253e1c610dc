import { didYouMean, type Fix, suggest } from '../../../diagnostics/index.js';
import { SECTION_OF } from '../../../edit/index.js';
import {
  type Catalog,
  type Element,
  type ElementKind,
  elementsIn,
  messageById,
  type Reference,
} from '../../../model/index.js';
import { lookUpField } from '../../../model/references/field-path.js';
import type { Finding, Rule } from '../../rule.js';

/** More mentions of one missing definition than this are not listed. */
const MAX_LABELS = 5;

/** Missing names that similar ones are looked for. Where there are more, it is not slips of typing that went wrong. */
const MOST_COMPARED = 300;

/** Every name must stand for a definition of the right kind, and every named field must be there. */
export const unknownReference: Rule = {
  id: 'unknown-reference',
  group: 'topology',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Disallow names that stand for no definition.',
  why: `A name that means nothing is a consumer that never gets its event, or a step that can not be compiled. It is mostly a typing error or the trace of a rename, and every other rule is blind behind it.

A name of the right spelling but the wrong kind (a command where an event belongs) is reported with its kind.`,
  fixable: 'unsafe',
  bad: `services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
events:
  OrderPlaced:
    version: 1.0.0
    producer: ordr
    consumers: [payment]
    key: orderID
    payload: { orderId: uuid }
`,
  good: `services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
events:
  OrderPlaced:
    version: 1.0.0
    producer: order
    consumers: [payment]
    key: orderId
    payload: { orderId: uuid }
`,
  check({ catalog, report }) {
    const everything = elementsIn(catalog);
    for (const [index, [first, ...others]] of groups(catalog.unresolved).entries()) {
      const search: Search = { catalog, everything, compare: index < MOST_COMPARED };
      if (first.target === 'field') report(fieldFinding(catalog, first));
      else for (const finding of nameFindings(search, first, others)) report(finding);
    }
  },
};

/** All definitions, and whether to look for names that come close. */
interface Search {
  readonly catalog: Catalog;
  readonly everything: readonly Element[];
  readonly compare: boolean;
}

type Group = readonly [Reference, ...Reference[]];

/** Mentions of one missing name in one meaning belong together; each missing field stands alone. */
function groups(references: readonly Reference[]): readonly Group[] {
  const found = new Map<string, [Reference, ...Reference[]]>();
  for (const reference of references) {
    const { ref, target } = reference;
    const key = JSON.stringify(target === 'field' ? [target, ref.span, ref.name] : [target, ref.name]);
    const group = found.get(key);
    if (group) group.push(reference);
    else found.set(key, [reference]);
  }
  return [...found.values()];
}

function fieldFinding(catalog: Catalog, reference: Reference): Finding {
  const { ref, role, of = '', from } = reference;
  const message = messageById(catalog, of);
  const found = message && lookUpField(catalog.types, message.payload.fields, ref.name.split('.'));
  const part = found && !found.found ? found.part : ref.name;
  const candidates = reference.candidates ?? [];
  const help = didYouMean(part, candidates) ?? fieldHelp(part, of, candidates);
  return {
    span: ref.span,
    message: `\`${of}\` has no field \`${ref.name}\`, which is named as the ${role}.`,
    element: from,
    help,
    ...renaming(catalog, reference, part, suggest(part, candidates)),
  };
}

function fieldHelp(part: string, of: string, candidates: readonly string[]): string {
  const listed = candidates.map((name) => `\`${name}\``).join(', ');
  return candidates.length === 0 ? `Add \`${part}\` to \`${of}\`.` : `Add \`${part}\`, or name one of ${listed}.`;
}

/** A name that comes close to another is a slip at each place; one that does not is one missing definition. */
function nameFindings(
  { catalog, everything, compare }: Search,
  first: Reference,
  others: readonly Reference[],
): readonly Finding[] {
  const { name } = first.ref;
  const needed = NEEDED[first.target];
  const comparable = compare ? everything : [];
  const names = comparable.filter(({ kind }) => needed.kinds.includes(kind)).map(({ id }) => id);
  const close = suggest(name, names);
  const namesake = everything.find(({ id }) => id === name);
  const help = didYouMean(name, close) ?? lookAlike(comparable, name, needed) ?? needed.help;
  const finding = (reference: Reference) => ({
    ...nameFinding(reference, needed, namesake),
    help,
    ...renaming(catalog, reference, name, close),
  });
  if (close.length > 0 || namesake) return [first, ...others].map(finding);
  const also = others.slice(0, MAX_LABELS).map(({ ref, role }) => ({ span: ref.span, text: `also the ${role} here` }));
  return [{ ...finding(first), ...(also.length > 0 && { labels: also }) }];
}

function nameFinding({ ref, role, from }: Reference, needed: Needed, namesake: Element | undefined): Finding {
  const finding = { span: ref.span, element: from };
  if (!namesake) {
    return { ...finding, message: `\`${ref.name}\`, named as the ${role}, is no ${needed.text} of this catalog.` };
  }
  return {
    ...finding,
    message: `\`${ref.name}\` is ${withArticle(namesake.kind)}; ${withArticle(needed.text)} is needed as the ${role}.`,
    labels: [{ span: namesake.nameSpan, text: `the ${namesake.kind}` }],
  };
}

interface Needed {
  readonly text: string;
  readonly kinds: readonly ElementKind[];
  readonly help: string;
}

const NEEDED: Readonly<Record<Reference['target'], Needed>> = {
  service: neededOf('service'),
  type: neededOf('type'),
  channel: neededOf('channel'),
  event: neededOf('event'),
  command: neededOf('command'),
  message: {
    text: 'event or command',
    kinds: ['event', 'command'],
    help: 'Define it under `events` or `commands`, or correct the name.',
  },
  field: { text: 'field', kinds: [], help: 'Correct the name.' },
};

function neededOf(kind: ElementKind): Needed {
  return { text: kind, kinds: [kind], help: `Define it under \`${SECTION_OF[kind]}\`, or correct the name.` };
}

/** A similar name of another kind is worth a word when none of the right kind comes close. */
function lookAlike(everything: readonly Element[], name: string, needed: Needed): string | undefined {
  const others = everything.filter(({ kind }) => !needed.kinds.includes(kind));
  const [closest] = suggest(
    name,
    others.map(({ id }) => id),
  );
  const element = others.find(({ id }) => id === closest);
  return element && `\`${element.id}\` is ${withArticle(element.kind)}; ${withArticle(needed.text)} is needed here.`;
}

/** Only where one name alone comes close: among several, the choice is a person's. */
function renaming(
  catalog: Catalog,
  { ref }: Reference,
  part: string,
  names: readonly string[],
): { readonly fix?: Fix } {
  const [name, second] = names;
  const written = catalog.texts.get(ref.span.file)?.slice(ref.span.start, ref.span.end) ?? '';
  const at = written.lastIndexOf(part);
  if (name === undefined || second !== undefined || at === -1) return {};
  const start = ref.span.start + at;
  const span = { ...ref.span, start, end: start + part.length };
  return { fix: { title: `Write \`${name}\``, safety: 'unsafe', edits: [{ span, text: name }] } };
}

function withArticle(text: string): string {
  return `${/^[aeiou]/.test(text) ? 'an' : 'a'} ${text}`;
}
