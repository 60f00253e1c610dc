import { spanAt } from '../diagnostics/index.js';
import type { Catalog, Element, ElementKind } from '../model/index.js';
import { columnAt, endOfBlock, layoutAt, pad, type Texts, textOf } from './layout.js';
import type { Edits } from './map-edits.js';
import { type JsonMap, printEntry, printFlow, printScalar } from './print-yaml.js';

/** The section of a file that holds definitions of a kind. */
export const SECTION_OF: Readonly<Record<ElementKind, string>> = {
  service: 'services',
  type: 'types',
  channel: 'channels',
  event: 'events',
  command: 'commands',
  saga: 'sagas',
  flow: 'flows',
};

/** Writes a definition right below another one of its section; on one line where that one is and it fits. */
export function insertDefinitionAfter(texts: Texts, element: Element, name: string, body: JsonMap): Edits {
  const { node, nameSpan } = element;
  const text = textOf(texts, nameSpan);
  if (node.span.start < nameSpan.start) return undefined;
  const end = Math.max(nameSpan.end, node.span.end);
  if (isInsideBraces(text, end)) {
    return [{ span: spanAt(nameSpan.file, end), text: `, ${printScalar(name, 'flow')}: ${printFlow(body)}` }];
  }
  const layout = layoutAt(text, columnAt(text, nameSpan.start));
  const style = node.kind === 'map' && node.flow ? 'auto' : 'block';
  const line = layout.eol + pad(layout.column) + printEntry(name, body, layout, style);
  return [{ span: spanAt(nameSpan.file, endOfBlock(text, end, layout.column)), text: line }];
}

/** Writes a definition at the end of its section in `file`; the section is added where the file has none. */
export function addDefinition(catalog: Catalog, file: string, kind: ElementKind, name: string, body: JsonMap): Edits {
  const last = lastDefinition(catalog, file, kind);
  if (last) return insertDefinitionAfter(catalog.texts, last, name, body);
  const text = catalog.texts.get(file) ?? '';
  if (/^\s*\{/.test(text)) return undefined;
  return addSection(text, file, SECTION_OF[kind], name, body);
}

function addSection(text: string, file: string, section: string, name: string, body: JsonMap): Edits {
  const layout = layoutAt(text, 0);
  const inner = { ...layout, column: layout.unit };
  const entry = layout.eol + pad(inner.column) + printEntry(name, body, inner, 'block');
  const empty = new RegExp(`^${section}:[ \\t]*(\\{[ \\t]*\\}|~|null)?(?=[ \\t]*(#.*)?\\r?$)`, 'm').exec(text);
  if (!empty) {
    const gap = text === '' ? '' : text.endsWith('\n') ? layout.eol : layout.eol + layout.eol;
    return [{ span: spanAt(file, text.length), text: `${gap}${section}:${entry}${layout.eol}` }];
  }
  const written = spanAt(file, empty.index, empty.index + empty[0].length);
  const at = endOfBlock(text, written.end, 0);
  return [
    { span: written, text: `${section}:` },
    { span: spanAt(file, at), text: entry },
  ];
}

function lastDefinition(catalog: Catalog, file: string, kind: ElementKind): Element | undefined {
  const all: Readonly<Record<ElementKind, ReadonlyMap<string, Element>>> = {
    service: catalog.services,
    type: catalog.types,
    channel: catalog.channels,
    event: catalog.events,
    command: catalog.commands,
    saga: catalog.sagas,
    flow: catalog.flows,
  };
  let last: Element | undefined;
  for (const element of all[kind].values()) {
    if (element.file === file && (!last || element.nameSpan.start > last.nameSpan.start)) last = element;
  }
  return last;
}

/** Whether the definition stands in a section written in braces: a comma or the closing brace follows it. */
function isInsideBraces(text: string, end: number): boolean {
  const next = /(?:\s|(?<=\s)#[^\n]*)*/y;
  next.lastIndex = end;
  const character = text[end + (next.exec(text)?.[0].length ?? 0)];
  return character === ',' || character === '}';
}
