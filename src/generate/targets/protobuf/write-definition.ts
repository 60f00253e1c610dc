import type { Element, MessageDef, TypeDef, UnionType } from '../../../model/index.js';
import { folded, protoFieldName, protoTypeName } from './names.js';
import type { ProtoEnum, ProtoMessage } from './proto-file.js';
import { fieldShape } from './shape.js';
import { writeEnum } from './write-enum.js';
import { type NotedField, recordFields, writeMessage } from './write-message.js';
import { earlierAt, type Place, type Writing } from './writing.js';

/** The message of a payload; one that is no object has its value in a field. */
export function writePayload(writing: Writing, message: MessageDef, place: Place): ProtoMessage {
  const { payload } = message;
  const fields = payload.raw ? [valueField(writing, payload.raw)] : recordFields(writing, payload.fields);
  return writeMessage(writing, place, { fields, ...aboutOf(message), id: message.id });
}

/** The message or enum of a type that is a definition of its own. */
export function writeDefinition(writing: Writing, def: TypeDef, place: Place): ProtoMessage | ProtoEnum {
  const about = { ...aboutOf(def), id: def.id };
  switch (def.shape) {
    case 'record':
      return writeMessage(writing, place, { fields: recordFields(writing, def.fields), ...about });
    case 'union':
      return writeMessage(writing, place, { fields: caseFields(writing, def, place), ...about });
    case 'enum': {
      const { values, unknown } = def;
      return writeEnum(writing, place, { values, ...(unknown !== undefined && { unknown }), ...about }, writing.values);
    }
    case 'scalar': {
      const { type } = def;
      if (type.kind === 'enum') return writeEnum(writing, place, { values: type.values, ...about }, writing.values);
      const fields = type.kind === 'record' ? recordFields(writing, type.fields) : [valueField(writing, type)];
      return writeMessage(writing, place, { fields, ...about });
    }
  }
}

function valueField(writing: Writing, type: Parameters<typeof fieldShape>[1]): NotedField {
  const plain = fieldShape(writing.catalog, type, false, 'Value');
  const field = plain.label === 'one' ? 'value' : plain.label === 'repeated' ? 'items' : 'entries';
  return {
    field,
    shape: fieldShape(writing.catalog, type, false, protoTypeName(field)),
    optional: false,
    notes: [],
    deprecated: false,
  };
}

/** The cases of a union, each a field of one oneof, which is called after the discriminator. */
function caseFields(writing: Writing, union: UnionType, place: Place): readonly NotedField[] {
  const before = earlierAt(writing.earlier.messages, place)?.fields.find(({ oneof }) => oneof !== undefined)?.oneof;
  const tags = new Set(union.cases.map(({ tag }) => folded(protoFieldName(tag))));
  let oneof = before ?? protoFieldName(union.discriminator);
  while (before === undefined && tags.has(folded(oneof))) oneof = `${oneof}_case`;
  return union.cases.map(({ tag, type }) => ({
    field: tag,
    shape: fieldShape(writing.catalog, { kind: 'named', ref: type }, false, protoTypeName(tag)),
    optional: false,
    oneof,
    notes: [],
    deprecated: false,
  }));
}

function aboutOf({ summary, deprecated }: Element): {
  readonly notes: readonly string[];
  readonly deprecated: boolean;
} {
  const parts = [
    ...(deprecated?.since === undefined ? [] : [`since ${deprecated.since}`]),
    ...(deprecated?.use === undefined ? [] : [`use ${deprecated.use}`]),
  ];
  const note = deprecated && parts.length > 0 ? [`Deprecated: ${parts.join(', ')}.`] : [];
  return { notes: [...(summary === undefined ? [] : [summary]), ...note], deprecated: deprecated !== undefined };
}
