import protobufjs from 'protobufjs';
import { readProtobufWith } from '../../../compat/schemas/protobuf/read-protobuf.js';
import { compareText, type Diagnostic, type Outcome, type Span, sortDiagnostics } from '../../../diagnostics/index.js';
import { LOCK_NAME, printLock } from '../../../generate/targets/protobuf/lock.js';
import { type Node, nodeAt } from '../../../language/node.js';
import { textAt } from '../../../model/build/read.js';
import { nameList } from '../../../model/facts/name-list.js';
import type { Draft } from '../../draft.js';
import type { ImportContext, Importer, SourceFile } from '../../importer.js';
import { importDiagnostic } from '../../messages.js';
import { serviceName } from '../../names.js';
import { definitionsIn } from './definitions.js';
import { loadSources } from './load-sources.js';
import { readMessage } from './read-message.js';
import { readTypeDefinition } from './read-type-definition.js';
import { leaveOut, type Reading } from './reading.js';
import { isOption, type Roles, rolesIn } from './roles.js';
import { settleNames } from './settle-names.js';
import { unionsIn } from './unions.js';

/** Protobuf files: a message that no other refers to is an event or a command, all others are types. Numbers are kept. */
export const protobufImporter: Importer = {
  id: 'protobuf',
  summary: 'Protobuf (.proto): proto2, proto3 and editions, with imports; field numbers are kept',
  accepts: (file, tree) => /\.proto$/i.test(file.path) || idlOf(tree) !== undefined,
  read,
};

/** Registries that hold everything in JSON have a Protobuf file as a text in it. */
function idlOf(tree: Node | undefined): string | undefined {
  if (textAt(nodeAt(tree, 'self'), 'format') !== 'protobuf') return undefined;
  return textAt(tree, 'idl');
}

function read(files: readonly SourceFile[], context: ImportContext): Outcome<Draft> {
  const embedded = embeddedTexts(files, context);
  const texts = files.map((file) => ({ ...file, text: embedded.get(file.path)?.text ?? file.text }));
  const sources = loadSources(texts, (reference, from) => context.readFile(reference, from));
  const { files: read, problems, parsed } = readProtobufWith(protobufjs, sources);
  const diagnostics = problems.map(({ message, place, help }): Diagnostic => {
    const problem = message.replace(/\.$/, '');
    const extras = help === undefined ? {} : { help };
    return importDiagnostic('import-unreadable', place.span, { file: place.file, problem }, extras);
  });
  const definitions = definitionsIn(read, parsed, sources);
  const roles = rolesIn(definitions);
  const { ids, names } = settleNames(definitions, roles, diagnostics);
  const reading: Reading = {
    definitions,
    names,
    unions: unionsIn(definitions, roles.types),
    types: new Map(),
    lock: { messages: new Map(), enums: new Map() },
    diagnostics,
  };
  for (const fullName of roles.types) readTypeDefinition(reading, fullName);
  const messages = roles.messages.map((fullName) =>
    readMessage(reading, fullName, ids.get(fullName) ?? fullName, context.options),
  );
  tellLeftOut(reading, roles);
  const service = context.options.service === undefined ? undefined : serviceName(context.options.service);
  const draft: Draft = {
    services: new Map(service === undefined ? [] : [[service, {}]]),
    types: sorted(reading.types),
    channels: new Map(),
    messages: sorted(new Map(messages)),
    files: new Map([['protobuf', new Map([[LOCK_NAME, printLock(reading.lock)]])]]),
  };
  const placed = diagnostics.map((entry) => {
    const span = entry.span && embedded.get(entry.span.file)?.span;
    return span ? { ...entry, span } : entry;
  });
  return { value: draft, diagnostics: sortDiagnostics(placed) };
}

/** Protobuf texts in JSON files by path. Offsets in them are none of the file, so all that is told of them stands at the text. */
function embeddedTexts(
  files: readonly SourceFile[],
  context: ImportContext,
): ReadonlyMap<string, { text: string; span: Span }> {
  return new Map(
    files.flatMap((file) => {
      const tree = /\.proto$/i.test(file.path) ? undefined : context.parse(file);
      const [text, span] = [idlOf(tree), nodeAt(tree, 'idl')?.span];
      return text === undefined || !span ? [] : [[file.path, { text, span }] as const];
    }),
  );
}

function tellLeftOut(reading: Reading, { ofOptions }: Roles): void {
  const { files, given } = reading.definitions;
  for (const file of files.files.filter(({ path }) => given.has(path))) {
    for (const service of file.services) {
      const calls = nameList(
        service.methods.map(({ name }) => name),
        5,
      );
      const what = service.methods.length === 0 ? '' : ` (${calls})`;
      leaveOut(reading, service, `The service \`${service.name}\`${what}`, 'a catalog has messages, and no calls');
    }
    const options = file.extensions.filter(({ extendee }) => isOption(extendee));
    const [first] = options;
    if (!first) continue;
    const made = ofOptions.flatMap((name) => reading.definitions.messages.get(name)?.message.name ?? []);
    const names = nameList([...options.map(({ name }) => name), ...made], 6);
    leaveOut(
      reading,
      first,
      `What extends Protobuf's options (${names})`,
      'it is about files and definitions, and no data',
    );
  }
}

function sorted<T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...map].sort(([a], [b]) => compareText(a, b)));
}
