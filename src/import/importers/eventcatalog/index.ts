import type { Outcome } from '../../../diagnostics/index.js';
import { itemsAt, textAt, textOf } from '../../../model/build/read.js';
import type { Draft } from '../../draft.js';
import { createDraftBuilder, type DraftBuilder } from '../../draft-builder.js';
import type { ImportContext, Importer, SourceFile } from '../../importer.js';
import { addChannels, connectPages } from './channels.js';
import { addFlows } from './flows.js';
import { addMessages, messageVersions, tellOlder } from './messages.js';
import { foreignKindOf, type Page, type PageKind, pageKindOf, readPage, startOf } from './pages.js';
import type { Reading } from './reading.js';
import { addServices } from './services.js';
import { createTally, type Tally } from './tally.js';

const PAGE = /\.mdx?$/i;

/** Folders of EventCatalog 2 to 4: pages with front matter, and the schemas beside them. */
export const eventCatalogImporter: Importer = {
  id: 'eventcatalog',
  summary: 'EventCatalog folders: domains, services, messages with their schemas, channels, owners',
  accepts: (file) => isPage(file),
  claims: (file, paths) => !PAGE.test(file.path) && isBesidePage(file.path, paths),
  read,
};

/** MDX is only used for such pages; Markdown is, where a resource stands there. */
function isPage({ path, text }: SourceFile): boolean {
  if (/\.mdx$/i.test(path)) return true;
  return /\.md$/i.test(path) && pageKindOf(path) !== undefined && /^\uFEFF?---[ \t]*\r?\n/.test(text);
}

/** Whether a file stands in the folder of a resource, or in one below it. */
function isBesidePage(path: string, paths: ReadonlySet<string>): boolean {
  const parts = path.split('/');
  for (parts.pop(); parts.length > 0; parts.pop()) {
    const found = ['index.mdx', 'index.md'].map((name) => [...parts, name].join('/')).find((page) => paths.has(page));
    if (found !== undefined) return pageKindOf(found) !== undefined;
  }
  return false;
}

function read(files: readonly SourceFile[], context: ImportContext): Outcome<Draft> {
  const builder = createDraftBuilder();
  const tally = createTally();
  const pages = files.filter(({ path }) => PAGE.test(path)).flatMap((file) => pageIn(builder, tally, file));
  const of = (...kinds: readonly PageKind[]) => pages.filter(({ kind }) => kinds.includes(kind));
  const reading: Reading = {
    builder,
    context,
    tally,
    files: new Map(files.map((file) => [file.path, file])),
    used: new Set(),
    messageIds: new Map(),
    messages: messageVersions(tellOlder({ builder }), of('event', 'command', 'query')),
    channels: new Map(),
    services: new Map(),
    owners: new Map(),
    sagas: new Map(),
    flows: new Map(),
  };
  addChannels(reading, of('channel'));
  addMessages(reading);
  connectPages(reading, of('channel'));
  addServices(reading, of('service'), servicesByDomain(reading, of('domain')));
  addFlows(reading, of('flow'));
  tellPeople(tally, of('team', 'user'));
  tellUnused(reading);
  tally.tell(builder);
  const { value, diagnostics } = builder.finish();
  const { sagas, flows } = reading;
  return { value: { ...value, ...(sagas.size > 0 && { sagas }), ...(flows.size > 0 && { flows }) }, diagnostics };
}

function pageIn(builder: DraftBuilder, tally: Tally, file: SourceFile): readonly Page[] {
  const kind = pageKindOf(file.path);
  if (!kind) {
    const name = foreignKindOf(file.path);
    tally.add(`A page of \`${name}\``, `pages of \`${name}\``, 'a catalog has no place for it', startOf(file));
    return [];
  }
  const { page, diagnostics } = readPage(file, kind);
  for (const diagnostic of diagnostics) builder.report(diagnostic);
  if (!page) tally.add(`The page \`${file.path}\``, 'pages', 'it has no front matter that can be read', startOf(file));
  return page ? [page] : [];
}

/** A domain is only a word of its services; what else its page says is told. */
function servicesByDomain(reading: Reading, pages: readonly Page[]): ReadonlyMap<string, string> {
  const domains = new Map<string, string>();
  for (const page of pages) {
    const name = page.isOwn ? (textAt(page.matter, 'name') ?? page.id) : page.id;
    for (const item of itemsAt(page.matter, 'services')) {
      const service = textOf(item) ?? textAt(item, 'id');
      if (service !== undefined && !domains.has(service)) domains.set(service, name);
    }
    if (page.isOwn) continue;
    const reason = 'a catalog knows a domain by its name alone';
    reading.tally.add(
      `What \`${page.file.path}\` says of its domain`,
      'descriptions of domains',
      reason,
      page.matter.span,
    );
  }
  return domains;
}

/** A catalog names teams, and nothing else of them. */
function tellPeople(tally: Tally, pages: readonly Page[]): void {
  for (const page of pages) {
    if (page.isOwn) continue;
    const what = page.kind === 'team' ? 'team' : 'user';
    const reason = 'a catalog names owners, and says no more of them';
    tally.add(`What \`${page.file.path}\` says of a ${what}`, `descriptions of ${what}s`, reason, page.matter.span);
  }
}

/** Files beside pages that nothing was read from: specifications, pictures, and what else there is. */
function tellUnused({ tally, files, used }: Reading): void {
  for (const file of files.values()) {
    if (PAGE.test(file.path) || used.has(file.path)) continue;
    const reason = 'no page names it as a schema; import it alone if it is one, or a specification';
    tally.add(`The file \`${file.path}\``, 'files beside pages', reason, startOf(file));
  }
}
