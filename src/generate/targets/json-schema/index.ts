import { toValue } from '../../../language/node.js';
import type { MessageDef } from '../../../model/index.js';
import { fileNames } from '../../file-names.js';
import { headerText } from '../../header.js';
import type { OutputFile, Target, TargetContext, TargetResult } from '../../target.js';
import { jsonText, uriPart } from '../../text.js';
import { reachedTypes } from '../../walk-types.js';
import { definitionSchema } from './definition-schema.js';
import { jsonSchemaOptionSchema, readJsonSchemaOptions } from './options.js';
import { objectSchema } from './record-schema.js';
import { definitionsKey, type Schema, type SchemaStyle } from './schema-style.js';
import { createSlices, sliceSchema } from './slice-schema.js';

const DIALECTS = {
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
  '07': 'http://json-schema.org/draft-07/schema#',
};

/** JSON Schema of each message's payload: one bundled file a message, and an index of all of them. */
export const jsonSchema: Target = {
  id: 'json-schema',
  summary: 'JSON Schema 2020-12 (or draft-07) of all payloads, one bundled file a message',
  options: jsonSchemaOptionSchema,
  generate,
};

function generate(context: TargetContext): TargetResult {
  const { catalog } = context;
  const style: SchemaStyle = { catalog, ...readJsonSchemaOptions(context.options, catalog.settings.catalog) };
  const messages = [...catalog.events.values(), ...catalog.commands.values()];
  // `@` of an older major is no letter for file names everywhere: `OrderPlaced@1` is in `OrderPlaced.v1.json`.
  const { names, diagnostics } = fileNames(messages, ({ id }) => id.replace('@', '.v'));
  const pathOf = (message: MessageDef) => `${folderOf(message)}/${names.get(message.id)}.json`;
  const files = messages.map((message) => ({ path: pathOf(message), text: messageSchema(style, message) }));
  return { files: [...files, indexOf(style, messages, pathOf)], diagnostics };
}

function messageSchema(plain: SchemaStyle, message: MessageDef): string {
  const types = reachedTypes(plain.catalog, message.payload.fields);
  const style: SchemaStyle = { ...plain, slices: createSlices(types.map(({ id }) => id)) };
  const body = payloadSchema(style, message);
  const definitions = Object.create(null) as Record<string, Schema>;
  for (const type of types) definitions[type.id] = definitionSchema(style, type);
  for (const [name, definition] of style.slices?.definitions ?? []) definitions[name] = definition;
  const schema = {
    $comment: headerText(style.catalog),
    $schema: DIALECTS[style.draft],
    $id: idOf(style, message),
    title: message.id,
    ...(message.summary !== undefined && { description: message.summary }),
    ...(message.deprecated && { deprecated: true }),
    ...body,
    ...(message.examples.length > 0 && { examples: message.examples.map(toValue) }),
    ...(Object.keys(definitions).length > 0 && { [definitionsKey(style)]: definitions }),
  };
  return jsonText(schema);
}

/** A payload that is no object of known fields is its raw schema, without the words that the message has of its own. */
function payloadSchema(style: SchemaStyle, { payload }: MessageDef): Schema {
  if (!payload.raw) return objectSchema(style, payload);
  const {
    $schema: _schema,
    $id: _id,
    title: _title,
    description: _words,
    examples: _examples,
    ...schema
  } = sliceSchema(style, payload.raw.schema);
  return schema;
}

function idOf(style: SchemaStyle, message: MessageDef): string {
  return `${style.baseId}${uriPart(message.name)}:${uriPart(message.version ?? '0.0.0')}`;
}

function folderOf({ kind }: MessageDef): string {
  return kind === 'event' ? 'events' : 'commands';
}

function indexOf(
  style: SchemaStyle,
  messages: readonly MessageDef[],
  pathOf: (message: MessageDef) => string,
): OutputFile {
  const entries = messages.map((message) => ({
    name: message.id,
    kind: message.kind,
    type: message.wire ?? message.name,
    ...(message.version !== undefined && { version: message.version }),
    file: pathOf(message),
    id: idOf(style, message),
  }));
  return { path: 'index.json', text: jsonText({ comment: headerText(style.catalog), messages: entries }) };
}
