import { resolve } from 'node:path';
import { createLineMap, type Diagnostic, type Span, spanAt } from '../diagnostics/index.js';
import { type Host, HostError } from '../host.js';
import { type MapNode, type Node, nodeAt } from '../language/node.js';
import { parseYaml } from '../language/yaml.js';
import { problem } from './problems.js';

/** A file that was read, or what is wrong with it; neither where there is none. */
export interface CheckedFile<T> {
  readonly value?: T;
  readonly problem?: Diagnostic;
}

/** How to say that a file is not as it should be; `place` has line and column. */
export type TellFault = (place: string, reason: string) => Diagnostic;

/** What is wrong and where, thrown through the reading of a file; caught in `readCheckedFile`. */
export class Fault extends Error {
  constructor(
    readonly span: Span,
    reason: string,
  ) {
    super(reason);
  }
}

/** Reads a small file of ours in YAML or JSON; `file` is as seen from where the command runs. `read` throws a `Fault`. */
export function readCheckedFile<T>(host: Host, file: string, read: (root: Node) => T, tell: TellFault): CheckedFile<T> {
  const path = resolve(host.cwd, file);
  try {
    if (host.kindOf(path) === undefined) return {};
    return parse(file, new TextDecoder().decode(host.readBytes(path)), read, tell);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { problem: problem('disk-refused', undefined, { path: file, doing: 'read', code: error.code }) };
  }
}

function parse<T>(file: string, text: string, read: (root: Node) => T, tell: TellFault): CheckedFile<T> {
  const { value, diagnostics } = parseYaml(file, text.replace(/^\uFEFF/, ''));
  try {
    const [first] = diagnostics;
    if (first)
      throw new Fault(first.span ?? spanAt(file, 0), file.endsWith('.json') ? 'it is no JSON' : 'it is no YAML');
    if (value === undefined) throw new Fault(spanAt(file, 0), 'it is empty');
    return { value: read(value) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { line, column } = createLineMap(text).positionAt(error.span.start);
    return { problem: tell(`${file}:${line}:${column}`, error.message) };
  }
}

/** A map with these keys and no others. */
export function mapOf(node: Node, keys: readonly string[]): MapNode {
  if (node.kind !== 'map') throw new Fault(node.span, 'a map is expected here');
  const odd = node.entries.find(({ key }) => !keys.includes(key.text));
  if (odd) throw new Fault(odd.key.span, `nothing is known of \`${odd.key.text}\``);
  return node;
}

/** The items of the list under a key. */
export function listAt(map: MapNode, key: string): readonly Node[] {
  const list = nodeAt(map, key);
  if (list?.kind !== 'list') throw new Fault(list?.span ?? map.span, `\`${key}\` is not a list`);
  return list.items;
}

/** The text under a key, which has to be there. */
export function textAt(map: MapNode, key: string): string {
  return textOf(nodeAt(map, key), map, key);
}

/** The text that a node is; `parent` is blamed where there is none. */
export function textOf(node: Node | undefined, parent: Node, key: string): string {
  if (node?.kind === 'scalar' && typeof node.value === 'string') return node.value;
  throw new Fault((node ?? parent).span, `\`${key}\` needs a text`);
}
