import { nameList } from '../../../model/facts/name-list.js';
import type { SchemaBreak, SchemaPlace } from '../schema-verdict.js';
import type { Answers } from './apache-answers.js';
import type { AvroRules } from './avro-rules.js';
import { type AvroNamed, type AvroSchema, type AvroType, isNamed, titleOf } from './avro-type.js';
import { type AvroIncompatibility, listIncompatibilities } from './list-incompatibilities.js';
import { matchTypes, unknownSymbols } from './match-types.js';

/** Both schemas, and whether a type of one reads a type of the other. */
export interface Compared {
  readonly reader: AvroSchema;
  readonly writer: AvroSchema;
  readonly answers: Answers;
  readonly rules: AvroRules;
}

interface Words {
  readonly message: string;
  readonly help: string;
}

/** How many symbols are named in a sentence. */
const MOST_SYMBOLS = 5;
const NEW_FIELD = 'add a field of the new type with a default, and leave this one until nobody reads it';

/** An incompatibility for a person: what cannot be read, where in both schemas, and how to do it without a break. */
export function describeBreak(compared: Compared, found: AvroIncompatibility): SchemaBreak {
  const { message, help } = wordsOf(compared, found, true);
  return {
    kind: found.kind,
    message,
    help,
    reader: readerPlace(compared, found),
    writer: writerPlace(compared, found),
  };
}

const PART: Partial<Record<AvroIncompatibility['kind'], string>> = {
  NAME_MISMATCH: '/name',
  MISSING_ENUM_SYMBOLS: '/symbols',
  FIXED_SIZE_MISMATCH: '/size',
};

/** What belongs to a definition is shown there; anything else where the type is used. */
function readerPlace({ reader }: Compared, found: AvroIncompatibility): SchemaPlace {
  const part = PART[found.kind];
  return { file: reader.file, pointer: part === undefined ? found.readerPointer : found.reader.pointer + part };
}

function writerPlace({ writer }: Compared, found: AvroIncompatibility): SchemaPlace {
  const part = PART[found.kind];
  return { file: writer.file, pointer: part === undefined ? found.writerPointer : found.writer.pointer + part };
}

function wordsOf(compared: Compared, found: AvroIncompatibility, deep: boolean): Words {
  if (found.field !== undefined) return missingField(compared, found);
  switch (found.kind) {
    case 'NAME_MISMATCH':
      return otherName(found);
    case 'FIXED_SIZE_MISMATCH':
      return otherSize(found);
    case 'MISSING_ENUM_SYMBOLS':
      return missingSymbols(found);
    case 'MISSING_UNION_BRANCH':
      return missingBranch(compared, found, deep);
    case 'READER_FIELD_MISSING_DEFAULT_VALUE':
    case 'TYPE_MISMATCH':
      return otherType(compared, found);
  }
}

function at(found: AvroIncompatibility): string {
  return found.path === '' ? '' : ` at \`${found.path}\``;
}

/** Apache's path ends in a number only for one branch of many of the writer. */
function writes(found: AvroIncompatibility): string {
  return /\/\d+$/.test(found.location) ? 'may write' : 'writes';
}

function missingField(compared: Compared, found: AvroIncompatibility): Words {
  const { field, writer, path } = found;
  if (field === undefined || writer.kind !== 'record') return otherType(compared, found);
  const message = `Field \`${path}\` has no default, and the writer's record \`${writer.fullName}\` does not have it.`;
  const old = renamedFrom(compared, found);
  const renamed = old === undefined ? '' : ` If it was \`${old}\` before, add \`"aliases": ["${old}"]\` to it.`;
  return { message, help: defaultHelp(field.type) + renamed };
}

function defaultHelp(type: AvroType): string {
  if (type.kind === 'enum' && type.fallback !== undefined)
    return 'Give the field a `default` of its own: that of the enum only stands for symbols that are not known.';
  const first = type.kind === 'union' ? type.branches[0] : type;
  if (first?.kind === 'null') return 'Give it `"default": null`.';
  return `Give it a \`default\`, or make it a union with \`"null"\` in front and \`"default": null\`.`;
}

/** The one field of the writer that no field of the reader takes, if this one could: then it may have another name now. */
function renamedFrom({ answers }: Compared, { field, unread }: AvroIncompatibility): string | undefined {
  const [only] = unread ?? [];
  return field && only && unread?.length === 1 && answers(field.type, only.type) ? only.name : undefined;
}

function otherName(found: AvroIncompatibility): Words {
  const [reader, writer] = [found.reader as AvroNamed, found.writer as AvroNamed];
  const message = `The reader expects the ${reader.kind} \`${reader.fullName}\`${at(found)}, but the writer writes \`${writer.fullName}\`.`;
  // In a namespace, an alias without a dot would be in that namespace too.
  if (reader.fullName.includes('.') && !writer.fullName.includes('.'))
    return { message, help: `Keep the name \`${writer.fullName}\`.` };
  return {
    message,
    help: `Keep the name, or let the reader know the writer's: \`"aliases": ["${writer.fullName}"]\`.`,
  };
}

function otherSize(found: AvroIncompatibility): Words {
  const [reader, writer] = [found.reader, found.writer];
  const sizes = reader.kind === 'fixed' && writer.kind === 'fixed' ? [reader.size, writer.size] : [0, 0];
  const message = `The reader expects \`${titleOf(reader)}\`${at(found)} to be of size ${sizes[0]}, but the writer writes it with size ${sizes[1]}.`;
  return { message, help: `Keep the size; or ${NEW_FIELD}.` };
}

function missingSymbols(found: AvroIncompatibility): Words {
  const { reader, writer } = found;
  const unknown = reader.kind === 'enum' && writer.kind === 'enum' ? unknownSymbols(reader, writer) : [];
  const message = `The reader's enum \`${titleOf(reader)}\`${at(found)} lacks ${nameList(unknown, MOST_SYMBOLS)}, which the writer may write.`;
  const help =
    "Give the reader's enum a `default`, the symbol that stands for unknown ones; or add symbols to all readers before anybody writes them.";
  return { message, help };
}

function otherType({ rules }: Compared, found: AvroIncompatibility): Words {
  const [reader, writer] = [titleOf(found.reader), titleOf(found.writer)];
  const message = `The reader expects \`${reader}\`${at(found)}, but the writer ${writes(found)} \`${writer}\`.`;
  if (found.writer.kind === 'null')
    return {
      message,
      help: `Let the reader take \`["null", "${reader}"]\`, and write no \`null\` before all readers do.`,
    };
  if (matchTypes(rules, found.writer, found.reader) === true)
    return {
      message,
      help: `Avro widens \`${reader}\` to \`${writer}\` but never narrows: keep \`${writer}\`, or ${NEW_FIELD}.`,
    };
  return { message, help: `Keep the type, or ${NEW_FIELD}.` };
}

/** Where the reader has a branch of the same name, what keeps it from reading the writer's is the reason to tell. */
function missingBranch(compared: Compared, found: AvroIncompatibility, deep: boolean): Words {
  const { reader, writer } = found;
  const branches = deep && reader.kind === 'union' ? compared.rules.branchesFor(reader, writer) : [];
  const same = branches.find((branch) => isAlike(compared.rules, branch, writer));
  const [cause] = same ? listIncompatibilities(compared.rules, compared.answers, same, writer, 1) : [];
  if (same && cause) {
    const { message, help } = wordsOf(compared, cause, false);
    const reason = message.charAt(0).toLowerCase() + message.slice(1);
    return { message: `The reader's \`${titleOf(same)}\`${at(found)} cannot read the writer's: ${reason}`, help };
  }
  const message = `The reader's union${at(found)} has no type that can read \`${titleOf(writer)}\`, which the writer ${writes(found)}.`;
  return { message, help: `Add \`${titleOf(writer)}\` to the union of all readers before anybody writes it.` };
}

function isAlike(rules: AvroRules, branch: AvroType, writer: AvroType): boolean {
  if (branch.kind !== writer.kind) return false;
  if (isNamed(branch) && isNamed(writer)) return rules.matchNames(branch, writer);
  return branch.kind === 'array' || branch.kind === 'map';
}
