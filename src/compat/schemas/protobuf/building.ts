import type { SchemaProblem } from '../schema-problem.js';
import type { Features } from './features.js';
import { type ParsedFile, type Parser, placeIn } from './parse-file.js';
import type { NamedType, ProtoEnum, ProtoField, ProtoMessage, ProtoService } from './proto-files.js';
import type { Names } from './resolve-names.js';

/** What the parts of a file are built with, and where they go. */
export interface Building {
  readonly parser: Parser;
  readonly file: ParsedFile;
  readonly names: Names;
  /** Pointers of the fields that are written as proto2 groups. */
  readonly groups: ReadonlySet<string>;
  readonly messages: ProtoMessage[];
  readonly enums: ProtoEnum[];
  readonly services: ProtoService[];
  readonly extensions: ProtoField[];
  readonly problems: SchemaProblem[];
}

/** A definition around others: its full name, its pointer, and the features that it hands on. */
export interface Scope {
  readonly name: string;
  readonly pointer: string;
  readonly features: Features;
}

/** The type that a name means here; a name that means nothing is a problem, and gives an unknown type. */
export function typeNamed(build: Building, scope: Scope, name: string, pointer: string): NamedType {
  const type = build.names.find(build.file, scope.name, name);
  if (type) return type;
  const elsewhere = build.names.definedIn(scope.name, name);
  build.problems.push({
    place: placeIn(build.file, pointer),
    message: `\`${name}\` is not defined in this file or in one that it imports.`,
    ...(elsewhere !== undefined && { help: `Add \`import "${elsewhere}";\`.` }),
  });
  return { kind: 'unknown', name };
}
