import type { Diagnostic, Outcome } from '../../diagnostics/index.js';
import type { CatalogSource } from '../../language/document.js';
import type { Catalog } from '../catalog.js';
import type { ElementKind } from '../element.js';
import { collectReferences } from '../references/collect-references.js';
import type { Settings } from '../settings.js';
import { buildChannel } from './build-channels.js';
import type { BuildContext } from './build-context.js';
import { buildFlow } from './build-flows.js';
import { buildCommand, buildEvent } from './build-messages.js';
import { buildSaga } from './build-sagas.js';
import { buildService } from './build-services.js';
import { buildSettings } from './build-settings.js';
import { buildType } from './build-types.js';
import { checkTypes } from './check-types.js';
import { type Definition, definitionsOf, indexById, uniqueDefinitions } from './definitions.js';
import { createMessageBase } from './message-base.js';
import type { Sections } from './sections.js';

/** Turns the files of a catalog into its typed, frozen form. Names that resolve to nothing stand in `unresolved`. */
export function buildCatalog(source: CatalogSource): Outcome<Catalog> {
  const diagnostics: Diagnostic[] = [];
  const context: BuildContext = {
    schemaFiles: source.schemaFiles,
    roots: new Map(source.documents.flatMap(({ file, root }) => (root ? [[file, root] as const] : []))),
    messageBase: createMessageBase(source.reread),
    report: (diagnostic) => {
      diagnostics.push(diagnostic);
    },
  };
  const settings = buildSettings(context, source.settings, source.lint);
  const sections = buildSections(context, source, settings);
  const value = Object.freeze({ settings, ...sections, ...collectReferences(sections), texts: source.texts });
  return { value, diagnostics };
}

function buildSections(context: BuildContext, source: CatalogSource, settings: Settings): Sections {
  const read = <K extends ElementKind>(section: string, kind: K) => definitionsOf(source.documents, section, kind);
  const unique = <K extends ElementKind>(definitions: readonly Definition<K>[]) =>
    uniqueDefinitions(context, definitions);
  // Events and commands share one namespace, so they are told apart only after the check for doubles.
  const messages = unique<'event' | 'command'>([...read('events', 'event'), ...read('commands', 'command')]);
  const channels = indexById(
    unique(read('channels', 'channel')).map((one) => buildChannel(context, one, settings.channelDefaults)),
  );
  const commands = indexById(
    messages.filter(isCommand).map((one) => buildCommand(context, one, channels, settings.commandDefaults)),
  );
  return {
    services: indexById(unique(read('services', 'service')).map((one) => buildService(context, one))),
    types: checkTypes(context, indexById(unique(read('types', 'type')).map((one) => buildType(context, one)))),
    channels,
    events: indexById(messages.filter(isEvent).map((one) => buildEvent(context, one, channels))),
    commands,
    sagas: indexById(unique(read('sagas', 'saga')).map((one) => buildSaga(context, one, commands))),
    flows: indexById(unique(read('flows', 'flow')).map((one) => buildFlow(context, one))),
  };
}

function isEvent(definition: Definition): definition is Definition<'event'> {
  return definition.kind === 'event';
}

function isCommand(definition: Definition): definition is Definition<'command'> {
  return definition.kind === 'command';
}
