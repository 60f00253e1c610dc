import { nameList } from '../../../model/facts/name-list.js';
import { joined } from '../../diff/place.js';
import type { SchemaBreak } from '../schema-verdict.js';
import type { AvroField, AvroRecord, AvroType, AvroUnion } from './avro-type.js';
import type { Compared } from './describe-break.js';
import { matchTypes } from './match-types.js';

/** A type of the reader with the one of the writer that it reads, and the words for the way there. */
interface Read {
  readonly reader: AvroType;
  readonly writer: AvroType;
  readonly path: string;
}

/**
 * What Apache's rules let pass although readers may not agree on what was written: another logical type for the same
 * number or bytes, bytes that are taken for text, and a field for which the writer has two.
 */
export function listDoubts(compared: Compared): readonly SchemaBreak[] {
  const doubts: SchemaBreak[] = [];
  const seen = new Set<number>();
  const stack: Read[] = [{ reader: compared.reader.root, writer: compared.writer.root, path: '' }];
  for (let read = stack.pop(); read; read = stack.pop()) {
    const key = read.reader.id * compared.writer.size + read.writer.id;
    if (seen.has(key)) continue;
    seen.add(key);
    doubts.push(...doubtsOf(compared, read));
    for (const part of partsOf(compared, read).reverse()) stack.push(part);
  }
  return doubts;
}

function doubtsOf(compared: Compared, read: Read): readonly SchemaBreak[] {
  const { reader, writer } = read;
  if (reader.kind === 'record' && writer.kind === 'record') return ambiguousFields(compared, reader, writer, read.path);
  if (reader.kind === 'string' && writer.kind === 'bytes') return [bytesAsText(compared, read)];
  const other = reader.logical !== undefined && writer.logical !== undefined && reader.logical !== writer.logical;
  return other && matchTypes(compared.rules, reader, writer) === true ? [otherMeaning(compared, read)] : [];
}

function bytesAsText({ reader, writer }: Compared, read: Read): SchemaBreak {
  return {
    kind: 'BYTES_AS_TEXT',
    message: `The reader takes the bytes${atPath(read)} as text, which fails for those that are not UTF-8.`,
    help: 'Make sure that only text was ever written there, or add a field of type `string` with a default.',
    reader: { file: reader.file, pointer: read.reader.pointer },
    writer: { file: writer.file, pointer: read.writer.pointer },
  };
}

function atPath({ path }: Read): string {
  return path === '' ? '' : ` at \`${path}\``;
}

function otherMeaning({ reader, writer }: Compared, read: Read): SchemaBreak {
  const [expected, written] = [`${read.reader.logical}`, `${read.writer.logical}`];
  return {
    kind: 'LOGICAL_TYPE_CHANGED',
    message: `The reader takes \`${expected}\`${atPath(read)} for what the writer writes as \`${written}\`, which means another value.`,
    help: 'Keep the logical type, or add a field of the new one with a default.',
    reader: { file: reader.file, pointer: read.reader.pointer },
    writer: { file: writer.file, pointer: read.writer.pointer },
  };
}

function ambiguousFields(
  compared: Compared,
  reader: AvroRecord,
  writer: AvroRecord,
  path: string,
): readonly SchemaBreak[] {
  const doubts: SchemaBreak[] = [];
  for (const field of reader.fields.values()) {
    if (field.aliases.length === 0) continue;
    const names = new Set([field.name, ...field.aliases].filter((name) => writer.fields.has(name)));
    if (names.size > 1) doubts.push(ambiguous(compared, field, [...names], joined(path, field.name), writer));
  }
  return doubts;
}

function ambiguous(
  compared: Compared,
  field: AvroField,
  names: readonly string[],
  path: string,
  writer: AvroRecord,
): SchemaBreak {
  return {
    kind: 'AMBIGUOUS_ALIAS',
    message: `Field \`${path}\` of the reader stands for ${nameList(names)} of the writer at once: some readers take the first, others refuse.`,
    help: 'Take out the alias that is still the name of a field.',
    reader: { file: compared.reader.file, pointer: field.pointer },
    writer: { file: compared.writer.file, pointer: writer.pointer },
  };
}

function partsOf(compared: Compared, { reader, writer, path }: Read): Read[] {
  if (writer.kind === 'union') return writer.branches.map((branch) => ({ reader, writer: branch, path }));
  if (reader.kind === 'union') return chosenBranch(compared, reader, writer, path);
  if (reader.kind === 'array' && writer.kind === 'array')
    return [{ reader: reader.items, writer: writer.items, path: `${path}[]` }];
  if (reader.kind === 'map' && writer.kind === 'map')
    return [{ reader: reader.values, writer: writer.values, path: `${path}{}` }];
  if (reader.kind !== 'record' || writer.kind !== 'record') return [];
  const parts: Read[] = [];
  for (const field of reader.fields.values()) {
    const written = compared.rules.writerFieldOf(field, reader, writer);
    if (written) parts.push({ reader: field.type, writer: written.type, path: joined(path, field.name) });
  }
  return parts;
}

/** Resolvers take the branch of the writer's kind, else the first that can read it. */
function chosenBranch({ answers, rules }: Compared, union: AvroUnion, writer: AvroType, path: string): Read[] {
  const fitting = rules.branchesFor(union, writer).filter((branch) => answers(branch, writer));
  const chosen = fitting.find((branch) => branch.kind === writer.kind) ?? fitting[0];
  return chosen ? [{ reader: chosen, writer, path }] : [];
}
