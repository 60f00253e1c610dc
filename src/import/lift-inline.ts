import { compareText } from '../diagnostics/index.js';
import type { Draft, DraftField, DraftMessage, DraftType, DraftTypeDef } from './draft.js';
import { typeName } from './names.js';
import { isInlineEnum } from './yaml/type-text.js';

/**
 * A draft in which every type can be written: a record within a field, and an enumeration that no type expression can
 * hold, become types with a name.
 */
export function liftInline(draft: Draft): Draft {
  const types = new Map(draft.types);
  const taken = new Set([...types.keys()].map((name) => name.toLowerCase()));

  function freeName(preferred: string): string {
    for (let number = 1; ; number++) {
      const name = number === 1 ? preferred : `${preferred}${number}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  }

  function named(preferred: string, definition: (name: string) => DraftTypeDef): DraftType {
    const name = freeName(preferred);
    types.set(name, definition(name));
    return { kind: 'named', name };
  }

  function lifted(type: DraftType, name: string): DraftType {
    switch (type.kind) {
      case 'list':
        return { kind: 'list', items: lifted(type.items, name) };
      case 'map':
        return { kind: 'map', values: lifted(type.values, name) };
      case 'nullable':
        return { kind: 'nullable', inner: lifted(type.inner, name) };
      case 'anyOf':
        return { kind: 'anyOf', options: type.options.map((option, index) => lifted(option, `${name}${index + 1}`)) };
      case 'enum':
        return isInlineEnum(type.values) ? type : named(name, () => ({ shape: 'enum', values: type.values }));
      case 'record':
        return named(name, (own) => ({
          shape: 'record',
          fields: liftedFields(type.fields, own),
          ...(type.closed && { closed: true }),
        }));
      default:
        return type;
    }
  }

  function liftedFields(fields: readonly DraftField[], parent: string): readonly DraftField[] {
    return fields.map((field) => ({ ...field, type: lifted(field.type, `${parent}${typeName(field.name)}`) }));
  }

  function liftedDefinition(definition: DraftTypeDef, name: string): DraftTypeDef {
    if (definition.shape === 'record') return { ...definition, fields: liftedFields(definition.fields, name) };
    return definition.shape === 'scalar'
      ? { ...definition, type: lifted(definition.type, `${name}Value`) }
      : definition;
  }

  function liftedMessage(message: DraftMessage, id: string): DraftMessage {
    const { payload } = message;
    if (payload.kind !== 'fields') return message;
    return {
      ...message,
      payload: { ...payload, fields: liftedFields(payload.fields, typeName(id.replace('@', 'V'))) },
    };
  }

  for (const [name, definition] of draft.types) types.set(name, liftedDefinition(definition, name));
  const messages = new Map([...draft.messages].map(([id, message]) => [id, liftedMessage(message, id)]));
  return { ...draft, messages, types: new Map([...types].sort(([a], [b]) => compareText(a, b))) };
}
