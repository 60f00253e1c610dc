import { compareText } from '../../../diagnostics/index.js';
import { type Node, nodeAt, toValue } from '../../../language/node.js';
import { compact } from '../../../model/build/compact.js';
import { textAt } from '../../../model/build/read.js';
import { grouped } from '../../../model/grouped.js';
import type { DraftMessage } from '../../draft.js';
import { createDraftBuilder } from '../../draft-builder.js';
import type { ImportContext, Importer, SourceFile } from '../../importer.js';
import { collectNamedSchemas, type NamedSchema } from './named-schemas.js';
import { readRecord } from './read-record.js';
import { type AvroReading, hintsFor, readSchema, shortName, typeOf } from './read-schema.js';

/** A doc that is longer is no summary. */
const LONGEST_SUMMARY = 160;

/** Avro schemas: a record of its own is a message, what others name is a type. */
export const avroImporter: Importer = {
  id: 'avro',
  summary: 'Avro schemas (.avsc), also lists of named types and names across files',
  accepts: (file, tree) => /\.avsc$/.test(file.path) || isAvro(tree),
  read,
};

/** What is no `.avsc` has to look like nothing else: JSON Schema has no records. */
function isAvro(tree: Node | undefined): boolean {
  if (tree?.kind === 'list') return tree.items.length > 0 && tree.items.every(isAvro);
  const type = textAt(tree, 'type');
  if (type === 'record' || type === 'error') return nodeAt(tree, 'fields')?.kind === 'list';
  if (type === 'enum') return nodeAt(tree, 'symbols')?.kind === 'list';
  return type === 'fixed' && nodeAt(tree, 'size') !== undefined;
}

interface Root {
  readonly file: string;
  readonly node: Node;
}

function read(files: readonly SourceFile[], context: ImportContext) {
  const builder = createDraftBuilder();
  const roots = files.flatMap((file): readonly Root[] => {
    const node = context.parse(file);
    return node ? [{ file: file.path, node }] : [];
  });
  const names = collectNamedSchemas(roots);
  const tops = roots.flatMap(topsOf).map((root) => ({ ...root, named: names.at(root.node) }));
  const messages = tops.flatMap(({ node, named }) =>
    named && textAt(node, 'type') === 'record' && !names.referred.has(named) ? [named] : [],
  );
  const reading: AvroReading = { builder, names, types: new Map(), messages: new Set(messages) };
  for (const { named, ...root } of tops) if (!named || !reading.messages.has(named)) addType(reading, root, named);
  const current = currentOnes(reading, messages);
  for (const message of current) addMessage(reading, context, message, current);
  return builder.finish();
}

/** The schemas at the top of a file: one, or those of a list of named types (which is a union, too). */
function topsOf({ file, node }: Root): readonly Root[] {
  return node.kind === 'list' ? node.items.map((item) => ({ file, node: item })) : [{ file, node }];
}

/** What is no message is a type: records that others use, enumerations, a list or map at the top. */
function addType(reading: AvroReading, { node, file }: Root, named: NamedSchema | undefined): void {
  if (named) {
    typeOf(reading, named);
    return;
  }
  const path = nameOfFile(file);
  const { type, constraints, avro } = readSchema(reading, { file, namespace: '', path }, node);
  reading.builder.type(path, { shape: 'scalar', type, ...compact({ constraints, avro }) });
}

/** Of several states of one record that which stands least deep, and of those the last by its path; the others are told. */
function currentOnes(reading: AvroReading, messages: readonly NamedSchema[]): readonly NamedSchema[] {
  return [...grouped(messages, ({ fullName }) => fullName).values()].flatMap((states) => {
    const distinct = [...grouped(states, ({ node }) => JSON.stringify(toValue(node))).values()].flatMap(
      ([one]) => one ?? [],
    );
    // A name without a namespace is what anybody calls a record: the files say which events they are.
    if (distinct.length === 1 || !distinct[0]?.fullName.includes('.')) return distinct;
    const [current, ...older] = distinct.toSorted((a, b) => depthOf(a) - depthOf(b) || compareText(b.file, a.file));
    for (const state of older) {
      const reason = `it is another state of the record in \`${current?.file}\`; \`sagac compat\` compares two files`;
      reading.builder.leftOut(`\`${state.fullName}\` of \`${state.file}\``, reason, state.node.span);
    }
    return current ? [current] : [];
  });
}

function depthOf({ file }: NamedSchema): number {
  return file.split(/[\\/]/).length;
}

/** A record that contains itself is a type as well, so that its fields have something to refer to. */
function addMessage(
  reading: AvroReading,
  context: ImportContext,
  named: NamedSchema,
  all: readonly NamedSchema[],
): void {
  const { node, namespace, file, fullName } = named;
  const name = shortName(fullName);
  const isCommon = all.some((other) => other !== named && shortName(other.fullName) === name);
  const { as, service } = context.options;
  const origin = service === undefined ? undefined : reading.builder.service(service);
  const message: DraftMessage = {
    kind: as,
    payload: { kind: 'fields', fields: readRecord(reading, { file, namespace, path: name }, node) },
    ...compact({ ...wordsOf(node), ...(as === 'event' ? { producer: origin } : { handler: origin }) }),
  };
  // What many records are called says nothing: their namespaces, or else their files, say which events they are.
  const preferred = !isCommon ? name : namespace === '' ? nameOfFile(file) : namespace;
  const { version, text } = pinnedVersion(preferred);
  reading.builder.message(
    text,
    { ...message, ...compact({ version, wire: isCommon ? preferred : undefined }) },
    {
      hints: [nameOfFile(file), ...hintsFor(fullName)],
      span: node.span,
    },
  );
}

function wordsOf(node: Node): { summary?: string | undefined; docs?: string | undefined } {
  const doc = textAt(node, 'doc');
  return doc === undefined || doc.length <= LONGEST_SUMMARY ? { summary: doc } : { docs: doc };
}

/** What a file is called without its folder and ending, with what stands for a dot in names of files: `org+acme+paid_schema.avsc`. */
function nameOfFile(file: string): string {
  const base = file.split(/[\\/]/).at(-1) ?? file;
  return base
    .replace(/\.(avsc|json|ya?ml)$/i, '')
    .replace(/[_-]schema$/i, '')
    .replaceAll('+', '.');
}

/** A version at the end of a name: `exam.errored.v1` is version 1.0.0 of `exam.errored`. */
function pinnedVersion(name: string): { readonly text: string; readonly version: string | undefined } {
  const found = /^(.+)[._-]v(\d+)$/i.exec(name);
  return found ? { text: found[1] ?? name, version: `${found[2]}.0.0` } : { text: name, version: undefined };
}
