import { type CatalogSnapshot, type IndexEntry, SNAPSHOT_VERSION } from './catalog-snapshot.js';

/**
 * A snapshot as JSON with sorted keys and one line a definition and file, so that the same catalog gives the same bytes and
 * a diff shows what changed; `schemas/snapshot.schema.json` describes it.
 */
export function printSnapshot({ catalog, index, files, referenced }: CatalogSnapshot): string {
  const sections = [...index].map(([section, entries]) => [section, mapText(lines(entries, entryText), 2)] as const);
  const parts: readonly (readonly [string, string])[] = [
    ['catalog', JSON.stringify(catalog)],
    ['files', mapText(lines(files, quoted), 1)],
    ['index', mapText(sections, 1)],
    ['referenced', mapText(lines(referenced, quoted), 1)],
    ['sagacSnapshot', String(SNAPSHOT_VERSION)],
  ];
  return `${mapText(parts, 0)}\n`;
}

function lines<T>(
  entries: ReadonlyMap<string, T>,
  print: (value: T) => string,
): readonly (readonly [string, string])[] {
  return [...entries].map(([key, value]) => [key, print(value)] as const);
}

/** Written by hand, because objects order keys that are numbers in their own way. */
function mapText(entries: readonly (readonly [string, string])[], depth: number): string {
  if (entries.length === 0) return '{}';
  const indent = '  '.repeat(depth);
  return `{\n${entries.map(([key, value]) => `${indent}  ${JSON.stringify(key)}: ${value}`).join(',\n')}\n${indent}}`;
}

function entryText({ hash, version }: IndexEntry): string {
  const tail = version === undefined ? '' : `, "version": ${JSON.stringify(version)}`;
  return `{ "hash": ${JSON.stringify(hash)}${tail} }`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
