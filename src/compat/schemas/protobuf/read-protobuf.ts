import type { SchemaProblem } from '../schema-problem.js';
import { buildFile } from './build-file.js';
import { loadParser, type ParsedFile, type Parser, parseFile } from './parse-file.js';
import type {
  ProtoEnum,
  ProtoField,
  ProtoFile,
  ProtoFiles,
  ProtoMessage,
  ProtoService,
  ProtoSource,
} from './proto-files.js';
import { namesOf } from './resolve-names.js';

/** A set of files as far as it could be read, and what is wrong with the rest. */
export interface ReadProtobuf {
  readonly files: ProtoFiles;
  readonly problems: readonly SchemaProblem[];
}

/**
 * Reads a set of Protobuf files that belong together: proto2, proto3 and editions. Files that are imported and are not among
 * them are noted, not read; those of `google/protobuf/` are known. Mistakes are problems, never errors.
 */
export async function readProtobuf(sources: readonly ProtoSource[]): Promise<ReadProtobuf> {
  const { files, problems } = readProtobufWith(await loadParser(), sources);
  return { files, problems };
}

/** The same for whoever has the parser, with what it gave for each file that could be read. */
export function readProtobufWith(
  parser: Parser,
  sources: readonly ProtoSource[],
): ReadProtobuf & { readonly parsed: readonly ParsedFile[] } {
  const problems: SchemaProblem[] = [];
  const parsed: ParsedFile[] = [];
  for (const source of sources) {
    const file = parseFile(parser, source);
    if ('message' in file) problems.push(file);
    else parsed.push(file);
  }
  const names = namesOf(parser, parsed);
  problems.push(...names.problems);
  const files = parsed.map((file) => buildFile(parser, file, names, problems));
  return { files: { ...indexed(files), missing: names.missing }, problems, parsed };
}

function indexed(files: readonly ProtoFile[]): Omit<ProtoFiles, 'missing'> {
  const messages = new Map<string, ProtoMessage>();
  const enums = new Map<string, ProtoEnum>();
  const services = new Map<string, ProtoService>();
  const extensions = new Map<string, ProtoField>();
  for (const file of files) {
    for (const message of file.messages) messages.set(message.fullName, message);
    for (const definition of file.enums) enums.set(definition.fullName, definition);
    for (const service of file.services) services.set(service.fullName, service);
    for (const field of file.extensions) extensions.set(`${field.extendee}#${field.number}`, field);
  }
  return { files, messages, enums, services, extensions };
}
