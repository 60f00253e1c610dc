import { readJsonSchemaType } from '../../json-schema/read-json-schema.js';
import { addChannel } from './channels.js';
import type { Collected, Collection } from './collect.js';
import { entriesOf, fingerprint, type Located, part, referenceOf, textIn } from './located.js';
import { nameOf, readContent } from './messages.js';
import type { ApiDocument, ApiMessage } from './model.js';
import { applyOperation, placeOn } from './operations.js';
import { type Reading, readDocument } from './read-document.js';
import { addService } from './service.js';
import { isVersion } from './values.js';

/** Takes one document in: its service, channels and messages, and who does what with them. */
export function applyDocument(reading: Reading, collection: Collection, version: 2 | 3): void {
  const { root, context } = reading;
  const service = addService(reading, context.options.service);
  const document = readDocument(reading, version);
  const written = textIn(root, 'info', 'version');
  const contract = isVersion(written) ? written : undefined;
  const collect = (message: ApiMessage): Collected =>
    collection.add(message.place.node, sourceOf(reading, message), () => readContent(reading, message, contract));
  settleKinds(document, collect);
  for (const operation of document.operations) {
    const outcomes = (operation.reply?.messages ?? []).map(collect);
    applyOperation(reading, operation, service, ({ messages }) => messages.map(collect), outcomes);
  }
  for (const channel of document.channels) {
    addChannel(reading, channel);
    for (const message of channel.messages) {
      const isNew = !collection.has(message.place.node);
      const collected = collect(message);
      if (isNew || collected.channel === undefined) placeOn(reading, collected, channel);
    }
  }
  for (const message of document.messages) collect(message);
  addUnusedSchemas(reading);
}

/** What a message is called and what it carries: the same in the documents of all who send or receive it. */
function sourceOf({ context }: Reading, message: ApiMessage): string {
  const payload = part(message.place, 'payload');
  const own = textIn(message.place, 'title');
  return JSON.stringify([nameOf(message), own, payload && fingerprint(context, payload)]);
}

/** What is answered is a command, and what answers is an event, wherever else it stands. */
function settleKinds(document: ApiDocument, collect: (message: ApiMessage) => Collected): void {
  const asking = document.operations.filter(({ reply }) => reply !== undefined);
  for (const { reply } of asking) for (const message of reply?.messages ?? []) collect(message).kind ??= 'event';
  for (const { messages } of asking) for (const message of messages) collect(message).kind ??= 'command';
}

/** Schemas of the components that nothing refers to are types all the same. */
function addUnusedSchemas({ builder, context, root }: Reading): void {
  const used = new Set<string>();
  collectReferences(root, used);
  for (const schema of entriesOf(part(root, 'components', 'schemas'))) {
    if (used.has(schema.key) || referenceOf(schema) !== undefined) continue;
    if (part(schema, 'schemaFormat')) {
      builder.leftOut(`The schema \`${schema.key}\``, 'no message uses it', schema.node.span);
      continue;
    }
    const { node, file } = schema;
    readJsonSchemaType(builder, { node, root: root.node, file, context, name: schema.key, dialect: 'draft-07' });
  }
}

const SCHEMA = /^#\/components\/schemas\/([^/]+)/;

function collectReferences(place: Located, used: Set<string>): void {
  const name = SCHEMA.exec(referenceOf(place) ?? '')?.[1];
  if (name !== undefined) used.add(name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const { node, root, file } = place;
  if (node.kind === 'list') for (const item of node.items) collectReferences({ node: item, root, file }, used);
  for (const entry of entriesOf(place)) collectReferences(entry, used);
}
