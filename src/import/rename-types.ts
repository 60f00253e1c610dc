import type { Draft, DraftField, DraftMessage, DraftPayload, DraftType, DraftTypeDef } from './draft.js';

/** A draft or a definition with its references to types led to other names. */
export function renameTypes<T extends Draft | DraftTypeDef>(subject: T, names: ReadonlyMap<string, string>): T {
  if (names.size === 0) return subject;
  return ('shape' in subject ? renamedDefinition(subject, names) : renamedDraft(subject, names)) as T;
}

type Names = ReadonlyMap<string, string>;

function renamedDraft(draft: Draft, names: Names): Draft {
  const types = [...draft.types].map(([name, type]) => [name, renamedDefinition(type, names)] as const);
  const messages = [...draft.messages].map(([id, message]) => [id, renamedMessage(message, names)] as const);
  return { ...draft, types: new Map(types), messages: new Map(messages) };
}

function renamedMessage(message: DraftMessage, names: Names): DraftMessage {
  return { ...message, payload: renamedPayload(message.payload, names) };
}

function renamedPayload(payload: DraftPayload, names: Names): DraftPayload {
  return payload.kind === 'fields' ? { ...payload, fields: renamedFields(payload.fields, names) } : payload;
}

function renamedDefinition(definition: DraftTypeDef, names: Names): DraftTypeDef {
  switch (definition.shape) {
    case 'record':
      return { ...definition, fields: renamedFields(definition.fields, names) };
    case 'union':
      return {
        ...definition,
        cases: definition.cases.map(({ tag, type }) => ({ tag, type: names.get(type) ?? type })),
      };
    case 'scalar':
      return { ...definition, type: renamedType(definition.type, names) };
    case 'enum':
      return definition;
  }
}

function renamedFields(fields: readonly DraftField[], names: Names): readonly DraftField[] {
  return fields.map((field) => ({ ...field, type: renamedType(field.type, names) }));
}

function renamedType(type: DraftType, names: Names): DraftType {
  switch (type.kind) {
    case 'named':
      return { kind: 'named', name: names.get(type.name) ?? type.name };
    case 'list':
      return { kind: 'list', items: renamedType(type.items, names) };
    case 'map':
      return { kind: 'map', values: renamedType(type.values, names) };
    case 'nullable':
      return { kind: 'nullable', inner: renamedType(type.inner, names) };
    case 'anyOf':
      return { kind: 'anyOf', options: type.options.map((option) => renamedType(option, names)) };
    case 'record':
      return { ...type, fields: renamedFields(type.fields, names) };
    default:
      return type;
  }
}
