import type { NameRef } from '../element.js';
import type { TypeDef } from '../type.js';

/** Names by the name that leads to them. */
type Edges = ReadonlyMap<string, readonly string[]>;

/** Names of types that stand only for each other: an alias of itself, or a union that is a case of itself. */
export function endlessTypes(types: ReadonlyMap<string, TypeDef>): ReadonlySet<string> {
  const edges = new Map([...types].map(([id, type]) => [id, bareNames(type).filter((name) => types.has(name))]));
  return new Set(withoutEnds(reversed(withoutEnds(edges))).keys());
}

/** Names that a type is made of with nothing between: what an alias stands for, and the cases of a union. */
function bareNames(type: TypeDef): readonly string[] {
  return bareRefs(type).map((ref) => ref.name);
}

function bareRefs(type: TypeDef): readonly NameRef[] {
  if (type.shape === 'union') return type.cases.map((entry) => entry.type);
  if (type.shape !== 'scalar') return [];
  const inner = type.type.kind === 'nullable' ? type.type.inner : type.type;
  const options = inner.kind === 'anyOf' ? inner.options : [inner];
  return options.flatMap((option) => (option.kind === 'named' ? [option.ref] : []));
}

/** What is left when names that lead nowhere are taken away until there are none: circles, and what leads into them. */
function withoutEnds(edges: Edges): Edges {
  const sources = reversed(edges);
  const left = new Map([...edges].map(([name, targets]) => [name, targets.length]));
  const ends = [...left.keys()].filter((name) => left.get(name) === 0);
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    left.delete(end);
    for (const source of sources.get(end) ?? []) {
      const count = (left.get(source) ?? 0) - 1;
      left.set(source, count);
      if (count === 0) ends.push(source);
    }
  }
  const kept = [...edges].filter(([name]) => left.has(name));
  return new Map(kept.map(([name, targets]) => [name, targets.filter((target) => left.has(target))]));
}

function reversed(edges: Edges): Edges {
  const sources = new Map<string, string[]>([...edges.keys()].map((name) => [name, []]));
  for (const [name, targets] of edges) for (const target of targets) sources.get(target)?.push(name);
  return sources;
}
