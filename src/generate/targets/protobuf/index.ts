import { type Diagnostic, sortDiagnostics } from '../../../diagnostics/index.js';
import { type Catalog, messagesIn } from '../../../model/index.js';
import { portableName } from '../../file-names.js';
import { generateDiagnostic } from '../../messages.js';
import { foldedPath, outputPathProblem } from '../../output-path.js';
import type { OutputFile, Target, TargetContext, TargetResult } from '../../target.js';
import { checkLock } from './check-lock.js';
import { definitionNames } from './definition-names.js';
import { EMPTY_LOCK, LOCK_NAME, type Lock, printLock } from './lock.js';
import { enumPrefix, NameScope, protoPackage, protoTypeName, snakeCase } from './names.js';
import { printProto } from './print-proto.js';
import type { ProtoEnum, ProtoMessage } from './proto-file.js';
import { lockOf, readLock } from './read-lock.js';
import { ownShape } from './shape.js';
import { writeDefinition, writePayload } from './write-definition.js';
import { takeValueNames, type Writing } from './writing.js';

const IDENTIFIER = '[A-Za-z_][A-Za-z0-9_]*';

/** Protobuf of all payloads: one file a message, one for the types that they share, and the numbers of all fields. */
export const protobuf: Target = {
  id: 'protobuf',
  summary: 'Protobuf (proto3) of all payloads, one .proto a message, with a lock file that keeps field numbers',
  options: {
    properties: {
      package: { type: 'string', pattern: `^${IDENTIFIER}(\\.${IDENTIFIER})*$` },
      fileOptions: {
        type: 'object',
        propertyNames: { type: 'string', pattern: '^[a-z][a-z0-9_]*$' },
        additionalProperties: { anyOf: [{ type: 'string' }, { type: 'boolean' }] },
      },
    },
  },
  generate,
};

interface Style {
  readonly package: string;
  readonly fileOptions: Readonly<Record<string, string | boolean>>;
}

function generate(context: TargetContext): TargetResult {
  const { catalog } = context;
  const lock = earlierLock(context);
  if ('code' in lock) return { files: [], diagnostics: [lock] };
  if (lock.problems.length > 0) return { files: [], diagnostics: sortDiagnostics(lock.problems) };
  const style = styleOf(context);
  const writing = writingFor(catalog, style, lock.lock);
  const types = typesFile(writing, style);
  const messages = messageFiles(writing, style, `${folderOf(style.package)}types.proto`);
  const text = printLock({ messages: writing.messages, enums: writing.enums });
  const files: readonly OutputFile[] = [...types, ...messages, { path: LOCK_NAME, text, write: 'kept' }];
  return { files, diagnostics: sortDiagnostics(writing.diagnostics) };
}

function styleOf({ catalog, options }: TargetContext): Style {
  const { package: wanted, fileOptions } = options;
  return {
    package: typeof wanted === 'string' ? wanted : `${protoPackage(catalog.settings.catalog)}.v1`,
    fileOptions: (fileOptions ?? {}) as Style['fileOptions'],
  };
}

function earlierLock({
  catalog,
  earlier,
}: TargetContext): Diagnostic | { readonly lock: Lock; readonly problems: readonly Diagnostic[] } {
  const text = earlier(LOCK_NAME);
  if (text === undefined) return { lock: EMPTY_LOCK, problems: [] };
  const raw = readLock(text);
  if (typeof raw === 'string')
    return generateDiagnostic('protobuf-lock-unreadable', undefined, { file: LOCK_NAME, problem: raw });
  return { lock: lockOf(raw), problems: checkLock(catalog, raw) };
}

function writingFor(catalog: Catalog, style: Style, earlier: Lock): Writing {
  const diagnostics: Diagnostic[] = [];
  const names = definitionNames(catalog, earlier, diagnostics);
  const values = new NameScope();
  const known = [...earlier.enums.values()].flatMap((entry) => {
    const name = names.get(entry.of);
    return name === undefined ? [] : [{ name, entry }];
  });
  takeValueNames(values, known);
  // Values that two enums would both have are kept apart by the prefixes that are there already.
  for (const { name } of known) values.take(`${enumPrefix(name)}UNSPECIFIED`, name);
  const [messages, enums] = [new Map(earlier.messages), new Map(earlier.enums)];
  return { catalog, package: style.package, earlier, messages, enums, names, values, diagnostics };
}

function folderOf(packageName: string): string {
  return packageName
    .split('.')
    .map((part) => `${portableName(part)}/`)
    .join('');
}

function typesFile(writing: Writing, style: Style): readonly OutputFile[] {
  const imports = new Set<string>();
  const definitions = [...writing.catalog.types.values()].flatMap((def) => {
    if (ownShape(writing.catalog, def.id) === undefined) return [];
    return [writeDefinition(writing, def, placeFor(writing, `type ${def.id}`, def.id, [], imports))];
  });
  imports.delete('types');
  return definitions.length === 0 ? [] : [fileOf(style, 'types', imports, definitions)];
}

function messageFiles(writing: Writing, style: Style, types: string): readonly OutputFile[] {
  const taken = new Set(['types.proto']);
  return messagesIn(writing.catalog).map((message) => {
    const imports = new Set<string>();
    // An older major is what the message was, so it goes on from the numbers that this had.
    const former = message.oldMajor === undefined ? [] : [`message ${message.name}`];
    const place = placeFor(writing, `message ${message.id}`, message.id, former, imports);
    const definition = writePayload(writing, message, place);
    if (imports.delete('types')) imports.add(types);
    return fileOf(style, fileName(snakeCase(place.name).slice(0, LONGEST), taken), imports, [definition]);
  });
}

/** Packages and messages may have long names, and paths have both. */
const LONGEST = 120;

/** A name that no other file has, also where letters' case does not count, and that every disk takes. */
function fileName(wanted: string, taken: Set<string>): string {
  let name = outputPathProblem(`${wanted}.proto`) === undefined ? wanted : `${wanted}_message`;
  for (let count = 2; taken.has(foldedPath(`${name}.proto`)); count++) name = `${wanted}_${count}`;
  taken.add(foldedPath(`${name}.proto`));
  return name;
}

function placeFor(writing: Writing, key: string, id: string, formerKeys: readonly string[], imports: Set<string>) {
  return { key, formerKeys, name: writing.names.get(key) ?? protoTypeName(id), near: new Set<string>(), imports };
}

function fileOf(
  style: Style,
  name: string,
  imports: ReadonlySet<string>,
  definitions: readonly (ProtoMessage | ProtoEnum)[],
): OutputFile {
  const { package: packageName, fileOptions } = style;
  const text = printProto({ package: packageName, imports: [...imports].sort(), fileOptions, definitions });
  return { path: `${folderOf(packageName)}${name}.proto`, text };
}
