import { type Field, type MessageDef, messageById, type TypeDef, type TypeExpr } from '../../../model/index.js';
import type { CallDefinition } from '../../../runtime/saga/definition.js';
import { answersTo } from '../../../runtime/saga/plan.js';
import type { Template, TemplateView } from '../../template.js';
import { commentText, docComment, stringLiteral } from '../../text.js';
import { reachedTypes } from '../../walk-types.js';
import { describeElement } from '../typescript/describe.js';
import { EMPTY_RECORD, printFields, type TypeStyle } from '../typescript/print-type.js';
import { namesOf, typeText } from './json-style.js';
import type { SagaPlan } from './saga-plan.js';

/** Messages by id, and commands with the events that answer them. */
export interface MessagesPlan extends Pick<SagaPlan, 'style' | 'messages'> {
  readonly commands: ReadonlyMap<string, Pick<CallDefinition, 'success' | 'failure'>>;
}

/** What `messages.ts` is filled with: types, payloads and outcomes, complete in themselves. */
export function messagesView(plan: MessagesPlan, typeTemplate: Template): TemplateView {
  const { style } = plan;
  const { catalog } = style;
  const messages = plan.messages.flatMap((id) => messageById(catalog, id) ?? []);
  const types = reachedTypes(
    catalog,
    messages.flatMap((message) => message.payload.fields),
  );
  return {
    types: types.map((type) => typeText(style, jsonTypeDef(type), typeTemplate)),
    messages: messages.map((message) => messageView(style, message, namesOf(plan.style, message.id).data)),
    outcomes: [...plan.commands].map(([command, call]) => ({
      name: namesOf(plan.style, command).outcome,
      command: namesOf(plan.style, command).message,
      answers: answersTo(call).map((event) => ({
        literal: stringLiteral(event),
        data: namesOf(plan.style, event).data,
      })),
    })),
  };
}

/** Bytes are base64 text in JSON, which is what the engine speaks. */
function messageView(style: TypeStyle, message: MessageDef, name: string): TemplateView {
  const fields = printFields(style, message.payload.fields.map(jsonField), '  ');
  return {
    doc: describeElement(message) || docComment([`What \`${commentText(message.id)}\` tells.`]),
    name,
    data: dataText(message, fields),
  };
}

/** Of a payload that is not made of known fields, no more is known. */
function dataText({ payload }: MessageDef, fields: string): string {
  if (payload.raw !== undefined) return '{ readonly [key: string]: unknown }';
  return fields === '' ? EMPTY_RECORD : `{\n${fields}}`;
}

function jsonTypeDef(type: TypeDef): TypeDef {
  switch (type.shape) {
    case 'record':
      return { ...type, fields: type.fields.map(jsonField) };
    case 'scalar':
      return { ...type, type: jsonType(type.type) };
    case 'enum':
    case 'union':
      return type;
  }
}

function jsonField(field: Field): Field {
  return { ...field, type: jsonType(field.type) };
}

/** The type of a value as it stands in JSON. */
function jsonType(type: TypeExpr): TypeExpr {
  switch (type.kind) {
    case 'primitive':
      return type.name === 'bytes' ? { kind: 'primitive', name: 'string' } : type;
    case 'list':
      return { ...type, items: jsonType(type.items) };
    case 'map':
      return { ...type, values: jsonType(type.values) };
    case 'nullable':
      return { ...type, inner: jsonType(type.inner) };
    case 'anyOf':
      return { ...type, options: type.options.map(jsonType) };
    case 'record':
      return { ...type, fields: type.fields.map(jsonField) };
    case 'decimal':
    case 'enum':
    case 'named':
    case 'json':
      return type;
  }
}
