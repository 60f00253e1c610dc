import type { Diagnostic, Outcome } from '../../diagnostics/index.js';
import type { CatalogSource, Document } from '../../language/document.js';
import { nodeAt } from '../../language/node.js';
import { payloadForm } from '../../language/payload-forms.js';
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
import { type BuildOnce, type Built, createBuildOnce, sameSchemaFiles } from './built.js';
import { checkTypes } from './check-types.js';
import { type Definition, definitionsOf, indexById, uniqueDefinitions } from './definitions.js';
import { createMessageBase } from './message-base.js';
import { textAt } from './read.js';
import type { Sections } from './sections.js';

/**
 * Turns the files of a catalog into its typed, frozen form. Names that resolve to nothing stand in `unresolved`. With `built`,
 * definitions that another state of the catalog has as well are the very same objects in both.
 */
export function buildCatalog(source: CatalogSource, built?: Built): Outcome<Catalog> {
  const diagnostics: Diagnostic[] = [];
  const context: BuildContext = {
    schemaFiles: sameSchemaFiles(built, source.schemaFiles),
    roots: new Map(source.documents.flatMap(({ file, root }) => (root ? [[file, root] as const] : []))),
    messageBase: createMessageBase(source.reread),
    report: (diagnostic) => {
      diagnostics.push(diagnostic);
    },
  };
  const settings = buildSettings(context, source.settings, source.lint);
  const once = createBuildOnce(built, diagnostics);
  const sections = buildSections(context, source, settings, once);
  const value = Object.freeze({ settings, ...sections, ...collectReferences(sections), texts: source.texts });
  return { value, diagnostics };
}

function buildSections(context: BuildContext, source: CatalogSource, settings: Settings, once: BuildOnce): Sections {
  const read = <K extends ElementKind>(section: string, kind: K) => definitionsOf(source.documents, section, kind);
  const unique = <K extends ElementKind>(definitions: readonly Definition<K>[]) =>
    uniqueDefinitions(context, definitions);
  // Events and commands share one namespace, so they are told apart only after the check for doubles.
  const messages = unique<'event' | 'command'>([...read('events', 'event'), ...read('commands', 'command')]);
  const defaults = defaultsText(source.settings);
  const channels = indexById(
    unique(read('channels', 'channel')).map((one) =>
      once(one, [defaults], () => buildChannel(context, one, settings.channelDefaults)),
    ),
  );
  const beside = (one: Definition) => messageNeeds(context, one, channels);
  const commands = indexById(
    messages
      .filter(isCommand)
      .map((one) =>
        once(one, [...beside(one), defaults], () => buildCommand(context, one, channels, settings.commandDefaults)),
      ),
  );
  return {
    services: indexById(
      unique(read('services', 'service')).map((one) => once(one, [], () => buildService(context, one))),
    ),
    types: checkTypes(
      context,
      indexById(unique(read('types', 'type')).map((one) => once(one, [], () => buildType(context, one)))),
    ),
    channels,
    events: indexById(
      messages.filter(isEvent).map((one) => once(one, beside(one), () => buildEvent(context, one, channels))),
    ),
    commands,
    // Undos take retry policies from commands, so that a saga depends on more than is cheap to compare.
    sagas: indexById(unique(read('sagas', 'saga')).map((one) => buildSaga(context, one, commands))),
    flows: indexById(unique(read('flows', 'flow')).map((one) => once(one, [], () => buildFlow(context, one)))),
  };
}

/** All of the settings that a definition may be made of, up to the end of `defaults`: what stands before moves its places. */
function defaultsText({ root, text }: Document): string {
  // What an alias stands for may be anywhere.
  return /[&*]/.test(text) ? text : text.slice(0, nodeAt(root, 'defaults')?.span.end ?? 0);
}

/** What a message is made of beside its own text: the key of its channel, and schema files where its payload leads to some. */
function messageNeeds(
  { schemaFiles }: BuildContext,
  { node }: Definition,
  channels: Sections['channels'],
): readonly unknown[] {
  const form = payloadForm(nodeAt(node, 'payload'));
  const leadsOut = form !== undefined && form.kind !== 'fields';
  return [channels.get(textAt(node, 'channel') ?? '')?.key, leadsOut ? schemaFiles : undefined];
}

function isEvent(definition: Definition): definition is Definition<'event'> {
  return definition.kind === 'event';
}

function isCommand(definition: Definition): definition is Definition<'command'> {
  return definition.kind === 'command';
}
