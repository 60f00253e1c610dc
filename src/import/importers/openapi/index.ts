import type { Outcome } from '../../../diagnostics/index.js';
import { entryOf, type Node, nodeAt } from '../../../language/node.js';
import type { Draft } from '../../draft.js';
import { createDraftBuilder, type DraftBuilder } from '../../draft-builder.js';
import type { ImportContext, Importer, SourceFile } from '../../importer.js';
import { readJsonSchemaPayload, readJsonSchemaType } from '../../json-schema/read-json-schema.js';
import { importDiagnostic } from '../../messages.js';
import { serviceName } from '../../names.js';

/** OpenAPI 3 documents: what an EventBridge registry keeps, and schemas and webhooks of others. */
export const openApiImporter: Importer = {
  id: 'openapi',
  summary: 'OpenAPI 3: events of an EventBridge schema registry, webhooks and schemas',
  accepts: (_file, tree) => entryOf(tree, 'openapi') !== undefined || entryOf(tree, 'swagger') !== undefined,
  read,
};

interface Reading {
  readonly builder: DraftBuilder;
  readonly context: ImportContext;
  readonly root: Node;
  readonly file: string;
  readonly dialect: 'openapi-3.0' | '2020-12';
}

function read(files: readonly SourceFile[], context: ImportContext): Outcome<Draft> {
  const builder = createDraftBuilder();
  for (const file of files) {
    const root = context.parse(file);
    if (!root) continue;
    const version = textAt(root, 'openapi') ?? textAt(root, 'swagger') ?? '';
    if (!/^3\.[01]/.test(version)) {
      const problem =
        version === ''
          ? 'it does not say its version as `openapi: 3.1.0`'
          : `OpenAPI \`${version}\` is not read; 3.0 and 3.1 are`;
      const span = (nodeAt(root, 'openapi') ?? nodeAt(root, 'swagger') ?? root).span;
      builder.report(importDiagnostic('import-unreadable', span, { file: file.path, problem }));
      continue;
    }
    const dialect = version.startsWith('3.0') ? 'openapi-3.0' : '2020-12';
    readDocument({ builder, context, root, file: file.path, dialect });
  }
  return builder.finish();
}

function readDocument(reading: Reading): void {
  const { builder, root } = reading;
  const schemas = nodeAt(root, 'components', 'schemas');
  const envelope = nodeAt(schemas, 'AWSEvent');
  if (envelope) addEvent(reading, envelope);
  addWebhooks(reading);
  const used = new Set(envelope ? ['AWSEvent', ...referencesIn(root)] : referencesIn(root));
  for (const { key, value } of schemas?.kind === 'map' ? schemas.entries : []) {
    if (!used.has(key.text)) readJsonSchemaType(builder, sourceOf(reading, value, key.text));
  }
  const paths = nodeAt(root, 'paths');
  if (paths?.kind === 'map' && paths.entries.length > 0) {
    builder.leftOut('What `paths` says', 'calls over HTTP are no messages', paths.span);
  }
}

/** The envelope of EventBridge names the event and its source; the payload is its `detail`. */
function addEvent(reading: Reading, envelope: Node): void {
  const { builder, root, context } = reading;
  const detail = nodeAt(envelope, 'properties', 'detail');
  const type = textAt(envelope, 'x-amazon-events-detail-type') ?? textAt(nodeAt(root, 'info'), 'title') ?? 'Event';
  if (!detail) {
    builder.leftOut(`The event \`${type}\``, 'its envelope has no `detail`', envelope.span);
    return;
  }
  const source = context.options.service ?? textAt(envelope, 'x-amazon-events-source');
  const producer = source === undefined ? undefined : addSource(builder, source);
  addMessage(reading, type, detail, { ...(producer !== undefined && { producer }) });
}

/** A source with dots is no name of a service; it is kept beside it. */
function addSource(builder: DraftBuilder, source: string): string {
  const name = serviceName(source);
  return builder.service(source, name === source ? {} : { extensions: { 'x-event-source': source } });
}

function addWebhooks(reading: Reading): void {
  const webhooks = nodeAt(reading.root, 'webhooks');
  for (const { key, value } of webhooks?.kind === 'map' ? webhooks.entries : []) {
    const schema = nodeAt(value, 'post', 'requestBody', 'content', 'application/json', 'schema');
    if (schema) addMessage(reading, key.text, schema, {});
    else reading.builder.leftOut(`The webhook \`${key.text}\``, 'it posts no JSON with a schema', key.span);
  }
}

function addMessage(reading: Reading, name: string, schema: Node, links: { readonly producer?: string }): void {
  const { builder, root, context } = reading;
  const read = readJsonSchemaPayload(builder, sourceOf(reading, schema, name));
  const { payload, summary, docs, deprecated, examples, comment } = read;
  const version = textAt(nodeAt(root, 'info'), 'version');
  const { as } = context.options;
  builder.message(
    name,
    {
      kind: as,
      ...(version !== undefined && /^\d+\.\d+\.\d+$/.test(version) && { version }),
      ...(summary !== undefined && { summary }),
      ...(docs !== undefined && { docs }),
      ...(deprecated && { deprecated: {} }),
      ...(examples && { examples }),
      ...(comment !== undefined && { comment }),
      ...(as === 'event' ? links : links.producer !== undefined && { senders: [links.producer] }),
      payload,
    },
    { span: schema.span },
  );
}

function sourceOf({ root, file, context, dialect }: Reading, node: Node, name: string) {
  return { node, root, file, context, name, dialect };
}

const SCHEMA = /^#\/components\/schemas\/(.+)$/;

function referencesIn(node: Node): readonly string[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'list') return node.items.flatMap(referencesIn);
  return node.entries.flatMap(({ key, value }) => {
    const target = key.text === '$ref' && value.kind === 'scalar' ? SCHEMA.exec(value.text)?.[1] : undefined;
    return target === undefined ? referencesIn(value) : [target.replaceAll('~1', '/').replaceAll('~0', '~')];
  });
}

function textAt(node: Node | undefined, key: string): string | undefined {
  const value = nodeAt(node, key);
  return value?.kind === 'scalar' && value.value !== null ? value.text : undefined;
}
