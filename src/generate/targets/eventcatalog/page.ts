import type { Element } from '../../../model/index.js';
import type { OutputFile } from '../../target.js';
import type { Template, TemplateView } from '../../template.js';
import { type YamlValue, yamlText } from '../../yaml-text.js';
import { written } from '../asyncapi/written.js';
import { mdxMarkdown, mdxText } from './mdx-text.js';

/** One resource: its front matter and what its page says. */
export interface Page {
  readonly path: string;
  readonly frontMatter: { readonly [key: string]: YamlValue };
  /** MDX; the first paragraph. */
  readonly lead: string;
  readonly docs?: string | undefined;
  /** Rows of a table of facts, as MDX; `name` and `text` of each. */
  readonly facts?: readonly Fact[];
  readonly view?: TemplateView;
}

export interface Fact {
  readonly name: string;
  readonly text: string;
}

/** Fills a page; `header` is what every generated file says of itself. */
export function pageFile(page: Page, template: Template, header: string): OutputFile {
  const facts = (page.facts ?? []).map(({ name, text }) => ({ name, text: text.replaceAll('|', '\\|') }));
  const view = {
    frontMatter: `# ${header}\n${yamlText(page.frontMatter)}`,
    lead: page.lead,
    docs: page.docs ?? '',
    hasFacts: facts.length > 0,
    facts,
    ...page.view,
  };
  return { path: page.path, text: template(view) };
}

/** What the front matter of all resources begins with. `derived` names what the catalog does not say itself. */
export function baseMatter(
  element: Pick<Element, 'summary'>,
  given: {
    readonly id: string;
    readonly name: string;
    readonly version: { readonly version: string; readonly isDerived: boolean };
    readonly summary: string;
    readonly owners: readonly string[];
  },
): { readonly [key: string]: YamlValue } {
  const { id, name, version, summary, owners } = given;
  const derived = [...(version.isDerived ? ['version'] : []), ...(element.summary === undefined ? ['summary'] : [])];
  return {
    id,
    name,
    version: version.version,
    summary: element.summary?.trim() || summary,
    owners,
    ...(derived.length > 0 && { 'x-sagac-derived': derived }),
  };
}

/** A definition as it is written, without these keys: what EventCatalog has no place for, and an import takes back. */
export function writtenYaml({ node }: Element, without: readonly string[]): YamlValue {
  return written(node, without) as YamlValue;
}

/** The same with the values that count where the catalog's defaults give them. */
export function definitionWith(own: YamlValue, counting: { readonly [key: string]: YamlValue }): YamlValue {
  const known = Object.entries(counting).filter(([, value]) => value !== undefined);
  return { ...(own as { readonly [key: string]: YamlValue } | undefined), ...Object.fromEntries(known) };
}

/** The first paragraph of a page, and the longer text below it. */
export function textsOf(element: Pick<Element, 'summary' | 'docs'>, instead: string) {
  const docs = element.docs === undefined ? undefined : mdxMarkdown(element.docs);
  return { lead: mdxText(element.summary?.trim() || instead), docs };
}

/** Names in a fact, each as code. */
export function codes(names: readonly string[]): string {
  return names.map((name) => mdxText(`\`${name}\``)).join(', ');
}

/** A fact that is left out where there is nothing to say. */
export function fact(name: string, text: string | undefined): readonly Fact[] {
  return text === undefined || text === '' ? [] : [{ name, text }];
}
