import { pointerKeys } from '../../../compat/schemas/json.js';
import type { Locate, Side } from '../../../compat/schemas/judge-pair.js';
import type { SchemaPlace } from '../../../compat/schemas/schema-verdict.js';
import { type Span, spanAt } from '../../../diagnostics/index.js';
import { keySpan, type Node, nodeAt } from '../../../language/node.js';
import { nodeAtPointer } from '../../../language/refs.js';
import { parseYaml } from '../../../language/yaml.js';
import type { BothSides, SchemaFiles, SchemaSource } from './engine.js';

/** Trees are only made of files that something points into. */
export function createLocator(sources: BothSides<readonly SchemaSource[]>, sides: BothSides<SchemaFiles>): Locate {
  const trees: BothSides<Map<string, Node | undefined>> = { old: new Map(), new: new Map() };
  const treeOf = (file: string, text: string, side: Side): Node | undefined => {
    const known = trees[side];
    if (!known.has(file)) known.set(file, parseYaml(file, text).value);
    return known.get(file);
  };
  return (place, side) => {
    if (place.span) return place.span;
    const { file } = place;
    const text = sources[side].find((source) => source.file === file)?.text ?? sides[side].readFile(file);
    return text === undefined ? undefined : (spanOf(treeOf(file, text, side), place) ?? spanAt(file, 0));
  };
}

/** The nearest thing around the place: a value that fits a line, else the name or key of it, for the whole would be a long quotation. */
function spanOf(root: Node | undefined, { file, pointer }: SchemaPlace): Span | undefined {
  const parts = pointerKeys(pointer) ?? [];
  for (let length = parts.length; root && length >= 0; length -= 1) {
    const path = parts.slice(0, length);
    const node = nodeAtPointer(root, path);
    if (!node) continue;
    if (node.kind === 'scalar') return node.span;
    const name = nodeAt(node, 'name');
    const parent = nodeAtPointer(root, path.slice(0, -1));
    const key = parent?.kind === 'map' && length > 0 ? keySpan(parent, path.at(-1) ?? '') : undefined;
    return (name?.kind === 'scalar' ? name.span : key) ?? spanAt(file, node.span.start, node.span.start + 1);
  }
  return undefined;
}
