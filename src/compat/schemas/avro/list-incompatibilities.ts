import type { Answers } from './apache-answers.js';
import type { AvroRules } from './avro-rules.js';
import type {
  AvroArray,
  AvroEnum,
  AvroField,
  AvroFixed,
  AvroMap,
  AvroNamed,
  AvroRecord,
  AvroType,
  AvroUnion,
} from './avro-type.js';
import { unknownSymbols } from './match-types.js';

/** The kinds of incompatibility that Apache Avro knows. */
export type AvroBreakKind =
  | 'NAME_MISMATCH'
  | 'FIXED_SIZE_MISMATCH'
  | 'MISSING_ENUM_SYMBOLS'
  | 'READER_FIELD_MISSING_DEFAULT_VALUE'
  | 'TYPE_MISMATCH'
  | 'MISSING_UNION_BRANCH';

/** One incompatibility as Apache Avro reports it, with both types. */
export interface AvroIncompatibility {
  readonly kind: AvroBreakKind;
  /** Apache's path: fields of the reader by number, branches of the writer's unions. */
  readonly location: string;
  /** Apache's message: `reader type: INT not compatible with writer type: LONG`. */
  readonly detail: string;
  readonly reader: AvroType;
  readonly writer: AvroType;
  /** Where each schema uses its type; of a field that the writer lacks: the field, and the writer's record. */
  readonly readerPointer: string;
  readonly writerPointer: string;
  /** The way to the place in words of the reader: `order.lines[].price`; empty at the top. */
  readonly path: string;
  /** The reader's field that the writer does not write. */
  readonly field?: AvroField;
  /** The fields of the writer's record that no field of the reader takes, where aliases count: one may have been renamed. */
  readonly unread?: readonly AvroField[];
}

/** A pair of types, and how the walk came there. */
interface Visit {
  readonly reader: AvroType;
  readonly writer: AvroType;
  readonly readerPointer: string;
  readonly writerPointer: string;
  readonly way: Way | undefined;
}

/** One step of a way, behind those before it. */
interface Way {
  readonly up: Way | undefined;
  readonly token: string;
  readonly words: string;
}

interface Listing {
  readonly rules: AvroRules;
  readonly answers: Answers;
  readonly found: AvroIncompatibility[];
  readonly seen: Set<string>;
  /** What is still to look at, the next one last. */
  readonly stack: (Visit | AvroIncompatibility)[];
}

/**
 * The incompatibilities of two types, at most so many, in Apache's order: the reader's fields one by one, each with all that is
 * inside it. A pair of types that comes several times is listed once, where it comes first; Apache repeats it there, and leaves
 * out the way to the place where it came to the pair through a union of the reader.
 */
export function listIncompatibilities(
  rules: AvroRules,
  answers: Answers,
  reader: AvroType,
  writer: AvroType,
  most = Number.POSITIVE_INFINITY,
): readonly AvroIncompatibility[] {
  const { pointer: readerPointer } = reader;
  const root: Visit = { reader, writer, readerPointer, writerPointer: writer.pointer, way: undefined };
  const listing: Listing = { rules, answers, found: [], seen: new Set(), stack: [root] };
  for (let next = listing.stack.pop(); next && listing.found.length < most; next = listing.stack.pop()) {
    if ('kind' in next) listing.found.push(next);
    else if (!answers(next.reader, next.writer) && isFirst(listing, next)) visit(listing, next);
  }
  return listing.found;
}

function isFirst({ seen }: Listing, { reader, writer }: Visit): boolean {
  const key = `${reader.id} ${writer.id}`;
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function visit(listing: Listing, at: Visit): void {
  const { reader, writer } = at;
  if (writer.kind === 'union') visitBranches(listing, at, writer);
  else if (reader.kind === 'union') listing.found.push(missingBranch(at));
  else if (reader.kind === 'record' && writer.kind === 'record') visitRecords(listing, at, reader, writer);
  else if (reader.kind === 'array' && writer.kind === 'array') listing.stack.push(itemsOf(at, reader, writer));
  else if (reader.kind === 'map' && writer.kind === 'map') listing.stack.push(valuesOf(at, reader, writer));
  else if (reader.kind === 'enum' && writer.kind === 'enum') visitEnums(listing, at, reader, writer);
  else if (reader.kind === 'fixed' && writer.kind === 'fixed') visitFixed(listing, at, reader, writer);
  else listing.found.push(typeMismatch(at));
}

/** A union of the reader is asked branch by branch, and only says which it lacks; any other type must take each branch. */
function visitBranches(listing: Listing, at: Visit, writer: AvroUnion): void {
  const parts = writer.branches.map(
    (branch, index): Visit => ({
      reader: at.reader,
      writer: branch,
      readerPointer: at.readerPointer,
      writerPointer: `${writer.pointer}/${index}`,
      way: { up: at.way, token: `${index}`, words: '' },
    }),
  );
  if (at.reader.kind !== 'union') listing.stack.push(...parts.reverse());
  else
    for (const part of parts) if (!listing.answers(part.reader, part.writer)) listing.found.push(missingBranch(part));
}

function itemsOf(at: Visit, reader: AvroArray, writer: AvroArray): Visit {
  return {
    reader: reader.items,
    writer: writer.items,
    readerPointer: `${reader.pointer}/items`,
    writerPointer: `${writer.pointer}/items`,
    way: { up: at.way, token: 'items', words: '[]' },
  };
}

function valuesOf(at: Visit, reader: AvroMap, writer: AvroMap): Visit {
  return {
    reader: reader.values,
    writer: writer.values,
    readerPointer: `${reader.pointer}/values`,
    writerPointer: `${writer.pointer}/values`,
    way: { up: at.way, token: 'values', words: '{}' },
  };
}

function visitRecords(listing: Listing, at: Visit, reader: AvroRecord, writer: AvroRecord): void {
  checkNames(listing, at, reader, writer);
  const parts: (Visit | AvroIncompatibility)[] = [];
  let unread: readonly AvroField[] | undefined;
  for (const field of reader.fields.values()) {
    const written = listing.rules.writerFieldOf(field, reader, writer);
    if (written) parts.push(fieldOf(at, field, written));
    else if (field.default === undefined) {
      unread ??= listing.rules.aliasesCount(reader, writer) ? unreadFields(reader, writer) : [];
      parts.push(missingField(at, field, writer, unread));
    }
  }
  for (let part = parts.pop(); part; part = parts.pop()) listing.stack.push(part);
}

function unreadFields(reader: AvroRecord, writer: AvroRecord): readonly AvroField[] {
  const read = new Set<string>();
  for (const { name, aliases } of reader.fields.values()) for (const one of [name, ...aliases]) read.add(one);
  return [...writer.fields.values()].filter(({ name }) => !read.has(name));
}

function fieldOf(at: Visit, field: AvroField, written: AvroField): Visit {
  return {
    reader: field.type,
    writer: written.type,
    readerPointer: `${field.pointer}/type`,
    writerPointer: `${written.pointer}/type`,
    way: { up: at.way, token: `fields/${field.index}/type`, words: `.${field.name}` },
  };
}

/** Apache does not count the default of an enum as that of the field, and then compares the enum with the record around the field. */
function missingField(
  at: Visit,
  field: AvroField,
  writer: AvroRecord,
  unread: readonly AvroField[],
): AvroIncompatibility {
  const here = (token: string): Visit => ({
    ...at,
    reader: field.type,
    writer,
    readerPointer: field.pointer,
    way: { up: at.way, token, words: `.${field.name}` },
  });
  const token = `fields/${field.index}`;
  if (field.type.kind === 'enum' && field.type.fallback !== undefined)
    return { ...typeMismatch(here(`${token}/type`)), field, unread };
  return { ...incompatibility('READER_FIELD_MISSING_DEFAULT_VALUE', here(token), field.name), field, unread };
}

function checkNames(listing: Listing, at: Visit, reader: AvroNamed, writer: AvroNamed): void {
  if (listing.rules.matchNames(reader, writer)) return;
  const name = { ...at, way: { up: at.way, token: 'name', words: '' } };
  listing.found.push(incompatibility('NAME_MISMATCH', name, `expected: ${writer.fullName}`));
}

function visitEnums(listing: Listing, at: Visit, reader: AvroEnum, writer: AvroEnum): void {
  checkNames(listing, at, reader, writer);
  const unknown = unknownSymbols(reader, writer);
  if (unknown.length === 0) return;
  const symbols = { ...at, way: { up: at.way, token: 'symbols', words: '' } };
  listing.found.push(incompatibility('MISSING_ENUM_SYMBOLS', symbols, `[${unknown.join(', ')}]`));
}

function visitFixed(listing: Listing, at: Visit, reader: AvroFixed, writer: AvroFixed): void {
  checkNames(listing, at, reader, writer);
  if (reader.size === writer.size) return;
  const size = { ...at, way: { up: at.way, token: 'size', words: '' } };
  listing.found.push(incompatibility('FIXED_SIZE_MISMATCH', size, `expected: ${writer.size}, found: ${reader.size}`));
}

function typeMismatch(at: Visit): AvroIncompatibility {
  const detail = `reader type: ${apacheKind(at.reader)} not compatible with writer type: ${apacheKind(at.writer)}`;
  return incompatibility('TYPE_MISMATCH', at, detail);
}

function missingBranch(at: Visit): AvroIncompatibility {
  return incompatibility('MISSING_UNION_BRANCH', at, `reader union lacking writer type: ${apacheKind(at.writer)}`);
}

function apacheKind(type: AvroType): string {
  return type.kind.toUpperCase();
}

function incompatibility(kind: AvroBreakKind, at: Visit, detail: string): AvroIncompatibility {
  const { reader, writer, readerPointer, writerPointer } = at;
  const steps: Way[] = [];
  for (let step = at.way; step; step = step.up) steps.push(step);
  steps.reverse();
  const location = `/${steps.map((step) => step.token).join('/')}`;
  const path = steps
    .map((step) => step.words)
    .join('')
    .replace(/^\./, '');
  return { kind, location, detail, reader, writer, readerPointer, writerPointer, path };
}
