import { memoised } from '../../model/graph.js';
import { push } from '../../model/grouped.js';
import type { Catalog, MessageDef, TypeDef } from '../../model/index.js';
import { type DeclaredField, declarationsIn } from './declared-fields.js';
import { isForeign } from './message-standing.js';

/** Fields that people wrote in definitions, by the message or type they stand in; those of schema files and of external services have their own rules. */
export const writtenFields = memoised((catalog): ReadonlyMap<MessageDef | TypeDef, readonly DeclaredField[]> => {
  const all = new Map<MessageDef | TypeDef, DeclaredField[]>();
  for (const declared of declarationsIn(catalog).fields) {
    if (!isWritten(catalog, declared)) continue;
    push(all, declared.owner, declared);
  }
  return all;
});

function isWritten(catalog: Catalog, { owner, field }: DeclaredField): boolean {
  if ('payload' in owner && (owner.payload.origin !== 'fields' || isForeign(catalog, owner))) return false;
  return catalog.texts.has(field.nameSpan.file);
}

/** How many fields of several words are in each case. */
export interface FieldCases {
  readonly camelCase: number;
  readonly snake_case: number;
}

/** Counts the written fields that are in one case and not in the other. */
export const fieldCases = memoised((catalog): FieldCases => {
  const count = { camelCase: 0, snake_case: 0 };
  for (const fields of writtenFields(catalog).values()) {
    for (const { field } of fields) {
      const name = withoutUnderscore(field.name);
      if (/^[a-z]+[a-z0-9]*[A-Z]/.test(name) && !name.includes('_')) count.camelCase += 1;
      if (/^[a-z0-9]+_[a-z0-9_]*$/.test(name)) count.snake_case += 1;
    }
  }
  return count;
});

/** One underscore in front marks a field of a store or library (`_id`), in either case. */
export function withoutUnderscore(name: string): string {
  return name.replace(/^_/, '');
}
