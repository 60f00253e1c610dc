import { nodeAt } from '../../language/node.js';
import { payloadForm } from '../../language/payload-forms.js';
import { splitRef } from '../../language/refs.js';
import { payloadFromAvro } from '../foreign/from-avro.js';
import { payloadFromJsonSchema } from '../foreign/from-json-schema.js';
import type { Payload } from '../message.js';
import type { BuildContext } from './build-context.js';
import { buildFields } from './build-fields.js';
import type { Definition } from './definitions.js';
import { closedAt } from './read.js';

/** Reads a message's payload from its fields, a JSON Schema in place or in a file, or an Avro file. */
export function buildPayload(context: BuildContext, definition: Definition): Payload {
  const node = nodeAt(definition.node, 'payload');
  const form = payloadForm(node);
  if (node === undefined || form === undefined) {
    return { fields: [], origin: 'fields', span: (node ?? definition.key).span };
  }
  const { file } = definition;
  const { span } = node;
  switch (form.kind) {
    case 'fields':
      return {
        fields: buildFields(context, form.node.entries),
        origin: 'fields',
        span,
        ...closedAt(definition.node),
      };
    case 'schema':
      return { ...payloadFromJsonSchema(context, file, form.node, form.node), origin: 'schema', span };
    case 'ref':
      return { ...payloadFromJsonSchema(context, file, node, context.roots.get(file)), origin: 'ref', span };
    case 'avro-schema':
      return { ...payloadFromAvro(context, form.node), origin: 'avro', span };
    case 'avro':
      return { ...avroPayload(context, file, form.file.text), origin: 'avro', span };
  }
}

/** A file that could not be read has been reported by then. */
function avroPayload(context: BuildContext, from: string, path: string): Pick<Payload, 'fields' | 'raw'> {
  const ref = splitRef(from, path);
  const schema = ref.kind === 'file' ? context.schemaFiles.get(ref.file) : undefined;
  return schema ? payloadFromAvro(context, schema.root) : { fields: [] };
}
