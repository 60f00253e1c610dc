import type { Span } from '../../diagnostics/index.js';
import { memoised } from '../../model/graph.js';
import {
  type Catalog,
  type Element,
  type Field,
  type MessageDef,
  messagesIn,
  type ScalarType,
  type TypeDef,
  type TypeExpr,
} from '../../model/index.js';
import { typeRefsIn } from '../../model/values/value-type.js';

/** A field at the place where it is written: in a payload, or in a type that a payload uses. */
export interface DeclaredField {
  readonly field: Field;
  /** Below its owner, such as `total` or, in a record without a name, `card.number`. */
  readonly path: string;
  readonly owner: MessageDef | TypeDef;
  /** The first message that carries it. */
  readonly message: MessageDef;
  /** All fields of its record, itself included. */
  readonly record: readonly Field[];
  /** Name of the type, or of the field without a named type, that it stands in; empty in a payload. */
  readonly around: string;
  /** The message, the type or the field itself is on its way out. */
  readonly retired: boolean;
}

/** A named scalar that some payload uses. */
export interface DeclaredScalar {
  readonly type: ScalarType;
  readonly message: MessageDef;
}

/** Everything that current messages are made of, each declaration once. */
export interface Declarations {
  readonly fields: readonly DeclaredField[];
  readonly scalars: readonly DeclaredScalar[];
}

/** The fields and named scalars of all messages but older majors, which nobody can change any more. */
export const declarationsIn = memoised((catalog): Declarations => {
  const walk: Walk = { catalog, fields: [], scalars: [], entered: new Set(), seen: new Set() };
  const messages = messagesIn(catalog).filter((message) => message.oldMajor === undefined);
  // What a live message shares with one that is deprecated is alive.
  for (const message of messages) if (!message.deprecated) walkMessage(walk, message);
  for (const message of messages) if (message.deprecated) walkMessage(walk, message);
  return { fields: walk.fields, scalars: walk.scalars };
});

interface Walk {
  readonly catalog: Catalog;
  readonly fields: DeclaredField[];
  readonly scalars: DeclaredScalar[];
  readonly entered: Set<string>;
  /** Places of payloads and of fields in schemas: several messages may use one file, or an alias of one payload. */
  readonly seen: Set<Span>;
}

/** Where the fields of one record stand. */
type Place = Pick<DeclaredField, 'owner' | 'message' | 'around'> & { readonly prefix: string };

function walkMessage(walk: Walk, message: MessageDef): void {
  if (message.payload.origin === 'fields' && isSeen(walk, message.payload.span)) return;
  walkFields(walk, message.payload.fields, { owner: message, message, around: '', prefix: '' });
}

function walkFields(walk: Walk, record: readonly Field[], place: Place): void {
  const { owner, message, around, prefix } = place;
  for (const field of record) {
    if (owner.kind !== 'type' && owner.payload.origin !== 'fields' && isSeen(walk, field.nameSpan)) continue;
    const path = prefix + field.name;
    const retired = field.deprecated || isRetired(owner) || isRetired(message);
    walk.fields.push({ field, path, owner, message, record, around, retired });
    // Nearly all fields of a big catalog end here, and need no place for what is in them.
    const { kind } = field.type;
    if (kind === 'primitive' || kind === 'enum' || kind === 'decimal') continue;
    walkType(walk, field.type, { owner, message, around: field.name, prefix: `${path}.` });
  }
}

function isSeen({ seen }: Walk, place: Span): boolean {
  if (seen.has(place)) return true;
  seen.add(place);
  return false;
}

function isRetired(element: Element): boolean {
  return element.deprecated !== undefined;
}

function walkType(walk: Walk, type: TypeExpr, place: Place): void {
  if (type.kind === 'list') walkType(walk, type.items, place);
  else if (type.kind === 'map') walkType(walk, type.values, place);
  else if (type.kind === 'nullable') walkType(walk, type.inner, place);
  else if (type.kind === 'anyOf') for (const option of type.options) walkType(walk, option, place);
  else if (type.kind === 'record') walkFields(walk, type.fields, place);
  else if (type.kind === 'named') walkNamed(walk, type.ref.name, place);
}

function walkNamed(walk: Walk, name: string, { message }: Place): void {
  const def = walk.catalog.types.get(name);
  if (def === undefined || walk.entered.has(name)) return;
  walk.entered.add(name);
  const place: Place = { owner: def, message, around: def.id, prefix: '' };
  if (def.shape === 'record') walkFields(walk, def.fields, place);
  if (def.shape === 'union') for (const one of def.cases) walkNamed(walk, one.type.name, place);
  if (def.shape === 'scalar') {
    walk.scalars.push({ type: def, message });
    walkType(walk, def.type, place);
  }
}

/** Ids of the types that these messages are made of, directly or through other types. */
export function typesOfMessages(catalog: Catalog, messages: readonly MessageDef[]): ReadonlySet<string> {
  return typesBelow(
    catalog,
    messages.map(({ payload }) => payload.fields),
  );
}

/** Ids of the types that the fields of records are made of, directly or through other types. */
export function typesBelow(catalog: Catalog, records: Iterable<readonly Field[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (type: TypeExpr): void => {
    for (const { name } of typeRefsIn(type)) visitNamed(name);
  };
  const visitNamed = (name: string): void => {
    const def = catalog.types.get(name);
    if (def === undefined || reached.has(name)) return;
    reached.add(name);
    if (def.shape === 'record') for (const field of def.fields) visit(field.type);
    if (def.shape === 'union') for (const one of def.cases) visitNamed(one.type.name);
    if (def.shape === 'scalar') visit(def.type);
  };
  for (const record of records) for (const field of record) visit(field.type);
  return reached;
}
