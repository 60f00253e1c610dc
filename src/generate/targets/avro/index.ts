import { sortDiagnostics } from '../../../diagnostics/index.js';
import type { JsonType, MessageDef } from '../../../model/index.js';
import { fileNames } from '../../file-names.js';
import { headerText } from '../../header.js';
import type { Target, TargetContext, TargetResult } from '../../target.js';
import { jsonText } from '../../text.js';
import { type AvroWriter, claimName } from './avro-writer.js';
import { avroNamespace, avroTypeName } from './names.js';
import { recordSchema } from './record-schema.js';
import { typeSchema } from './type-schema.js';

/** Avro schemas of all payloads: one file a message, each name written out once in it. */
export const avro: Target = {
  id: 'avro',
  summary: 'Avro schemas of all payloads, one .avsc a message',
  options: { properties: { namespace: { type: 'string', minLength: 1 } } },
  generate,
};

function generate(context: TargetContext): TargetResult {
  const { catalog, options } = context;
  const { namespace: wanted } = options;
  const namespace = avroNamespace(typeof wanted === 'string' ? wanted : catalog.settings.catalog);
  const messages = [...catalog.events.values(), ...catalog.commands.values()];
  const { names, diagnostics } = fileNames(messages, ({ id }) => avroTypeName(id));
  const results = messages.map((message) => {
    const writer: AvroWriter = { catalog, namespace, defined: new Map(), open: new Set(), diagnostics: [] };
    const path = `${message.kind === 'event' ? 'events' : 'commands'}/${names.get(message.id)}.avsc`;
    return { file: { path, text: messageSchema(writer, message) }, diagnostics: writer.diagnostics };
  });
  return {
    files: results.map(({ file }) => file),
    diagnostics: sortDiagnostics([...diagnostics, ...results.flatMap((result) => result.diagnostics)]),
  };
}

/** `comment` is an attribute that Avro readers keep as metadata: the format has no comments. */
function messageSchema(writer: AvroWriter, message: MessageDef): string {
  const name = avroTypeName(message.id);
  const { raw } = message.payload;
  if (raw) return rawMessage(writer, message, name, raw);
  claimName(writer, name, `${message.kind} ${message.id}`, message.nameSpan);
  const { type, fields } = recordSchema(writer, name, message.payload.fields);
  const schema = {
    comment: headerText(writer.catalog),
    type,
    name,
    namespace: writer.namespace,
    ...(message.summary !== undefined && { doc: message.summary }),
    fields,
  };
  return jsonText(schema);
}

/** A payload that no fields describe: its own Avro schema, or else its JSON text. */
function rawMessage(writer: AvroWriter, message: MessageDef, name: string, raw: JsonType): string {
  const place = { path: name, span: message.payload.span };
  return jsonText(typeSchema(writer, raw, place));
}
