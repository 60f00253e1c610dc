import { memoised } from '../../model/graph.js';
import type { Catalog, TypeExpr } from '../../model/index.js';
import { innermostType } from '../../model/values/value-type.js';
import { byText } from '../lexicon/by-text.js';
import { ID_WORDS, RELATIVE_IDS } from '../lexicon/shape-words.js';
import { splitWords } from '../lexicon/split-words.js';
import { type DeclaredField, declarationsIn } from './declared-fields.js';

/** A name as words in lower case, whatever its spelling: `order_id` and `orderID` are `order id`. */
export const spokenName: (name: string) => string = byText((name) => splitWords(name).join(' '));

/** Whether a name says which one of something is meant: `orderId`, `customer_uuid`, `id`. */
export function isIdName(name: string): boolean {
  return ID_WORDS.has(splitWords(name).at(-1) ?? '');
}

/**
 * The thing whose id a field holds, wherever it occurs: `order id` of `orderId` and of a list `order_ids`. Undefined for a bare
 * `id`, and where the name means another thing in each message (`parentId`).
 */
export const sharedId: (name: string) => string | undefined = byText((name) => {
  const words = splitWords(name);
  if (!isIdName(name) || words.length < 2) return undefined;
  if (words.slice(0, -1).some((word) => RELATIVE_IDS.has(word))) return undefined;
  return [...words.slice(0, -1), 'id'].join(' ');
});

/** How an id is written: the same word for all that every reader takes for the same value. */
function formOf(catalog: Catalog, type: TypeExpr): string | undefined {
  const resolved = innermostType(catalog, type, ['list']);
  return resolved.kind === 'primitive' ? resolved.name : undefined;
}

/** All places of one id and the form that most of them have. */
export interface IdForms {
  readonly usual: string;
  /** Where the usual form stands first, and how often. */
  readonly example: DeclaredField;
  readonly count: number;
  readonly others: readonly { readonly declared: DeclaredField; readonly form: string }[];
}

/** Ids that are not written in the same form everywhere. */
export const driftingIds = memoised((catalog): readonly IdForms[] => {
  const byId = new Map<string, Map<string, DeclaredField[]>>();
  for (const declared of declarationsIn(catalog).fields) {
    const id = declared.retired ? undefined : sharedId(declared.field.name);
    const form = id === undefined ? undefined : formOf(catalog, declared.field.type);
    if (id === undefined || form === undefined) continue;
    const forms = byId.get(id) ?? new Map<string, DeclaredField[]>();
    byId.set(id, forms);
    const places = forms.get(form);
    if (places) places.push(declared);
    else forms.set(form, [declared]);
  }
  return [...byId.values()].flatMap((forms) => (forms.size > 1 ? [compared(forms)] : []).flatMap((one) => one ?? []));
});

/** The form of most places; of several, the one that stands first. */
function compared(forms: ReadonlyMap<string, readonly DeclaredField[]>): IdForms | undefined {
  const [usual, ...rest] = [...forms].sort(([, a], [, b]) => b.length - a.length);
  const example = usual?.[1][0];
  if (usual === undefined || example === undefined) return undefined;
  const others = rest.flatMap(([form, places]) => places.map((declared) => ({ declared, form })));
  return { usual: usual[0], example, count: usual[1].length, others };
}
