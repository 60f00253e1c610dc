import { createLineMap, type Diagnostic } from '../diagnostics/index.js';
import { SETTINGS_FILE } from '../language/find-catalog.js';
import { pathInside } from '../language/paths.js';
import { type CatalogSnapshot, SNAPSHOT_VERSION } from './catalog-snapshot.js';
import { snapshotDiagnostic } from './messages.js';

/** Most bytes of a snapshot file that are read. */
const MAX_SNAPSHOT_BYTES = 256_000_000;

/** What reading a catalog takes of a snapshot. */
export type SnapshotFiles = Pick<CatalogSnapshot, 'files' | 'referenced'>;

/** What a file holds, or why it is no snapshot that can be used. */
export type SnapshotRead = { readonly value: SnapshotFiles } | { readonly problem: Diagnostic };

/** Reads a snapshot from the bytes of `file`, which is how people call it. */
export function readSnapshot(file: string, bytes: Uint8Array): SnapshotRead {
  if (bytes.length > MAX_SNAPSHOT_BYTES) {
    const params = { file, bytes: bytes.length, most: MAX_SNAPSHOT_BYTES };
    return { problem: snapshotDiagnostic('snapshot-too-large', undefined, params) };
  }
  try {
    return parseSnapshot(file, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return damaged(file, 'it has bytes that are not UTF-8');
  }
}

/** Whether a JSON file says of itself that it is a snapshot; others may lie beside snapshots. */
export function claimsToBeSnapshot(bytes: Uint8Array): boolean {
  return bytes.length > MAX_SNAPSHOT_BYTES || new TextDecoder().decode(bytes).includes('"sagacSnapshot"');
}

function parseSnapshot(file: string, text: string): SnapshotRead {
  const json = parseJson(text);
  if ('offset' in json) {
    const isForeign = !text.includes('"sagacSnapshot"');
    return isForeign ? foreign(file) : damaged(placeIn(file, text, json.offset), 'it is no JSON');
  }
  const root = json.value;
  if (!isRecord(root) || !Object.hasOwn(root, 'sagacSnapshot')) return foreign(file);
  const version = root['sagacSnapshot'];
  const { files = {}, referenced = {} } = root;
  const at = (key: string) => placeIn(file, text, text.indexOf(JSON.stringify(key)));
  if (typeof version === 'number' && version > SNAPSHOT_VERSION) {
    const params = { file, version, known: SNAPSHOT_VERSION };
    return { problem: snapshotDiagnostic('snapshot-too-new', undefined, params) };
  }
  if (version !== SNAPSHOT_VERSION) return damaged(at('sagacSnapshot'), '`sagacSnapshot` is no version');
  if (!isRecord(files)) return damaged(at('files'), '`files` is no map');
  if (!isRecord(referenced)) return damaged(at('referenced'), '`referenced` is no map');
  if (!Object.hasOwn(files, SETTINGS_FILE)) return damaged(at('files'), `\`files\` has no \`${SETTINGS_FILE}\``);
  const all = [...Object.entries(files), ...Object.entries(referenced)];
  const wrong = all.find(([path, content]) => typeof content !== 'string' || pathInside(SETTINGS_FILE, path) !== path);
  if (wrong) return damaged(at(wrong[0]), faultOf(...wrong));
  return { value: { files: textsOf(files), referenced: textsOf(referenced) } };
}

function faultOf(path: string, content: unknown): string {
  return typeof content === 'string'
    ? `\`${path}\` is no path inside a catalog's folder`
    : `the text of \`${path}\` is missing`;
}

type Json = { readonly value: unknown } | { readonly offset: number };

/** The engine tells the place of an error in words only; where it says nothing, the text ended too early. */
function parseJson(text: string): Json {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { offset: Number(/at position (\d+)/.exec(error.message)?.[1] ?? text.length) };
  }
}

function textsOf(map: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(map).flatMap(([path, text]) => (typeof text === 'string' ? [[path, text]] : [])));
}

function placeIn(file: string, text: string, offset: number): string {
  if (offset < 0) return file;
  const { line, column } = createLineMap(text).positionAt(offset);
  return `${file}:${line}:${column}`;
}

function damaged(place: string, reason: string): SnapshotRead {
  return { problem: snapshotDiagnostic('snapshot-damaged', undefined, { place, reason }) };
}

function foreign(file: string): SnapshotRead {
  return { problem: snapshotDiagnostic('snapshot-foreign', undefined, { file }) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
