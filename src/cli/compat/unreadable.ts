import type { MapNode, Node } from '../../language/node.js';
import { parseYaml } from '../../language/yaml.js';
import { grouped } from '../../model/grouped.js';
import type { Catalog, Element } from '../../model/index.js';
import { type CheckedCatalog, isError } from '../../read-catalog.js';

/** What of a state could not be read: definitions by `event OrderPlaced`, and whole files. */
export interface Unreadable {
  readonly definitions: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
}

/** The definitions of a state that have errors, so that nothing can be said of them. */
export function unreadableIn({ diagnostics, texts }: CheckedCatalog): Unreadable {
  const definitions = new Set<string>();
  const files = new Set<string>();
  const spans = diagnostics.filter(isError).flatMap(({ span }) => span ?? []);
  for (const [file, places] of grouped(spans, (span) => span.file)) {
    const text = texts.get(file);
    const root = text === undefined ? undefined : parseYaml(file, text).value;
    for (const { start } of places) {
      const found = definitionAt(root, start);
      if (found === undefined) files.add(file);
      else definitions.add(found);
    }
  }
  return { definitions, files };
}

/** The definition around a place, as `event OrderPlaced`; undefined where the file does not say. */
function definitionAt(root: Node | undefined, offset: number): string | undefined {
  const section = entryAround(root, offset);
  const entry = entryAround(section?.value, offset);
  return section && entry && `${section.key.text.replace(/s$/, '')} ${entry.key.text}`;
}

function entryAround(node: Node | undefined, offset: number): MapNode['entries'][number] | undefined {
  if (node?.kind !== 'map') return undefined;
  return node.entries.find(({ key, value }) => key.span.start <= offset && offset <= value.span.end);
}

/** A state without what could not be read in it or in the other one; with the names of what is left out. */
export function withoutUnreadable(
  catalog: Catalog,
  parts: readonly Unreadable[],
): { readonly catalog: Catalog; readonly leftOut: readonly string[] } {
  if (parts.every(({ definitions, files }) => definitions.size + files.size === 0)) return { catalog, leftOut: [] };
  const leftOut: string[] = [];
  const keep = <T extends Element>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map(
      [...map].filter(([, element]) => {
        const name = `${element.kind} ${element.id}`;
        const out = parts.some(({ definitions, files }) => definitions.has(name) || files.has(element.file));
        if (out) leftOut.push(name);
        return !out;
      }),
    );
  const { services, types, channels, events, commands, sagas, flows } = catalog;
  return {
    catalog: {
      ...catalog,
      services: keep(services),
      types: keep(types),
      channels: keep(channels),
      events: keep(events),
      commands: keep(commands),
      sagas: keep(sagas),
      flows: keep(flows),
    },
    leftOut,
  };
}
