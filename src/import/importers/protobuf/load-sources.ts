import { outlineOf } from '../../../compat/schemas/protobuf/outline.js';
import type { ProtoSource } from '../../../compat/schemas/protobuf/proto-files.js';
import { tokenize } from '../../../compat/schemas/protobuf/tokens.js';
import { wellKnownTypes } from '../../../compat/schemas/protobuf/well-known.js';
import type { ImportContext, SourceFile } from '../../importer.js';

/** A file with the path by which others import it, and whether it was asked for or only came with another. */
export interface LoadedSource extends ProtoSource {
  readonly file: string;
  readonly isGiven: boolean;
}

/** More than a catalog was ever made of; beyond it something is wrong. */
const MOST_FILES = 5_000;

/**
 * The given files and all that they import. An import path is relative to a folder that nobody names, so a file is looked for
 * among the given ones by the end of its path, and then in the folders above the one that imports it.
 */
export function loadSources(
  given: readonly SourceFile[],
  readFile: ImportContext['readFile'],
): readonly LoadedSource[] {
  const loaded = new Map<string, LoadedSource>();
  const paths = new Map<string, string>();
  const waiting = given.map((file) => ({ file, isGiven: true }));
  for (const { file, isGiven } of waiting) {
    if (loaded.has(file.path) || loaded.size >= MOST_FILES) continue;
    loaded.set(file.path, { path: file.path, text: file.text, file: file.path, isGiven });
    for (const path of importsOf(file.text)) {
      if (wellKnownTypes(path)) continue;
      const found = findFile(path, file, given, readFile);
      if (!found || found.path === file.path) continue;
      // The first path by which a file is imported is its own.
      if (!paths.has(found.path)) paths.set(found.path, path);
      waiting.push({ file: found, isGiven: false });
    }
  }
  return [...loaded.values()].map((source) => ({ ...source, path: paths.get(source.file) ?? source.path }));
}

function importsOf(text: string): readonly string[] {
  return outlineOf(tokenize(text).tokens).imports.map(({ path }) => path);
}

function findFile(
  path: string,
  from: SourceFile,
  given: readonly SourceFile[],
  readFile: ImportContext['readFile'],
): SourceFile | undefined {
  const clean = path.replaceAll('\\', '/');
  const known = given.filter((file) => {
    const own = file.path.replaceAll('\\', '/');
    return own === clean || own.endsWith(`/${clean}`);
  });
  const nearest = [...known].sort((a, b) => sharedLength(b.path, from.path) - sharedLength(a.path, from.path))[0];
  if (nearest) return nearest;
  const depth = Math.min(from.path.split(/[\\/]/).length, 32);
  for (let up = 0; up < depth; up++) {
    const found = readFile('../'.repeat(up) + clean, from.path);
    if (found) return found;
  }
  return undefined;
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
