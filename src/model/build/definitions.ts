import { compareText } from '../../diagnostics/index.js';
import type { Document } from '../../language/document.js';
import { entryOf, type Node, type ScalarNode } from '../../language/node.js';
import type { Deprecation, Element, ElementKind } from '../element.js';
import type { BuildContext } from './build-context.js';
import { addDefined, compact } from './compact.js';
import { modelDiagnostic } from './messages.js';
import { textAt, textsAt } from './read.js';

/** One named entry of a section, not yet read. */
export interface Definition<K extends ElementKind = ElementKind> {
  readonly kind: K;
  readonly file: string;
  readonly key: ScalarNode;
  readonly node: Node;
}

/** All entries of one section, over all files, in the order of files and lines. */
export function definitionsOf<K extends ElementKind>(
  documents: readonly Document[],
  section: string,
  kind: K,
): readonly Definition<K>[] {
  const definitions: Definition<K>[] = [];
  for (const { file, root } of documents) {
    const value = entryOf(root, section)?.value;
    if (value?.kind !== 'map') continue;
    for (const entry of value.entries) definitions.push({ kind, file, key: entry.key, node: entry.value });
  }
  return definitions;
}

/** Drops every definition whose name is taken already in its namespace, and reports it. */
export function uniqueDefinitions<K extends ElementKind>(
  context: BuildContext,
  definitions: readonly Definition<K>[],
): readonly Definition<K>[] {
  const first = new Map<string, Definition<K>>();
  for (const definition of definitions) {
    const name = definition.key.text;
    const other = first.get(name);
    if (other === undefined) first.set(name, definition);
    else context.report(duplicate(definition, other));
  }
  return [...first.values()];
}

function duplicate(definition: Definition, first: Definition) {
  const params = { kind: definition.kind, name: definition.key.text, firstKind: first.kind };
  return modelDiagnostic('duplicate-definition', definition.key.span, params, {
    labels: [{ span: first.key.span, text: 'first declared here' }],
    element: `${definition.kind} ${definition.key.text}`,
  });
}

/** What every element has, read from its definition. */
export function elementOf<K extends ElementKind>(definition: Definition<K>): Element<K> {
  return Object.assign(namedOf(definition), { node: definition.node });
}

/** The same without the definition's tree. */
export function namedOf<K extends ElementKind>(definition: Definition<K>): Omit<Element<K>, 'node'> {
  const { kind, file, key, node } = definition;
  const element = { kind, id: key.text, file, nameSpan: key.span, tags: textsAt(node, 'tags') };
  const deprecated = deprecationOf(node);
  return addDefined(element, { summary: textAt(node, 'summary'), docs: textAt(node, 'docs'), deprecated });
}

function deprecationOf(node: Node): Deprecation | undefined {
  const entry = entryOf(node, 'deprecated');
  if (entry === undefined || (entry.value.kind === 'scalar' && !entry.value.value)) return undefined;
  const { value } = entry;
  return {
    ...compact({ since: textAt(value, 'since'), sunset: textAt(value, 'sunset'), use: textAt(value, 'use') }),
    span: entry.key.span,
  };
}

/** Frozen elements by id, in the order of their ids. */
export function indexById<T extends Element>(elements: readonly T[]): ReadonlyMap<string, T> {
  const sorted = [...elements].sort((a, b) => compareText(a.id, b.id));
  return new Map(sorted.map((element) => [element.id, Object.freeze(element)]));
}
