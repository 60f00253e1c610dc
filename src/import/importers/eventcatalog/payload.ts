import { type Node, nodeAt } from '../../../language/node.js';
import { itemsAt, textAt, textOf } from '../../../model/build/read.js';
import type { DraftMessage, DraftPayload } from '../../draft.js';
import type { SourceFile } from '../../importer.js';
import { readJsonSchemaPayload } from '../../json-schema/read-json-schema.js';
import { collectNamedSchemas } from '../avro/named-schemas.js';
import { readRecord } from '../avro/read-record.js';
import { plainValue } from './matter.js';
import type { Page } from './pages.js';
import { readProtobufPayload } from './protobuf-payload.js';
import type { Reading } from './reading.js';

/** What the schema of a message gives it. */
export type ReadPayload = Pick<DraftMessage, 'payload'> &
  Partial<Pick<DraftMessage, 'examples' | 'extensions' | 'comment'>>;

const NO_FIELDS: DraftPayload = { kind: 'fields', fields: [] };

/** Reads the schema that a page names; without one, the message has no fields, which is told. */
export function readPayload(reading: Reading, page: Page, name: string, older: number | undefined): ReadPayload {
  const { builder } = reading;
  const [reference, ...others] = schemasOf(page.matter);
  if (!reference) {
    reading.tally.add(
      `The payload of \`${name}\``,
      'payloads of messages',
      'the page names no schema',
      page.matter.span,
    );
    return { payload: NO_FIELDS };
  }
  for (const other of others)
    builder.leftOut(`The schema \`${other.path}\` of \`${name}\``, 'a message has one', other.node.span);
  const file = openFile(reading, page, reference.path);
  if (!file) {
    const reason = `its schema \`${reference.path}\` cannot be read`;
    builder.keptRaw(`The payload of \`${name}\``, reason, reference.node.span);
    return { payload: { kind: 'schema', schema: {} }, extensions: { 'x-schema': { ref: reference.path } } };
  }
  return payloadOf(reading, file, name, older, reference.node);
}

function payloadOf(reading: Reading, file: SourceFile, name: string, older: number | undefined, at: Node): ReadPayload {
  if (/\.proto$/i.test(file.path)) {
    const payload = readProtobufPayload(reading, file, name);
    return payload ? { payload } : keptText(reading, file, name, at);
  }
  if (!/\.(json|jsonschema|ya?ml|avsc)$/i.test(file.path)) return keptText(reading, file, name, at);
  const node = reading.context.parse(file);
  if (!node) return keptText(reading, file, name, at);
  if (isAvro(file, node)) return { payload: avroPayload(reading, file, node, name) };
  const suffix = older === undefined ? {} : { older: `${name}V${older}` };
  const source = { node, root: node, file: file.path, context: reading.context, name, ...suffix };
  const { payload, examples, comment } = readJsonSchemaPayload(reading.builder, source);
  return { payload, ...(examples && { examples }), ...(comment !== undefined && { comment }) };
}

function avroPayload({ builder }: Reading, file: SourceFile, node: Node, name: string): DraftPayload {
  const names = collectNamedSchemas([{ file: file.path, node }]);
  const record = textAt(node, 'type') === 'record' ? names.at(node) : undefined;
  if (!record) {
    builder.keptRaw(`The payload of \`${name}\``, 'it is no record', node.span);
    return { kind: 'avro', avro: plainValue(node) };
  }
  const avro = { builder, names, types: new Map(), messages: new Set([record]) };
  return {
    kind: 'fields',
    fields: readRecord(avro, { file: file.path, namespace: record.namespace, path: name }, node),
  };
}

/** A schema in another language, as a text: a person can write it anew, or take its file in alone. */
function keptText({ builder }: Reading, file: SourceFile, name: string, at: Node): ReadPayload {
  const ending = /\.[^./]+$/.exec(file.path)?.[0] ?? 'a file without an ending';
  builder.keptRaw(`The payload of \`${name}\``, `its schema is in \`${ending}\`, which is not read here`, at.span);
  return { payload: { kind: 'schema', schema: {} }, extensions: { 'x-schema': { format: ending, schema: file.text } } };
}

function isAvro(file: SourceFile, node: Node): boolean {
  if (/\.avsc$/i.test(file.path)) return true;
  const type = textAt(node, 'type');
  return type === 'record' && nodeAt(node, 'fields')?.kind === 'list';
}

interface SchemaReference {
  readonly path: string;
  readonly node: Node;
}

/** `schemaPath`, or else the first of `schemas` that is a file; the others come behind it. */
function schemasOf(matter: Node): readonly SchemaReference[] {
  const main = nodeAt(matter, 'schemaPath');
  const path = textOf(main);
  const listed = itemsAt(matter, 'schemas').flatMap((item): readonly SchemaReference[] => {
    const file = textAt(item, 'file') ?? textAt(item, 'path');
    return file === undefined || file === path ? [] : [{ path: file, node: item }];
  });
  return main && path !== undefined ? [{ path, node: main }, ...listed] : listed;
}

/** A file beside a page: of the run, or else from the disk. */
export function openFile(reading: Reading, page: Page, reference: string): SourceFile | undefined {
  const path = beside(page.file.path, reference);
  const file = reading.files.get(path) ?? reading.context.readFile(reference, page.file.path);
  if (file) reading.used.add(file.path);
  return file;
}

/** The path that a reference means, seen from a file. */
export function beside(from: string, reference: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of reference.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
