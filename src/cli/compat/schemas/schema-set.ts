import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { compareText, type Diagnostic } from '../../../diagnostics/index.js';
import { type Host, HostError } from '../../../host.js';
import { kindBehindLinks, relativePath } from '../../paths.js';
import { problem } from '../../problems.js';
import { compatProblem } from '../problems.js';
import type { SchemaFiles, SchemaSource } from './engine.js';
import { formatOf, mayBeSchema } from './format-of.js';

/** Schema files on one side of a comparison. Names of files are relative to `root`; no reference leads out of the folder. */
export interface SchemaSet extends SchemaFiles {
  /** How this state is called: a file by its name in places, a folder as the command names it. */
  readonly label: string;
  readonly root: string;
  /** Whether it is a folder of schemas, so that files of both sides belong together by their names. */
  readonly folder: boolean;
  /** Texts of all files that have been read, by name; more are added as references are followed. */
  readonly texts: ReadonlyMap<string, string>;
}

type Opened = { readonly value?: SchemaSet; readonly problem?: Diagnostic };

/** Reads the schema file, or all schema files below the folder, that a path names. */
export function openSchemaSet(host: Host, path: string): Opened {
  const absolute = resolve(host.cwd, path);
  const kind = kindBehindLinks(host, absolute);
  if (kind !== 'folder' && kind !== 'file') return { problem: compatProblem('schema-not-found', undefined, { path }) };
  try {
    return kind === 'folder' ? openFolder(host, path, absolute) : { value: openFile(host, absolute) };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { problem: problem('disk-refused', undefined, { path, doing: 'read', code: error.code }) };
  }
}

/** The path on one side where the other is a file: in a folder, the file of the same name. */
export function partnerPath(host: Host, path: string, other: string): string {
  const isFolder = kindBehindLinks(host, resolve(host.cwd, path)) === 'folder';
  return isFolder && kindBehindLinks(host, resolve(host.cwd, other)) === 'file' ? join(path, basename(other)) : path;
}

/** References may lead to neighbouring folders below where the command runs; a file elsewhere stays in its own folder. */
function openFile(host: Host, absolute: string): SchemaSet {
  const bound = leadsOut(host.cwd, absolute) ? dirname(absolute) : host.cwd;
  const file = relativePath(host.cwd, absolute);
  const source = sourceOf(host, absolute, file);
  return setOf(host, { label: file, root: host.cwd, folder: false, sources: [source] }, bound);
}

function openFolder(host: Host, path: string, root: string): Opened {
  const sources = filesBelow(host, root)
    .filter(mayBeSchema)
    .map((file) => sourceOf(host, join(root, file), file))
    .filter(({ format }) => format !== undefined);
  if (sources.length === 0) return { problem: compatProblem('no-schemas', undefined, { path }) };
  return { value: setOf(host, { label: path, root, folder: true, sources }, root) };
}

function setOf(host: Host, set: Pick<SchemaSet, 'label' | 'root' | 'folder' | 'sources'>, bound: string): SchemaSet {
  const texts = new Map(set.sources.map(({ file, text }) => [file, text] as const));
  return {
    ...set,
    texts,
    readFile(file) {
      const text = texts.get(file) ?? textInside(host, bound, resolve(set.root, file.split('/').join(sep)));
      if (text !== undefined) texts.set(file, text);
      return text;
    },
  };
}

/** Every file in code-unit order; hidden ones, links and installed packages are left out. */
function filesBelow(host: Host, root: string): readonly string[] {
  const found: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const { name, kind } of host.list(join(root, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (name.startsWith('.') || name === 'node_modules') continue;
      if (kind === 'folder') folders.push(path);
      else if (kind === 'file') found.push(path);
    }
  }
  return found.sort(compareText);
}

const STRICT = new TextDecoder('utf-8', { fatal: true });

/** A file that the disk does not give, or that is no text, is told where it is compared, and the others still are. */
function sourceOf(host: Host, path: string, file: string): SchemaSource {
  const { text, fault } = read(host, path);
  const format = formatOf(file, text);
  return { file, text, ...(format && { format }), ...(fault !== undefined && { fault }) };
}

function read(host: Host, path: string): { readonly text: string; readonly fault?: string } {
  try {
    return { text: STRICT.decode(host.readBytes(path)) };
  } catch (error) {
    if (error instanceof HostError) return { text: '', fault: `The file cannot be read (${error.code}).` };
    if (error instanceof TypeError) return { text: '', fault: 'The file is no text in UTF-8.' };
    throw error;
  }
}

/** The text of a file below `bound`, undefined where there is none; a link must not lead out either. */
function textInside(host: Host, bound: string, path: string): string | undefined {
  if (leadsOut(bound, path) || kindBehindLinks(host, path) !== 'file') return undefined;
  try {
    if (leadsOut(host.realPath(bound), host.realPath(path))) return undefined;
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
  const { text, fault } = read(host, path);
  return fault === undefined ? text : undefined;
}

function leadsOut(bound: string, path: string): boolean {
  const way = relative(bound, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}
