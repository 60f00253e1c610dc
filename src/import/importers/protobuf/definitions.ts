import type { ParsedFile } from '../../../compat/schemas/protobuf/parse-file.js';
import type {
  ProtoEnum,
  ProtoField,
  ProtoFile,
  ProtoFiles,
  ProtoMessage,
} from '../../../compat/schemas/protobuf/proto-files.js';
import type { Span } from '../../../diagnostics/index.js';
import { commentsOf } from './comments.js';
import type { LoadedSource } from './load-sources.js';

type Options = Readonly<Record<string, unknown>>;

/** What the files define, and what is said of it. */
export interface Definitions {
  readonly files: ProtoFiles;
  /** Files that were asked for, as opposed to those that they import. */
  readonly given: ReadonlySet<string>;
  readonly messages: ReadonlyMap<string, MessageDefinition>;
  readonly enums: ReadonlyMap<string, EnumDefinition>;
  /** What the comment at a definition says. */
  about(place: Placed): string | undefined;
  /** Options of a definition of a file by full name; of a field with its message's name in front. */
  optionsOf(file: ProtoFile, fullName: string): Options;
}

/** Anything that has a place in a file. */
export interface Placed {
  readonly place: { readonly file: string; readonly span?: Span };
}

export interface MessageDefinition {
  readonly message: ProtoMessage;
  readonly file: ProtoFile;
  /** Its own fields, and extensions of it. */
  readonly fields: readonly ProtoField[];
  readonly isTop: boolean;
}

export interface EnumDefinition {
  readonly definition: ProtoEnum;
  readonly file: ProtoFile;
}

/** Puts together what was read of all files. */
export function definitionsIn(
  files: ProtoFiles,
  parsed: readonly ParsedFile[],
  sources: readonly LoadedSource[],
): Definitions {
  const roots = new Map(parsed.map(({ source, root }) => [source.path, root]));
  const comments = new Map(sources.map(({ file, text }) => [file, commentsOf(text)]));
  const messages = new Map<string, MessageDefinition>();
  const enums = new Map<string, EnumDefinition>();
  const extensions = [...files.extensions.values()];
  for (const file of files.files) {
    for (const message of file.messages) {
      if (message.isMapEntry) continue;
      const more = extensions.filter(({ extendee }) => extendee === message.fullName);
      const isTop = !message.name.includes('.');
      messages.set(message.fullName, { message, file, fields: [...message.fields, ...more], isTop });
    }
    for (const definition of file.enums) enums.set(definition.fullName, { definition, file });
  }
  return {
    files,
    given: new Set(sources.filter(({ isGiven }) => isGiven).map(({ path }) => path)),
    messages,
    enums,
    about: ({ place }) => place.span && comments.get(place.file)?.about(place.span.start),
    optionsOf: (file, fullName) => roots.get(file.path)?.lookup(fullName)?.options ?? {},
  };
}

/** The message or enum that a field is of, where it is no scalar; the values of a map, not its entries. */
export function typeNameOf(definitions: Definitions, field: ProtoField): string | undefined {
  const { type } = mapValueOf(definitions, field);
  return 'name' in type ? type.name : undefined;
}

/** The field itself, or of a map the one that holds its values. */
export function mapValueOf(definitions: Definitions, field: ProtoField): ProtoField {
  if (field.cardinality !== 'map' || !('name' in field.type)) return field;
  return definitions.files.messages.get(field.type.name)?.fields.find(({ number }) => number === 2) ?? field;
}

/** Of a map, the kind of its keys. */
export function keyKindOf(definitions: Definitions, field: ProtoField): string {
  if (!('name' in field.type)) return 'string';
  const key = definitions.files.messages.get(field.type.name)?.fields.find(({ number }) => number === 1);
  return key?.type.kind ?? 'string';
}
