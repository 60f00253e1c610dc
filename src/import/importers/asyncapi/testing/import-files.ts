import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { Diagnostic } from '../../../../diagnostics/index.js';
import { createLineMap } from '../../../../diagnostics/index.js';
import type { Draft } from '../../../draft.js';
import type { Importer, ImportOptions, SourceFile } from '../../../importer.js';
import { runImport } from '../../../run-import.js';

/** What came of files, with each diagnostic as a line of its place, code and message. */
export interface ImportedFiles {
  readonly draft: Draft;
  readonly told: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Imports texts by path, which may refer to each other. */
export function importTexts(
  importer: Importer,
  texts: Readonly<Record<string, string>>,
  options: Partial<ImportOptions> = {},
  main: readonly string[] = Object.keys(texts),
): ImportedFiles {
  const files = main.map((path) => ({ path, text: texts[path] ?? '' }));
  return imported(importer, files, options, (path) => {
    const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
    return text === undefined ? undefined : { path, text };
  });
}

/** Imports files of a folder; what they refer to is read there too. */
export function importFolder(importer: Importer, folder: string, paths: readonly string[]): ImportedFiles {
  const read = (path: string): SourceFile | undefined => {
    const full = posix.join(folder, path);
    return existsSync(full) ? { path, text: readFileSync(full, 'utf8') } : undefined;
  };
  return imported(
    importer,
    paths.flatMap((path) => read(path) ?? []),
    {},
    read,
  );
}

function imported(
  importer: Importer,
  files: readonly SourceFile[],
  options: Partial<ImportOptions>,
  read: (path: string) => SourceFile | undefined,
): ImportedFiles {
  const { value, diagnostics } = runImport({
    files,
    importers: [importer],
    options: { as: 'event', ...options },
    readFile: (reference, from) => read(posix.join(posix.dirname(from), reference)),
  });
  const told = diagnostics.map(({ code, message, span }) => {
    const text = span && value.texts.get(span.file);
    const place = span && text !== undefined ? `${span.file}:${createLineMap(text).positionAt(span.start).line}` : '?';
    return `${place} ${code} ${message}`;
  });
  return { draft: value.draft, told, diagnostics };
}
