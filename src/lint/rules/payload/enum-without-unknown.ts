import type { Fix } from '../../../diagnostics/index.js';
import { appendToList, type Edits, joinEdits, setValue } from '../../../edit/index.js';
import type { Catalog, EnumType, EventDef, Field, TypeExpr } from '../../../model/index.js';
import { innermostName, innermostType } from '../../../model/values/value-type.js';
import { canChangeAlone } from '../../facts/connected-fields.js';
import { type DeclaredField, declarationsIn, typesOfMessages } from '../../facts/declared-fields.js';
import { hasUnknown } from '../../facts/enum-values.js';
import { isCurrent } from '../../facts/message-standing.js';
import type { Finding, Rule } from '../../rule.js';

/** An enumeration that can not grow. */
export const enumWithoutUnknown: Rule = {
  id: 'enum-without-unknown',
  group: 'payload',
  severity: 'warning',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Require enumerations of events to have a value for the unknown.',
  why: `Enumerations grow, and a consumer of last year reads messages of today. Without a value that stands for all that it does not know, its parser refuses the whole message, and the queue behind it waits. Adding a value is then a breaking change for everybody at once.

\`unknown:\` on a type, or a value \`unknown\` or \`unspecified\` (also with a prefix, as in \`STATUS_UNKNOWN\`), settles it. Only what events carry is judged: the values of a command are for its one handler, which has to know them all. A single value is a constant and no enumeration.`,
  fixable: 'unsafe',
  bad: `types:
  RoomKind: { enum: [single, double, suite] }
events:
  RoomBooked:
    version: 1.0.0
    payload: { bookingId: uuid, room: RoomKind, board: enum(none|breakfast|half), bookedAt: timestamp }
`,
  good: `types:
  RoomKind: { enum: [single, double, suite, unknown], unknown: unknown }
events:
  RoomBooked:
    version: 1.0.0
    payload: { bookingId: uuid, room: RoomKind, board: enum(none|breakfast|half|unknown), bookedAt: timestamp }
`,
  check({ catalog, report }) {
    const open = openEnums(catalog);
    if (open.types.size === 0 && open.fields.length === 0) return;
    const stuck = heldBack(catalog, open);
    for (const type of open.types.values()) report(typeFinding(catalog, type, stuck.has(type.id)));
    for (const declared of open.fields) report(fieldFinding(catalog, declared, stuck.has(declared.field)));
  },
};

/** Enumerations of events that have no value for the unknown. */
interface OpenEnums {
  readonly types: ReadonlyMap<string, EnumType>;
  readonly fields: readonly DeclaredField[];
}

function openEnums(catalog: Catalog): OpenEnums {
  const current = [...catalog.events.values()].filter(isCurrent);
  const reached = typesOfMessages(catalog, current);
  const types = new Map<string, EnumType>();
  for (const id of reached) {
    const type = catalog.types.get(id);
    if (type?.shape !== 'enum' || type.deprecated || hasUnknown(type.values, type.unknown)) continue;
    if (type.values.length > 1) types.set(id, type);
  }
  const fields = declarationsIn(catalog).fields.filter(({ owner, field, retired }) => {
    const values = inlineValues(field.type);
    if (retired || values === undefined || values.length < 2 || hasUnknown(values)) return false;
    return owner.kind === 'event' || reached.has(owner.id);
  });
  return { types, fields };
}

/** Types and fields whose values a saga hands on to an enumeration that would not have the new one. */
function heldBack(catalog: Catalog, { types, fields }: OpenEnums): ReadonlySet<string | Field> {
  const all = declarationsIn(catalog).fields;
  const typed = all.filter(({ field }) => types.has(namedType(field.type) ?? ''));
  const changed = new Set([...fields, ...typed].map(({ field }) => field));
  const isFree = canChangeAlone(catalog, changed, ({ field }) => {
    const resolved = innermostType(catalog, field.type, ['list', 'map']);
    return resolved.kind !== 'enum' || hasUnknown(resolved.values);
  });
  const held = [...fields, ...typed].filter(({ field }) => !isFree(field));
  return new Set(held.flatMap(({ field }) => [field, namedType(field.type) ?? field]));
}

function namedType(type: TypeExpr): string | undefined {
  return innermostName(type, ['list', 'map']);
}

const HELP = 'Add a value for what a reader does not know, such as `unknown`.';

function inlineValues(type: TypeExpr): readonly string[] | undefined {
  if (type.kind === 'enum') return type.values;
  if (type.kind === 'list') return inlineValues(type.items);
  if (type.kind === 'map') return inlineValues(type.values);
  return type.kind === 'nullable' ? inlineValues(type.inner) : undefined;
}

function typeFinding(catalog: Catalog, type: EnumType, stuck: boolean): Finding {
  const value = unknownLike(type.values);
  const edits = stuck ? undefined : typeEdits(catalog, type, value);
  return {
    span: type.nameSpan,
    message: `Events carry \`${type.id}\`, which has no value for the unknown.`,
    element: type,
    help: HELP,
    ...fixOf(value, edits),
  };
}

function typeEdits(catalog: Catalog, type: EnumType, value: string): Edits {
  if (type.node.kind !== 'map') return undefined;
  return joinEdits(
    appendToList(catalog.texts, type.node, 'enum', [value]),
    setValue(catalog.texts, type.node, 'unknown', value),
  );
}

function fieldFinding(catalog: Catalog, declared: DeclaredField, stuck: boolean): Finding {
  const { field, owner, path } = declared;
  const value = unknownLike(inlineValues(field.type) ?? []);
  const canEdit = !stuck && isOwnYaml(owner);
  return {
    span: field.typeSpan,
    message: `\`${path}\` of \`${owner.id}\` is an enumeration without a value for the unknown.`,
    element: owner,
    help: HELP,
    ...fixOf(value, canEdit ? inlineEdits(catalog, declared, value) : undefined),
  };
}

function isOwnYaml(owner: DeclaredField['owner']): boolean {
  return owner.kind === 'type' || (owner as EventDef).payload.origin === 'fields';
}

/** Writes the value before the closing bracket of the one `enum(...)` in the field's type. */
function inlineEdits(catalog: Catalog, { field }: DeclaredField, value: string): Edits {
  const { typeSpan } = field;
  const text = catalog.texts.get(typeSpan.file)?.slice(typeSpan.start, typeSpan.end) ?? '';
  const found = /^[^()]*enum\(([^()]*)\)[^()]*$/.exec(text);
  if (found === null || text.includes('\n')) return undefined;
  const at = typeSpan.start + text.indexOf(')');
  const separator = found[1]?.includes(',') ? ',' : '|';
  return [{ span: { ...typeSpan, start: at, end: at }, text: `${separator}${value}` }];
}

function fixOf(value: string, edits: Edits): { readonly fix?: Fix } {
  return edits ? { fix: { title: `Add \`${value}\``, safety: 'unsafe', edits } } : {};
}

/** `unknown` in the spelling of the other values. */
function unknownLike(values: readonly string[]): string {
  if (values.every((value) => value === value.toUpperCase())) return 'UNKNOWN';
  return values.every((value) => /^[A-Z]/.test(value)) ? 'Unknown' : 'unknown';
}
