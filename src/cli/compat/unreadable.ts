import type { Diagnostic } from '../../diagnostics/index.js';
import { parseYaml } from '../../language/yaml.js';
import type { Catalog, Element } from '../../model/index.js';
import { type CheckedCatalog, isError } from '../../pipeline.js';

/** What of a state could not be read: definitions by `event OrderPlaced`, and whole files. */
export interface Unreadable {
  readonly definitions: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
}

/** The definitions of a state that have errors, so that nothing can be said of them. */
export function unreadableIn({ diagnostics, texts }: CheckedCatalog): Unreadable {
  const definitions = new Set<string>();
  const files = new Set<string>();
  for (const { span } of diagnostics.filter(isError)) {
    if (!span) continue;
    const found = definitionAt(span, texts.get(span.file));
    if (found === undefined) files.add(span.file);
    else definitions.add(found);
  }
  return { definitions, files };
}

/** The definition around a place, as `event OrderPlaced`; undefined where the file does not say. */
function definitionAt(span: NonNullable<Diagnostic['span']>, text: string | undefined): string | undefined {
  const root = text === undefined ? undefined : parseYaml(span.file, text).value;
  const section = root?.kind === 'map' ? root.entries.find(({ value }) => isWithin(span.start, value.span)) : undefined;
  if (section?.value.kind !== 'map') return undefined;
  const entry = section.value.entries.find(
    ({ key, value }) => key.span.start <= span.start && span.start <= value.span.end,
  );
  return entry && `${section.key.text.replace(/s$/, '')} ${entry.key.text}`;
}

function isWithin(offset: number, span: { readonly start: number; readonly end: number }): boolean {
  return span.start <= offset && offset <= span.end;
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
