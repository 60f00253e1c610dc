import type { DraftMessage, DraftPayload } from '../../draft.js';
import type { SourceFile } from '../../importer.js';
import { renameTypes } from '../../rename-types.js';
import { protobufImporter } from '../protobuf/index.js';
import type { Reading } from './reading.js';

/**
 * The payload of a message whose schema is Protobuf: of several messages in the file that of the page's name, or the only one.
 * Undefined, with a report, where there is none.
 */
export function readProtobufPayload(reading: Reading, file: SourceFile, name: string): DraftPayload | undefined {
  const { builder, context, tally } = reading;
  const { value, diagnostics } = protobufImporter.read([file], context);
  for (const diagnostic of diagnostics) builder.report(diagnostic);
  const message = value.messages.get(name) ?? onlyOne([...value.messages.values()]);
  if (message?.payload.kind !== 'fields') return message?.payload;
  const names = new Map<string, string>();
  const slots = [...value.types].map(([type, definition]) => {
    const slot = builder.typeSlot(type);
    names.set(type, slot.name);
    return { slot, definition };
  });
  for (const { slot, definition } of slots) slot.define(renameTypes(definition, names));
  const reason = 'import the Protobuf files themselves to keep them';
  tally.add(`What \`${file.path}\` says of field numbers`, 'files with field numbers', reason, undefined);
  const renamed = renameTypes({ shape: 'record' as const, fields: message.payload.fields }, names);
  return { ...message.payload, fields: renamed.fields };
}

function onlyOne(messages: readonly DraftMessage[]): DraftMessage | undefined {
  return messages.length === 1 ? messages[0] : undefined;
}
