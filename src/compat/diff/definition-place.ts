import type { Span } from '../../diagnostics/index.js';
import { type Node, nodeAt } from '../../language/node.js';
import { parseYaml } from '../../language/yaml.js';
import { memoised } from '../../model/graph.js';
import type { Catalog, Element } from '../../model/index.js';
import type { Owner } from '../change.js';
import type { ChangePlace } from '../change-at.js';

/** Two definitions that count as one. */
interface DefinitionPair {
  readonly old: Element;
  readonly new: Element;
}

/** The place of a value in both definitions, by its keys; the name of the definition where the value is not written. */
export function placeOf(pair: DefinitionPair, ...path: readonly string[]): ChangePlace {
  return {
    owner: ownerOf(pair.new),
    at: path.join('.'),
    old: spanIn(pair.old, path),
    new: spanIn(pair.new, path),
  };
}

/** A definition as the owner of changes. */
export function ownerOf({ kind, id }: Element): Owner {
  return { kind, id };
}

function spanIn(element: Element, path: readonly string[]): Span {
  return nodeAt(element.node, ...path)?.span ?? element.nameSpan;
}

/** The place of a value of the settings in both states; the beginning of the file where it is not written. */
export function settingsPlace(old: Catalog, next: Catalog, ...path: readonly string[]): ChangePlace {
  return {
    owner: { kind: 'catalog', id: next.settings.catalog },
    at: path.join('.'),
    old: settingSpan(old, path),
    new: settingSpan(next, path),
  };
}

function settingSpan(catalog: Catalog, path: readonly string[]): Span {
  return settingsNode(catalog, ...path)?.span ?? { file: catalog.settings.file, start: 0, end: 0 };
}

/** A value of the settings as written, by its keys. */
export function settingsNode(catalog: Catalog, ...path: readonly string[]): Node | undefined {
  return nodeAt(settingsTree(catalog), ...path);
}

const settingsTree = memoised(({ settings, texts }) => parseYaml(settings.file, texts.get(settings.file) ?? '').value);
