import type { MapEntry, MapNode, Node } from './node.js';
import type { ShapeError } from './shapes.generated.js';

/** Keys from the root of a file down to a value. */
export type ValuePath = readonly string[];

/** The keys of a JSON pointer. */
export function pointerPath(pointer: string): ValuePath {
  const parts = pointer.split('/').slice(1);
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What has to go so that the rest has the right shape: a whole definition, one key of it, or one field of its payload. */
export function cutPaths(errors: readonly ShapeError[]): readonly ValuePath[] {
  const paths = errors.map((error): ValuePath => {
    const path = pointerPath(error.instancePath);
    if (error.propertyName !== undefined) return cutAt([...path, error.propertyName]);
    if (error.keyword === 'additionalProperties') return [];
    return error.keyword === 'required' && path.length < 3 ? [] : cutAt(path);
  });
  return paths.filter((path) => path.length > 0);
}

function cutAt(path: ValuePath): ValuePath {
  const inFields = path[2] === 'payload' || path[2] === 'fields';
  return path.slice(0, inFields ? 4 : 3);
}

/** A copy of a map without the values at `paths` and without empty (null) entries at the top; the map itself if nothing goes. */
export function pruneMap(root: MapNode, paths: readonly ValuePath[]): MapNode {
  const pruned = paths.length === 0 ? root : (prune(root, paths) as MapNode);
  const entries = pruned.entries.filter(({ value }) => value.kind !== 'scalar' || value.value !== null);
  return entries.length === pruned.entries.length ? pruned : { ...pruned, entries };
}

function prune(node: Node, paths: readonly ValuePath[]): Node {
  if (node.kind !== 'map') return node;
  const entries = node.entries.flatMap((entry): readonly MapEntry[] => {
    const below = paths.filter((path) => path[0] === entry.key.text).map((path) => path.slice(1));
    if (below.length === 0) return [entry];
    return below.some((path) => path.length === 0) ? [] : [{ key: entry.key, value: prune(entry.value, below) }];
  });
  return { ...node, entries };
}
