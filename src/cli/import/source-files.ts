import { join, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/index.js';
import { type Host, HostError } from '../../host.js';
import type { SourceFile } from '../../import/importer.js';
import { kindBehindLinks, relativePath } from '../paths.js';
import { importProblem } from './problems.js';

/** What the arguments of `sagac import` lead to. */
export interface SourceFiles {
  readonly files: readonly SourceFile[];
  /** Paths that were named one by one. */
  readonly named: ReadonlySet<string>;
  /** Folders that references may lead to: those of the arguments, as absolute paths. */
  readonly folders: readonly string[];
  /** Files in folders that could not be read, and why, where their names say that there may be something in them. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A file larger than this is no schema. */
const MOST_BYTES = 5_000_000;
const OF_SOME_FORMAT = /\.(json|jsonschema|avsc|proto|ya?ml|mdx)$/i;
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'build', 'target']);

/** What `-` is called where it is told of. */
const STDIN = 'stdin';

/** Reads files, whole folders and the standard input (`-`). */
export function readSources(
  host: Host,
  paths: readonly string[],
  readInput: (() => Uint8Array) | undefined,
): SourceFiles {
  const files = new Map<string, SourceFile>();
  const named = new Set<string>();
  const folders: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const unread: { path: string; reason: string }[] = [];
  for (const path of paths) {
    const absolute = resolve(host.cwd, path);
    const kind = path === '-' ? 'stdin' : kindBehindLinks(host, absolute);
    if (kind === 'folder') {
      folders.push(absolute);
      for (const file of filesBelow(host, absolute)) {
        const read = readSource(host, file);
        if (typeof read === 'object') files.set(read.path, read);
        else if (OF_SOME_FORMAT.test(file)) unread.push({ path: relativePath(host.cwd, file), reason: read });
      }
    } else if (kind === 'stdin' && readInput) {
      const text = decoded(readInput());
      if (text === undefined)
        diagnostics.push(importProblem('source-unreadable', undefined, { path: STDIN, reason: 'is no text' }));
      else files.set(STDIN, { path: STDIN, text });
      named.add(STDIN);
    } else if (kind === undefined) {
      diagnostics.push(importProblem('source-not-found', undefined, { path }));
    } else {
      const read = readSource(host, absolute);
      folders.push(resolve(absolute, '..'));
      if (typeof read === 'string')
        diagnostics.push(importProblem('source-unreadable', undefined, { path, reason: read }));
      else {
        files.set(read.path, read);
        named.add(read.path);
      }
    }
  }
  return { files: [...files.values()], named, folders, unread, diagnostics };
}

/** A file as it is shown, from where the command runs; else why it cannot be read. */
export function readSource(host: Host, absolute: string): SourceFile | string {
  try {
    const bytes = host.readBytes(absolute);
    if (bytes.length > MOST_BYTES) return `has more than ${MOST_BYTES} bytes`;
    const text = decoded(bytes);
    return text === undefined ? 'is no UTF-8' : { path: relativePath(host.cwd, absolute), text };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return `cannot be read (${error.code})`;
  }
}

const STRICT = new TextDecoder('utf-8', { fatal: true });

function decoded(bytes: Uint8Array): string | undefined {
  try {
    const text = STRICT.decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Files in the order of their names; hidden ones and what tools have made are passed by. */
function filesBelow(host: Host, folder: string): readonly string[] {
  try {
    return host.list(folder).flatMap(({ name, kind }) => {
      if (name.startsWith('.')) return [];
      if (kind === 'folder') return SKIPPED_FOLDERS.has(name) ? [] : filesBelow(host, join(folder, name));
      return kind === 'file' ? [join(folder, name)] : [];
    });
  } catch (error) {
    if (error instanceof HostError) return [];
    throw error;
  }
}
