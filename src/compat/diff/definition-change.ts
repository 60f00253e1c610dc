import type { Span } from '../../diagnostics/index.js';
import { nodeAt } from '../../language/node.js';
import { parseYaml } from '../../language/yaml.js';
import { memoised } from '../../model/graph.js';
import type { Catalog, Element } from '../../model/index.js';
import type { Change, ChangeKind, ChangeOf, Owner } from '../change.js';

/** Where something has changed; a side on which nothing stands is left out. */
export interface ChangePlace {
  readonly owner: Owner;
  readonly at: string;
  readonly old?: Span | undefined;
  readonly new?: Span | undefined;
}

/** A change outside the fields of a payload. */
export function changeAt<K extends ChangeKind>(
  kind: K,
  place: ChangePlace,
  facts: Omit<ChangeOf<K>, 'kind' | 'owner' | 'at' | 'fields' | 'old' | 'new'>,
): Change {
  const { owner, at } = place;
  const sides = { ...(place.old && { old: place.old }), ...(place.new && { new: place.new }) };
  return { kind, owner, at, fields: [], ...sides, ...facts } as unknown as Change;
}

/** Two definitions that count as one. */
export interface DefinitionPair {
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
  return nodeAt(settingsTree(catalog), ...path)?.span ?? { file: catalog.settings.file, start: 0, end: 0 };
}

const settingsTree = memoised(({ settings, texts }) => parseYaml(settings.file, texts.get(settings.file) ?? '').value);
