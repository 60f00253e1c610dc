import { memoisedFor } from '../../model/graph.js';
import {
  type Catalog,
  type Element,
  type Field,
  type MessageDef,
  messagesIn,
  type RecordType,
} from '../../model/index.js';
import { type LikelyRename, likelyRenames } from './similar-fields.js';
import { successiveMajors } from './versions.js';

/** The fields of a message or record at two times. */
export interface FieldHistory {
  readonly older: Owner;
  readonly newer: Owner;
  /** The definition of today that is compared. */
  readonly element: Element;
  /** `major`: `Name@1` beside `Name`, both of today; `earlier`: an earlier state of the same definition. */
  readonly kind: 'major' | 'earlier';
  readonly renamed: readonly LikelyRename[];
  /** Gone, without a rename that is declared or likely. */
  readonly removed: readonly Field[];
}

interface Owner {
  readonly element: Element;
  readonly fields: readonly Field[];
}

/** What became of the fields between kept majors, and since an earlier state of the catalog where one is given; two rules ask. */
export const fieldHistories = memoisedFor(historiesOf);

function historiesOf(catalog: Catalog, previous: Catalog | undefined): readonly FieldHistory[] {
  const majors = successiveMajors(catalog).map(([older, newer]) =>
    compare(catalog, ownerOf(older), ownerOf(newer), 'major'),
  );
  const told = new Set(majors.flatMap(({ renamed }) => renamed.map(({ now }) => now)));
  const earlier = previous ? sincePrevious(catalog, previous) : [];
  return [...majors, ...earlier.map((one) => ({ ...one, renamed: one.renamed.filter(({ now }) => !told.has(now)) }))];
}

function sincePrevious(catalog: Catalog, previous: Catalog): readonly FieldHistory[] {
  const kept = keptSince(catalog, previous);
  const pairs = currentOwners(catalog).flatMap(([id, newer]) => {
    const older = kept.has(id) && newer.element.kind !== 'type' ? undefined : earlierOwner(previous, newer.element, id);
    return older ? [[older, newer] as const] : [];
  });
  return pairs.map(([older, newer]) => compare(catalog, older, newer, 'earlier'));
}

function currentOwners(catalog: Catalog): readonly (readonly [id: string, owner: Owner])[] {
  const messages = messagesIn(catalog).map((message) => [message.id, ownerOf(message)] as const);
  const records = [...catalog.types.values()].flatMap((type) =>
    type.shape === 'record' ? [[type.id, recordOwner(type)] as const] : [],
  );
  return [...messages, ...records];
}

function earlierOwner({ events, commands, types }: Catalog, { kind }: Element, id: string): Owner | undefined {
  if (kind === 'type') {
    const type = types.get(id);
    return type?.shape === 'record' ? recordOwner(type) : undefined;
  }
  const message = kind === 'event' ? events.get(id) : commands.get(id);
  return message && ownerOf(message);
}

/** Messages whose former major has stayed beside them since then: of these the majors are compared. */
function keptSince(catalog: Catalog, previous: Catalog): ReadonlySet<string> {
  const fresh = successiveMajors(catalog).filter(
    ([older]) => !previous.events.has(older.id) && !previous.commands.has(older.id),
  );
  return new Set(fresh.map(([, newer]) => newer.id));
}

function ownerOf(message: MessageDef): Owner {
  return { element: message, fields: message.payload.fields };
}

function recordOwner(type: RecordType): Owner {
  return { element: type, fields: type.fields };
}

function compare(catalog: Catalog, older: Owner, newer: Owner, kind: FieldHistory['kind']): FieldHistory {
  const now = new Set(newer.fields.map(({ name }) => name));
  const before = new Set(older.fields.map(({ name }) => name));
  const declared = new Set(newer.fields.flatMap(formerNames));
  const gone = older.fields.filter(({ name }) => !now.has(name) && !declared.has(name));
  const come = newer.fields.filter((field) => !before.has(field.name) && formerNames(field).length === 0);
  const renamed = likelyRenames(catalog, gone, come);
  const moved = new Set(renamed.map(({ old }) => old));
  const removed = gone.filter((field) => !moved.has(field));
  return { older, newer, element: newer.element, kind, renamed, removed };
}

function formerNames({ renamedFrom, aliases }: Field): readonly string[] {
  return renamedFrom === undefined ? aliases : [renamedFrom, ...aliases];
}
