import type { FieldSource } from '../../model/data-flow/field-source.js';
import { fillMessage } from '../../model/data-flow/fill-message.js';
import { commandsAnsweredBy, producersOf } from '../../model/graph.js';
import {
  type Catalog,
  type EnumType,
  type EventDef,
  type Field,
  type Mapping,
  type MessageDef,
  messageById,
  messagesIn,
  type SagaDef,
  type TypeExpr,
} from '../../model/index.js';
import { innermostName, resolveType, typeAtPath } from '../../model/values/value-type.js';
import { sagaFlow } from './saga-flow.js';
import { mappingsOf } from './saga-mappings.js';

/** An enumeration that nobody but the sagas of a catalog writes, and the values that they write into it. */
export interface WrittenEnum {
  readonly type: EnumType;
  readonly values: ReadonlySet<string>;
}

/**
 * The enumerations of the catalog that a map by causes fills and that have no other source: their fields stand in commands
 * that sagas send, in events that sagas end with, and in the answers of these commands, and nowhere else.
 */
export function enumsWrittenBySagas(catalog: Catalog): readonly WrittenEnum[] {
  const wanted = new Map<string, EnumType>();
  for (const saga of catalog.sagas.values())
    for (const type of filledByCauses(catalog, saga)) wanted.set(type.id, type);
  if (wanted.size === 0) return [];
  const open = openEnums(catalog, wanted);
  const written = new Map([...wanted.keys()].filter((id) => !open.has(id)).map((id) => [id, new Set<string>()]));
  for (const saga of catalog.sagas.values()) collectValues(catalog, saga, written);
  return [...written].flatMap(([id, values]) => {
    const type = wanted.get(id);
    return type ? [{ type, values }] : [];
  });
}

function filledByCauses(catalog: Catalog, saga: SagaDef): readonly EnumType[] {
  return mappingsOf(saga).flatMap(({ message, with: mappings }) =>
    mappings.filter(isByCause).flatMap(({ field }) => {
      const type = typeAtPath(catalog, message.name, [field.name])?.type;
      return (type && enumNamed(catalog, type)) ?? [];
    }),
  );
}

function isByCause({ value }: Mapping): boolean {
  return value.kind === 'cause';
}

function enumNamed(catalog: Catalog, type: TypeExpr): EnumType | undefined {
  const def = type.kind === 'named' ? catalog.types.get(type.ref.name) : undefined;
  return def?.shape === 'enum' ? def : undefined;
}

/** Those that stand somewhere where others may write them. */
function openEnums(catalog: Catalog, wanted: ReadonlyMap<string, EnumType>): ReadonlySet<string> {
  const open = new Set<string>();
  const note = (type: TypeExpr) => {
    const name = nameInside(type);
    if (name !== undefined && wanted.has(name)) open.add(name);
  };
  for (const type of catalog.types.values()) {
    if (type.shape === 'record') for (const field of type.fields) note(field.type);
    if (type.shape === 'scalar') note(type.type);
  }
  for (const message of messagesIn(catalog)) {
    for (const field of message.payload.fields) {
      if (field.type.kind !== 'named' || !isWrittenBySagas(catalog, message, field)) note(field.type);
    }
  }
  return open;
}

/** The name below lists and maps; types of the catalog are looked at on their own. */
function nameInside(type: TypeExpr): string | undefined {
  return innermostName(type, ['list', 'map']);
}

function isWrittenBySagas(catalog: Catalog, message: MessageDef, field: Field): boolean {
  if (message.kind === 'command') return message.senders.length === 0;
  return isEndOnly(catalog, message) || isHandedBack(catalog, message, field);
}

function isEndOnly(catalog: Catalog, event: EventDef): boolean {
  const ways = producersOf(catalog, event.id).filter(({ via }) => via.kind !== 'declared');
  return ways.length > 0 && ways.every(({ via }) => via.kind === 'saga');
}

/** An answer with a field that its command has too tells what the command said. */
function isHandedBack(catalog: Catalog, event: EventDef, field: Field): boolean {
  const ways = producersOf(catalog, event.id).filter(({ via }) => via.kind !== 'declared');
  const answers = commandsAnsweredBy(catalog, event.id);
  if (answers.length === 0 || ways.some(({ via }) => via.kind === 'reaction')) return false;
  return answers.every(({ command }) =>
    command.payload.fields.some(({ name, type }) => name === field.name && nameInside(type) === nameInside(field.type)),
  );
}

function collectValues(catalog: Catalog, saga: SagaDef, written: ReadonlyMap<string, Set<string>>): void {
  const flow = sagaFlow(catalog, saga);
  for (const point of flow.points) {
    const fields = messageById(catalog, point.message.name)?.payload.fields ?? [];
    if (!fields.some(({ type }) => type.kind === 'named' && written.has(type.ref.name))) continue;
    for (const resolution of fillMessage(catalog, saga, flow, point).fields) {
      const type = enumNamed(catalog, resolution.field.type);
      const values = type && written.get(type.id);
      if (type === undefined || values === undefined || resolution.kind === 'empty') continue;
      // What a map that is wrong was to give cannot be told.
      if (resolution.kind === 'unfilled') {
        for (const value of type.values) values.add(value);
        continue;
      }
      for (const value of valuesOf(catalog, resolution.source, type)) values.add(value);
    }
  }
}

/** What a source may give: of an enumeration that is handed on as it is, nothing new. */
function valuesOf(catalog: Catalog, source: FieldSource, into: EnumType | undefined): readonly string[] {
  switch (source.kind) {
    case 'const':
      return typeof source.value === 'string' ? [source.value] : [];
    case 'cause':
      return source.cases.flatMap(({ from }) => valuesOf(catalog, from, into));
    case 'path':
      return source.messages.flatMap((message) => {
        const type = typeAtPath(catalog, message, source.path)?.type;
        if (type === undefined || (type.kind === 'named' && type.ref.name === into?.id)) return [];
        const resolved = resolveType(catalog, type);
        return resolved.kind === 'enum' ? resolved.values : [];
      });
    case 'variable':
      return into?.values ?? [];
    case 'now':
      return [];
  }
}
