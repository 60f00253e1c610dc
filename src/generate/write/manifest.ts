import { hash } from 'node:crypto';
import { compareText } from '../../diagnostics/index.js';
import { outputPathProblem } from '../output-path.js';
import { jsonText } from '../text.js';

const FORMAT = 1;

/** Hash of what sagac wrote, by path relative to the output folder with `/`. */
export type Hashes = ReadonlyMap<string, string>;

/** What sagac wrote into an output folder. */
export interface Manifest {
  readonly files: Hashes;
  /** The only service that it was generated for. */
  readonly service?: string;
}

/** SHA-256 of a text in hex, the same for both kinds of line ends: version control may change them. */
export function hashText(text: string): string {
  return hash('sha256', withPlainLineEnds(text));
}

export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}

/** The text of a manifest file: sorted paths with hashes and the format, nothing that varies. */
export function printManifest({ files, service }: Manifest): string {
  const sorted = [...files].sort(([a], [b]) => compareText(a, b));
  const hashes = Object.create(null) as Record<string, string>;
  for (const [path, hash] of sorted) hashes[path] = hash;
  return jsonText({ format: FORMAT, ...(service !== undefined && { service }), files: hashes });
}

/** Reads a manifest file; a string says what is wrong with it. Paths that leave the folder are not believed. */
export function parseManifest(text: string): Manifest | string {
  const value = parseJson(text);
  if (!isObject(value)) return 'is not JSON of the expected form';
  if (value['format'] !== FORMAT)
    return `has the format \`${String(value['format'])}\`, which this version does not know`;
  const { files, service } = value;
  if (!isObject(files)) return 'has no map of `files`';
  if (service !== undefined && typeof service !== 'string') return 'has a `service` that is no text';
  const entries = Object.entries(files);
  const bad = entries.find(([path, hash]) => outputPathProblem(path) !== undefined || !isHash(hash));
  if (bad) return `has an entry \`${bad[0]}\` that sagac does not write`;
  return {
    files: new Map(entries.map(([path, hash]) => [path, String(hash)])),
    ...(service !== undefined && { service }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
