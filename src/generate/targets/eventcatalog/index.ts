import type { Diagnostic } from '../../../diagnostics/index.js';
import { messagesIn } from '../../../model/index.js';
import { headerText } from '../../header.js';
import { generateDiagnostic } from '../../messages.js';
import type { OutputFile, Target, TargetContext, TargetResult } from '../../target.js';
import { compileTemplate } from '../../template.js';
import { jsonSchema } from '../json-schema/index.js';
import { type CatalogView, catalogView } from './catalog-view.js';
import { flowPage } from './flow-page.js';
import { messageFolder, messagePage, SCHEMA_FILE } from './message-page.js';
import { channelPage, domainPages, teamPage } from './other-pages.js';
import { type Page, pageFile } from './page.js';
import { markSensitive } from './sensitive-fields.js';
import { servicePage } from './service-page.js';
import { serviceTraffic } from './service-traffic.js';

/** The content of an EventCatalog: domains, services, messages with their schemas, channels, flows and teams. */
export const eventcatalog: Target = {
  id: 'eventcatalog',
  summary: 'The content of an EventCatalog site: services, messages, channels, flows of sagas, teams',
  options: { properties: {} },
  generate,
};

function generate(context: TargetContext): TargetResult {
  const view = catalogView(context.catalog);
  const { services, channels, sagas, flows } = context.catalog;
  const traffic = serviceTraffic(view);
  const fill = filler(context);
  const messages = messagesIn(context.catalog);
  const pages = [
    ...domainPages(view),
    ...[...services.values()].map((service) =>
      servicePage(view, service, traffic.get(service.id) ?? { sends: [], receives: [] }),
    ),
    ...[...channels.values()].map((channel) => channelPage(view, channel)),
    ...[...sagas.values(), ...flows.values()].map((flow) => flowPage(view, flow)),
  ];
  const files = [
    ...pages.map((page) => fill('page.hbs', page)),
    ...messages.map((message) => fill('message.hbs', messagePage(view, message))),
    ...schemaFiles(context, view),
    ...view.owners.teams.map((team) => fill('team.hbs', teamPage(team))),
  ];
  return {
    files,
    diagnostics: [...renamedFlows(view), ...Object.values(view.folders).flatMap(({ diagnostics }) => diagnostics)],
  };
}

function renamedFlows({ flowIds }: CatalogView): readonly Diagnostic[] {
  return [...flowIds].flatMap(([element, id]) =>
    element.id === id ? [] : [generateDiagnostic('flow-renamed', element.nameSpan, { flow: element.id, id })],
  );
}

function filler(context: TargetContext): (template: string, page: Page) => OutputFile {
  const header = headerText(context.catalog);
  const templates = new Map(
    ['message.hbs', 'page.hbs', 'team.hbs'].map((name) => [name, compileTemplate(context.template(name))]),
  );
  return (name, page) => {
    const template = templates.get(name) ?? compileTemplate(context.template(name));
    return pageFile(page, template, header);
  };
}

/** The schemas of the target `json-schema`, each beside its message, with marks on what is sensitive. */
function schemaFiles(context: TargetContext, view: CatalogView): readonly OutputFile[] {
  const made = jsonSchema.generate({ ...context, options: {} }).files;
  const texts = new Map(made.map(({ path, text }) => [path, text]));
  const index: { readonly messages: readonly { readonly name: string; readonly file: string }[] } = JSON.parse(
    texts.get('index.json') ?? '{ "messages": [] }',
  );
  const files = new Map(index.messages.map(({ name, file }) => [name, file]));
  return messagesIn(context.catalog).flatMap((message) => {
    const text = texts.get(files.get(message.id) ?? '');
    if (text === undefined) return [];
    const marked = markSensitive(context.catalog, message, text);
    return [{ path: `${messageFolder(view, message)}/${SCHEMA_FILE}`, text: marked }];
  });
}
