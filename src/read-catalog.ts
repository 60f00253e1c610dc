import { join } from 'node:path';
import type { CatalogRules } from './custom-rules.js';
import { type Diagnostic, sortDiagnostics } from './diagnostics/index.js';
import { type Host, HostError } from './host.js';
import type { CatalogSource } from './language/document.js';
import { type LoadOptions, loadCatalog } from './language/load-catalog.js';
import { type Meter, NO_METER } from './lint/stats.js';
import { buildCatalog } from './model/build/build-catalog.js';
import type { Built } from './model/build/built.js';
import type { Catalog } from './model/index.js';

/** What became of a catalog folder. */
export interface CheckedCatalog {
  /** Undefined when the settings could not be read: then nothing is known about the rest. */
  readonly catalog: Catalog | undefined;
  /** Findings of all stages, sorted. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of every file that was read or that a finding points at, by path relative to the catalog. */
  readonly texts: ReadonlyMap<string, string>;
  /** False when a mistake left something out, so that the rules were not asked: any of them might be misled. */
  readonly whole: boolean;
  /** The rules of the catalog, the custom ones included; missing where they were not needed. */
  readonly rules?: CatalogRules;
  /** What the rules of today find in the earlier state that was given. */
  readonly earlier?: readonly Diagnostic[];
}

/** How a catalog is read: as one of several states, and with a meter. */
export interface ReadOptions extends LoadOptions {
  /** Definitions of other states, to take those that are the same from. */
  readonly built?: Built;
  readonly meter?: Meter;
}

/** Text to catalog, with what reading and building found. */
export async function readCatalog(host: Host, root: string, options: ReadOptions = {}): Promise<CheckedCatalog> {
  return (await readWithSource(host, root, options)).read;
}

/** A catalog together with the trees that it was built from. */
export async function readWithSource(
  host: Host,
  root: string,
  { built: before, meter = NO_METER, ...how }: ReadOptions = {},
): Promise<{ readonly read: CheckedCatalog; readonly source: CatalogSource | undefined }> {
  const { value: source, diagnostics: reading } = await meter.stage('read', () => loadCatalog(host, root, how));
  const built = source && meter.stage('build', () => buildCatalog(source, before));
  const diagnostics = sortDiagnostics([...reading, ...(built?.diagnostics ?? [])]);
  const texts = withTexts(host, root, source?.texts ?? new Map(), diagnostics);
  const whole = source !== undefined && source.incomplete !== true;
  return { read: { catalog: built?.value, diagnostics, texts, whole }, source };
}

export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}

/** The texts of the files that findings point at. */
export function textsOf(host: Host, root: string, diagnostics: readonly Diagnostic[]): ReadonlyMap<string, string> {
  return withTexts(host, root, new Map(), diagnostics);
}

/** Adds the texts that findings need and the loader did not keep, such as those of settings that do not parse. */
export function withTexts(
  host: Host,
  root: string,
  known: ReadonlyMap<string, string>,
  diagnostics: readonly Diagnostic[],
): ReadonlyMap<string, string> {
  const texts = new Map(known);
  for (const { span } of diagnostics) {
    if (!span || texts.has(span.file)) continue;
    const text = readText(host, join(root, span.file));
    if (text !== undefined) texts.set(span.file, text);
  }
  return texts;
}

/** The text of a file as the compiler reads it, without its byte order mark; undefined where it cannot be read. */
export function readText(host: Host, path: string): string | undefined {
  try {
    return new TextDecoder().decode(host.readBytes(path));
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
