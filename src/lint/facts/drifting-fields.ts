import { push } from '../../model/grouped.js';
import type { Catalog } from '../../model/index.js';
import { type DeclaredField, declarationsIn } from './declared-fields.js';

/** What a field is, in a word for all fields that are to be alike, and the form in which it is written. */
export interface FieldForm {
  readonly name: string;
  readonly form: string;
}

/** Fields that are to be alike and are not. */
export interface Drift {
  /** The form of most places; of several, the one that stands first. */
  readonly usual: string;
  /** Where the usual form stands first, and how often. */
  readonly example: DeclaredField;
  readonly count: number;
  readonly others: readonly { readonly declared: DeclaredField; readonly form: string }[];
}

/** Fields that are not written in the same form everywhere; those without a form are left out. */
export function driftsIn(
  catalog: Catalog,
  formOf: (declared: DeclaredField) => FieldForm | undefined,
): readonly Drift[] {
  const byName = new Map<string, Map<string, DeclaredField[]>>();
  for (const declared of declarationsIn(catalog).fields) {
    const found = formOf(declared);
    if (found === undefined) continue;
    const forms = byName.get(found.name) ?? new Map<string, DeclaredField[]>();
    byName.set(found.name, forms);
    push(forms, found.form, declared);
  }
  return [...byName.values()].flatMap((forms) => (forms.size > 1 ? (driftOf(forms) ?? []) : []));
}

function driftOf(forms: ReadonlyMap<string, readonly DeclaredField[]>): Drift | undefined {
  const [usual, ...rest] = [...forms].sort(([, a], [, b]) => b.length - a.length);
  const example = usual?.[1][0];
  if (usual === undefined || example === undefined) return undefined;
  const others = rest.flatMap(([form, places]) => places.map((declared) => ({ declared, form })));
  return { usual: usual[0], example, count: usual[1].length, others };
}
