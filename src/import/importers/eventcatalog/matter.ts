import { entryOf, type Node, nodeAt, toValue } from '../../../language/node.js';
import { itemsAt, textAt, textOf } from '../../../model/build/read.js';
import type { JsonValue } from '../../../model/type.js';
import type { JsonMap } from '../asyncapi/values.js';
import { isMap } from '../asyncapi/values.js';
import { derived, type Page } from './pages.js';
import type { Reading } from './reading.js';

/** Keys that only say how something looks on the site, or what its own generators note. */
const PRESENTATION = new Set([
  'badges',
  'catalog',
  'detailsPanel',
  'draft',
  'editUrl',
  'hidden',
  'latestVersion',
  'readOnly',
  'resourceGroups',
  'sidebar',
  'styles',
  'versions',
  'visualiser',
]);

/** Owners as EventCatalog has them: texts, or `{ id, collection }`. */
export function ownersOf(matter: Node): readonly string[] {
  return itemsAt(matter, 'owners').flatMap((item) => textOf(item) ?? textAt(item, 'id') ?? []);
}

/** Summary and docs of a page; of an own page, what its definition says. */
export function wordsOf(page: Page): { readonly summary?: string; readonly docs?: string } {
  const summary = derived(page.matter, 'summary') ? undefined : textAt(page.matter, 'summary')?.trim();
  const docs = page.isOwn ? undefined : docsIn(page.body);
  return {
    ...(summary !== undefined && summary !== '' && { summary }),
    ...(docs !== undefined && docs !== summary && { docs }),
  };
}

const CODE = /(^(?:```|~~~)[\s\S]*?^(?:```|~~~)[ \t]*$)/m;

/** The prose of a page, without imports and the components of EventCatalog that stand on lines of their own. */
function docsIn(body: string): string | undefined {
  const parts = body.replaceAll('\r\n', '\n').split(CODE);
  const kept = parts.map((part, index) => (index % 2 === 1 ? part : withoutComponents(part))).join('');
  const text = kept.replace(/\n{3,}/g, '\n\n').trim();
  const whole = parts.length > 1 ? text : text.replace(EMPTY_SECTION, '').trim();
  return whole === '' ? undefined : whole;
}

/** A heading with nothing below it, now that the components are gone. */
const EMPTY_SECTION = /^#+ [^\n]*(?:\n\s*(?=#+ )|\s*$(?![\s\S]))/gm;

function withoutComponents(prose: string): string {
  return prose
    .replace(/^import\s.+$/gm, '')
    .replace(/^<([A-Z]\w*)\b[^\n]*>\n[\s\S]*?^<\/\1>[ \t]*$/gm, '')
    .replace(/^[ \t]*<[A-Z][\s\S]*?\/>[ \t]*$/gm, '');
}

/** What a page says of its deprecation. */
export function deprecationOf(matter: Node): { since?: string; sunset?: string; use?: string } | undefined {
  const node = nodeAt(matter, 'deprecated');
  if (node?.kind === 'map') {
    const date = textAt(node, 'date');
    return date === undefined ? {} : { since: date };
  }
  return node?.kind === 'scalar' && node.value === true ? {} : undefined;
}

/** Why something is deprecated, which a catalog has only a comment for. */
export function deprecationNote(matter: Node): string | undefined {
  const message = textAt(nodeAt(matter, 'deprecated'), 'message');
  return message === undefined ? undefined : `Deprecated: ${message}`;
}

/** Keys of a foreign page that are not read, as `x-` keys; what only matters to the site is told once. */
export function extensionsOf({ tally }: Reading, page: Page, read: readonly string[]): JsonMap {
  if (page.matter.kind !== 'map') return {};
  const known = new Set(['id', 'name', 'version', 'summary', 'deprecated', 'owners', ...read]);
  const kept: [string, JsonValue][] = [];
  for (const { key, value } of page.matter.entries) {
    if (known.has(key.text) || key.text.startsWith('x-sagac-')) continue;
    if (PRESENTATION.has(key.text)) {
      const reason = 'it is only about how the site looks';
      tally.add(`The key \`${key.text}\` of a page`, `keys \`${key.text}\` of pages`, reason, key.span);
    } else if (key.text.startsWith('x-')) kept.push([key.text, plainValue(value)]);
    else kept.push([`x-${kebab(key.text)}`, plainValue(value)]);
  }
  const owners = ownersOf(page.matter);
  if (page.kind !== 'service' ? owners.length > 0 : owners.length > 1) kept.push(['x-owners', owners]);
  const name = textAt(page.matter, 'name');
  if (name !== undefined && lettersOf(name) !== lettersOf(page.id)) kept.push(['x-name', name]);
  return Object.fromEntries(kept);
}

/** The plain value of a node; a `$ref` in it is a text like any other. */
export function plainValue(node: Node): JsonValue {
  return withoutReferences(toValue(node) as JsonValue);
}

function withoutReferences(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => withoutReferences(item));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key === '$ref' ? 'ref' : key, withoutReferences(inner)]),
  );
}

/** What an export wrote of a definition under a key of the front matter. */
export function ownDefinition(matter: Node, key = 'x-sagac-definition'): JsonMap | undefined {
  const node = entryOf(matter, key)?.value;
  const value = node && (toValue(node) as JsonValue);
  return isMap(value) ? value : undefined;
}

/** `Create Product` is the name of `create-product` by its letters. */
function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function kebab(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}
