import type { Outcome } from '../../../diagnostics/index.js';
import { entryOf, type Node, nodeAt } from '../../../language/node.js';
import { compact } from '../../../model/build/compact.js';
import { entriesAt, textAt } from '../../../model/build/read.js';
import type { Draft, DraftMessage } from '../../draft.js';
import { createDraftBuilder, type DraftBuilder } from '../../draft-builder.js';
import type { ImportContext, Importer, SourceFile } from '../../importer.js';
import { readJsonSchemaPayload, readJsonSchemaType } from '../../json-schema/read-json-schema.js';
import { importDiagnostic } from '../../messages.js';
import { describeSchema, type SchemaFile } from './describe-schema.js';
import { type SchemaFamily, schemaFamilies } from './families.js';
import { settleNames } from './settle-names.js';
import { sharedFiles } from './shared-files.js';

/** JSON Schemas, draft-04 to 2020-12: each file is a message, or a library of types where it has nothing but definitions. */
export const jsonSchemaImporter: Importer = {
  id: 'json-schema',
  summary: 'JSON Schema, draft-04 to 2020-12; every schema is a message',
  accepts,
  read,
};

const DOCUMENTS = ['asyncapi', 'openapi', 'swagger', 'protocol'];
const TYPES = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);
const SIGNS = ['$defs', 'definitions', 'properties', '$ref', 'allOf', 'anyOf', 'oneOf'];

function accepts(_file: SourceFile, tree: Node | undefined): boolean {
  if (tree?.kind !== 'map' || DOCUMENTS.some((key) => entryOf(tree, key))) return false;
  // A registry of several formats names it: `self: { format: protobuf }`.
  const format = textAt(nodeAt(tree, 'self'), 'format');
  if (format !== undefined) return format === 'jsonschema';
  if (/json-schema|jsonschema/i.test(textAt(tree, '$schema') ?? '')) return true;
  const type = nodeAt(tree, 'type');
  const types = type?.kind === 'list' ? type.items : type ? [type] : [];
  if (types.length > 0) return types.every((item) => item.kind === 'scalar' && TYPES.has(item.text));
  return SIGNS.some((key) => entryOf(tree, key));
}

function read(files: readonly SourceFile[], context: ImportContext): Outcome<Draft> {
  const builder = createDraftBuilder();
  const schemas = files.flatMap((file) => {
    const root = context.parse(file);
    return root ? [describeSchema(file, root)] : [];
  });
  const shared = sharedFiles(schemas);
  const libraries = schemas.filter((schema) => !shared.has(schema) && isLibrary(schema.root));
  const messages = schemas.filter((schema) => !shared.has(schema) && !libraries.includes(schema));
  for (const family of settleNames(schemaFamilies(messages))) readFamily(builder, context, family);
  for (const library of libraries) readLibrary(builder, context, library);
  return builder.finish();
}

/** Whether there is nothing in a schema but definitions for others. */
function isLibrary(root: Node): boolean {
  if (root.kind !== 'map' || !['$defs', 'definitions'].some((key) => entryOf(root, key))) return false;
  return !['type', 'properties', '$ref', 'allOf', 'anyOf', 'oneOf', 'enum', 'const', 'items'].some((key) =>
    entryOf(root, key),
  );
}

function readLibrary(builder: DraftBuilder, context: ImportContext, { file, root }: SchemaFile): void {
  for (const key of ['$defs', 'definitions']) {
    for (const { key: name, value: node } of entriesAt(root, key)) {
      readJsonSchemaType(builder, { node, root, file: file.path, context, name: name.text });
    }
  }
}

function readFamily(builder: DraftBuilder, context: ImportContext, family: SchemaFamily): void {
  const { newest, olderMajors, left } = family;
  const id = readMessage(builder, context, newest);
  for (const { major, schema } of olderMajors) readMessage(builder, context, { ...schema, name: id, hints: [] }, major);
  if (left.length === 0) return;
  const versions = left.map(({ version, file }) => version?.text ?? file.path);
  builder.report(
    importDiagnostic('import-older-version', left.at(-1)?.root.span, {
      name: id,
      versions,
      newest: newest.version?.text ?? '',
    }),
  );
}

function readMessage(
  builder: DraftBuilder,
  context: ImportContext,
  { file, root, name, hints, wire, version }: SchemaFile,
  major?: number,
): string {
  const older = major === undefined ? {} : { older: `${name}V${major}` };
  const source = {
    node: root,
    root,
    file: file.path,
    context,
    name,
    taken: version ? ['self', 'version'] : [],
    ...older,
  };
  const { payload, summary, docs, comment, deprecated, examples } = readJsonSchemaPayload(builder, source);
  const { as, service } = context.options;
  const owner = service === undefined ? undefined : builder.service(service);
  const message: DraftMessage = {
    kind: as,
    payload,
    ...compact({ summary, docs, comment, examples, wire: wire === name ? undefined : wire }),
    ...(deprecated && { deprecated: {} }),
    ...(version && { version: versionText(version.order) }),
    ...(owner !== undefined && (as === 'event' ? { producer: owner } : { handler: owner })),
  };
  return builder.message(name, message, { hints, span: root.span, ...(major !== undefined && { major }) });
}

function versionText({
  major,
  minor,
  patch,
  pre,
}: {
  major: number;
  minor: number;
  patch: number;
  pre: readonly unknown[];
}): string {
  return `${major}.${minor}.${patch}${pre.length > 0 ? `-${pre.join('.')}` : ''}`;
}
