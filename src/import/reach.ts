import type { Draft, DraftField, DraftMessage, DraftType, DraftTypeDef } from './draft.js';

/** The names of the types that a message is made of, over any number of steps. */
export function typesOfMessage(draft: Draft, { payload }: DraftMessage): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = payload.kind === 'fields' ? namesInFields(payload.fields) : [];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const type = draft.types.get(name);
    if (type) waiting.push(...namesInDefinition(type));
  }
  return found;
}

function namesInDefinition(definition: DraftTypeDef): string[] {
  switch (definition.shape) {
    case 'record':
      return namesInFields(definition.fields);
    case 'union':
      return definition.cases.map(({ type }) => type);
    case 'scalar':
      return namesIn(definition.type);
    case 'enum':
      return [];
  }
}

function namesInFields(fields: readonly DraftField[]): string[] {
  return fields.flatMap((field) => namesIn(field.type));
}

function namesIn(type: DraftType): string[] {
  switch (type.kind) {
    case 'named':
      return [type.name];
    case 'list':
      return namesIn(type.items);
    case 'map':
      return namesIn(type.values);
    case 'nullable':
      return namesIn(type.inner);
    case 'anyOf':
      return type.options.flatMap(namesIn);
    case 'record':
      return namesInFields(type.fields);
    default:
      return [];
  }
}

/** Whether a message is wholly in the words of the language: nothing of it is a raw schema. */
export function isWhole(draft: Draft, message: DraftMessage): boolean {
  if (message.payload.kind !== 'fields') return false;
  if (message.payload.fields.some(({ type }) => hasRaw(type))) return false;
  return [...typesOfMessage(draft, message)].every((name) => !definitionHasRaw(draft.types.get(name)));
}

function definitionHasRaw(definition: DraftTypeDef | undefined): boolean {
  if (definition?.shape === 'record') return definition.fields.some(({ type }) => hasRaw(type));
  return definition?.shape === 'scalar' && hasRaw(definition.type);
}

function hasRaw(type: DraftType): boolean {
  switch (type.kind) {
    case 'json':
      return type.schema !== undefined || type.avro !== undefined;
    case 'list':
      return hasRaw(type.items);
    case 'map':
      return hasRaw(type.values);
    case 'nullable':
      return hasRaw(type.inner);
    case 'anyOf':
      return type.options.some(hasRaw);
    case 'record':
      return type.fields.some((field) => hasRaw(field.type));
    default:
      return false;
  }
}
