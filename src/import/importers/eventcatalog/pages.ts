import { type Diagnostic, spanAt } from '../../../diagnostics/index.js';
import type { Node } from '../../../language/node.js';
import { parseYaml } from '../../../language/yaml.js';
import { textAt } from '../../../model/build/read.js';
import type { SourceFile } from '../../importer.js';

/** What a page of EventCatalog is about. */
export type PageKind = 'domain' | 'service' | 'event' | 'command' | 'query' | 'channel' | 'flow' | 'team' | 'user';

/** A page whose front matter could be read. */
export interface Page {
  readonly kind: PageKind;
  readonly file: SourceFile;
  /** The map of the front matter; its places are those of the file. */
  readonly matter: Node;
  readonly body: string;
  readonly id: string;
  /** As written; missing where the page has none, or an export of a catalog made it up. */
  readonly version?: string;
  /** It stands below `versioned/`. */
  readonly isOlder: boolean;
  /** Whether an export of a catalog made this page. */
  readonly isOwn: boolean;
}

/** Folders whose resources stand in a folder of their own below them, one level deep. */
const FOLDERS: Readonly<Record<string, PageKind>> = {
  domains: 'domain',
  subdomains: 'domain',
  services: 'service',
  events: 'event',
  commands: 'command',
  queries: 'query',
};
/** Folders whose resources may stand deeper. */
const DEEP_FOLDERS: Readonly<Record<string, PageKind>> = { channels: 'channel', flows: 'flow' };
const PEOPLE: Readonly<Record<string, PageKind>> = { teams: 'team', users: 'user' };

/** The kind of page that stands at a path; undefined for prose and for kinds that a catalog has nothing for. */
export function pageKindOf(path: string): PageKind | undefined {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  if (!/^index\.mdx?$/.test(name)) return PEOPLE[parts.at(-1) ?? ''];
  if (parts.at(-2) === 'versioned') parts.splice(-2);
  parts.pop();
  const strict = FOLDERS[parts.at(-1) ?? ''];
  if (strict) return strict;
  for (const part of parts.toReversed()) {
    if (part in FOLDERS || part === 'docs' || part === 'containers' || part === 'entities') return undefined;
    const deep = DEEP_FOLDERS[part];
    if (deep) return deep;
  }
  return undefined;
}

/** What pages of other kinds are called, for what is told of them: `docs`, `entities`. */
export function foreignKindOf(path: string): string {
  const parts = path.split('/').slice(0, -1);
  const known = parts.toReversed().find((part) => FOREIGN.has(part));
  return known ?? (/changelog\.mdx?$/.test(path) ? 'changelog' : 'prose');
}

const FOREIGN = new Set([
  'adrs',
  'agents',
  'chat-prompts',
  'containers',
  'data-products',
  'diagrams',
  'docs',
  'entities',
  'examples',
  'pages',
  'systems',
]);

/** Reads a page: its front matter with places of the file, and what stands below it. */
export function readPage(file: SourceFile, kind: PageKind): { page?: Page; diagnostics: readonly Diagnostic[] } {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m.exec(file.text);
  if (match?.index !== 0) return { diagnostics: [] };
  const end = match[0].lastIndexOf('---');
  const { value: matter, diagnostics } = parseYaml(file.path, file.text.slice(0, end));
  if (matter?.kind !== 'map') return { diagnostics };
  const isOwn = ['x-sagac-definition', 'x-sagac-derived', 'x-sagac-saga', 'x-sagac-flow'].some((key) =>
    matter.entries.some((entry) => entry.key.text === key),
  );
  const version = textAt(matter, 'version');
  const page: Page = {
    kind,
    file,
    matter,
    body: file.text.slice(match[0].length),
    id: textAt(matter, 'id') ?? folderName(file.path),
    ...(version !== undefined && !derived(matter, 'version') && { version }),
    isOlder: /(^|\/)versioned\/[^/]+\/index\.mdx?$/.test(file.path),
    isOwn,
  };
  return { page, diagnostics };
}

/** Whether an export made up what stands under a key, because EventCatalog wants something there. */
export function derived(matter: Node, key: string): boolean {
  const names =
    matter.kind === 'map' ? matter.entries.find((entry) => entry.key.text === 'x-sagac-derived') : undefined;
  return names?.value.kind === 'list' && names.value.items.some((item) => item.kind === 'scalar' && item.text === key);
}

function folderName(path: string): string {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  if (!/^index\.mdx?$/.test(name)) return name.replace(/\.mdx?$/, '');
  return (parts.at(-2) === 'versioned' ? parts.at(-3) : parts.at(-1)) ?? name;
}

/** The beginning of a page's file, for what is told of it as a whole. */
export function startOf(file: SourceFile) {
  return spanAt(file.path, 0);
}
