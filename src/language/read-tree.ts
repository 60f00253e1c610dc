import type { Outcome } from '../diagnostics/index.js';
import type { Host } from '../host.js';
import type { Node } from './node.js';
import { readFile } from './read-file.js';
import type { Shelf } from './shelves.js';
import { parseYaml } from './yaml.js';

/** Reads and parses one file of the catalog and keeps its text in `texts`; `shelf` has trees of other states of it. */
export function readTree(
  host: Host,
  root: string,
  file: string,
  texts: Map<string, string>,
  shelf?: Shelf<Outcome<Node | undefined>>,
): Promise<Outcome<Node | undefined>> {
  return readOnce({ host, root, texts, shelf }, file, parseFile);
}

/** Where a file of the catalog is read from, and where its text is kept. */
export interface FileReading<T> {
  readonly host: Host;
  readonly root: string;
  readonly texts: Map<string, string>;
  readonly shelf: Shelf<Outcome<T | undefined>> | undefined;
}

/** What `make` gives for the text of a file, or has given for the same text before. */
export async function readOnce<T>(
  { host, root, texts, shelf }: FileReading<T>,
  file: string,
  make: (file: string, text: string) => Promise<Outcome<T | undefined>>,
): Promise<Outcome<T | undefined>> {
  const { text, problem } = readFile(host, root, file);
  const known = text === undefined || problem ? undefined : shelf?.find(file, text);
  // One and the same string for all states of a file that does not change.
  if (text !== undefined) texts.set(file, known?.text ?? text);
  if (problem || text === undefined) return { value: undefined, diagnostics: problem ? [problem] : [] };
  if (known) return known.made;
  const made = await make(file, text);
  shelf?.put(file, { text, made });
  return made;
}

/** Parses the text of one file of the catalog. A syntax error is looked at more closely. */
export async function parseFile(file: string, text: string): Promise<Outcome<Node | undefined>> {
  const tree = parseYaml(file, text);
  if (!tree.diagnostics.some((diagnostic) => diagnostic.code === 'yaml-syntax')) return tree;
  // The second parser is slow to load and only worth it for a broken file.
  const { explainSyntax } = await import('./yaml-recover.js');
  return { value: undefined, diagnostics: explainSyntax(file, text, tree.diagnostics) };
}
