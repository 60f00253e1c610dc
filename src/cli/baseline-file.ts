import { resolve } from 'node:path';
import { createLineMap, type Diagnostic, type Span, spanAt } from '../diagnostics/index.js';
import { type Host, HostError } from '../host.js';
import { type MapNode, type Node, nodeAt } from '../language/node.js';
import { parseYaml } from '../language/yaml.js';
import { BASELINE_VERSION, type BaselineEntry } from '../lint/baseline.js';
import { keyText } from '../lint/finding-key.js';
import { problem } from './problems.js';

/** Where a baseline is kept, in the folder of the catalog, where nothing else is said. */
export const BASELINE_FILE = 'lint-baseline.json';

/** A baseline that was read, or what is wrong with it; neither where there is no file. */
export interface BaselineRead {
  readonly entries?: readonly BaselineEntry[];
  readonly problem?: Diagnostic;
}

/** Reads a baseline; `file` is as seen from where the command runs. */
export function readBaseline(host: Host, file: string): BaselineRead {
  const path = resolve(host.cwd, file);
  try {
    if (host.kindOf(path) === undefined) return {};
    return parseBaseline(file, new TextDecoder().decode(host.readBytes(path)));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { problem: problem('disk-refused', undefined, { path: file, doing: 'read', code: error.code }) };
  }
}

/** What is wrong and where, thrown through the reading of a file; caught in `parseBaseline`. */
class Fault extends Error {
  constructor(
    readonly span: Span,
    reason: string,
  ) {
    super(reason);
  }
}

function parseBaseline(file: string, text: string): BaselineRead {
  const { value, diagnostics } = parseYaml(file, text.replace(/^\uFEFF/, ''));
  try {
    const [first] = diagnostics;
    if (first) throw new Fault(first.span ?? spanAt(file, 0), 'it is no JSON');
    if (value === undefined) throw new Fault(spanAt(file, 0), 'it is empty');
    return { entries: entriesOf(value) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { line, column } = createLineMap(text).positionAt(error.span.start);
    const place = `${file}:${line}:${column}`;
    return { problem: problem('baseline-unusable', undefined, { place, reason: error.message }) };
  }
}

function entriesOf(root: Node): readonly BaselineEntry[] {
  const map = mapOf(root, ['$schema', 'version', 'findings']);
  const version = nodeAt(map, 'version');
  if (version?.kind !== 'scalar' || version.value !== BASELINE_VERSION)
    throw new Fault(version?.span ?? map.span, `its \`version\` is not ${BASELINE_VERSION}`);
  const findings = nodeAt(map, 'findings');
  if (findings?.kind !== 'list') throw new Fault(findings?.span ?? map.span, '`findings` is not a list');
  const seen = new Set<string>();
  return findings.items.map((item) => {
    const entry = entryOf(item);
    if (seen.has(keyText(entry))) throw new Fault(item.span, 'this entry stands twice');
    seen.add(keyText(entry));
    return entry;
  });
}

function entryOf(item: Node): BaselineEntry {
  const map = mapOf(item, ['rule', 'element', 'arguments', 'count']);
  const rule = textOf(nodeAt(map, 'rule'), map, 'rule');
  const element = nodeAt(map, 'element');
  const names = nodeAt(map, 'arguments');
  if (names && names.kind !== 'list') throw new Fault(names.span, '`arguments` is not a list');
  return {
    rule,
    element: element ? textOf(element, map, 'element') : '',
    arguments: (names?.items ?? []).map((name) => textOf(name, map, 'arguments')),
    count: countOf(nodeAt(map, 'count')),
  };
}

function countOf(node: Node | undefined): number {
  if (!node) return 1;
  const value = node.kind === 'scalar' ? node.value : undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new Fault(node.span, '`count` is not a whole number from 1');
}

function mapOf(node: Node, keys: readonly string[]): MapNode {
  if (node.kind !== 'map') throw new Fault(node.span, 'a map is expected here');
  const odd = node.entries.find(({ key }) => !keys.includes(key.text));
  if (odd) throw new Fault(odd.key.span, `nothing is known of \`${odd.key.text}\``);
  return node;
}

function textOf(node: Node | undefined, parent: Node, key: string): string {
  if (node?.kind === 'scalar' && typeof node.value === 'string') return node.value;
  throw new Fault((node ?? parent).span, `\`${key}\` needs a text`);
}
