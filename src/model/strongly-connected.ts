import { addTo } from './grouped.js';

/** Arrows from each node to others; a node that only others point at need not be a key. */
export type Arrows = ReadonlyMap<string, Iterable<string>>;

interface Visit {
  readonly node: string;
  readonly targets: Iterator<string>;
}

/**
 * The groups of nodes that lead to each other, by Tarjan's algorithm, without recursion: chains may be long. Only groups
 * with a circle in them, so a single node is one only where it points at itself. In the order of their first node.
 */
export function circlesOf(arrows: Arrows): readonly (readonly string[])[] {
  const search = createSearch(arrows);
  for (const node of arrows.keys()) search.from(node);
  return search.circles;
}

function createSearch(arrows: Arrows) {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const visits: Visit[] = [];
  const circles: string[][] = [];

  function enter(node: string): void {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    open.push(node);
    isOpen.add(node);
    visits.push({ node, targets: (arrows.get(node) ?? [])[Symbol.iterator]() });
  }

  function lower(node: string, value: number): void {
    low.set(node, Math.min(low.get(node) ?? value, value));
  }

  function leave({ node }: Visit): void {
    const parent = visits.at(-1);
    if (parent) lower(parent.node, low.get(node) ?? 0);
    if (low.get(node) !== index.get(node)) return;
    const group = open.splice(open.lastIndexOf(node));
    for (const member of group) isOpen.delete(member);
    if (group.length > 1 || pointsAtItself(arrows, node)) circles.push(group);
  }

  function from(start: string): void {
    if (index.has(start)) return;
    enter(start);
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const next = visit.targets.next();
      if (next.done) {
        visits.pop();
        leave(visit);
      } else if (!index.has(next.value)) enter(next.value);
      else if (isOpen.has(next.value)) lower(visit.node, index.get(next.value) ?? 0);
    }
  }

  return { from, circles };
}

function pointsAtItself(arrows: Arrows, node: string): boolean {
  for (const target of arrows.get(node) ?? []) if (target === node) return true;
  return false;
}

/** The shortest way from a node back to itself within a group, the node at both ends; undefined where there is none. */
export function shortestCircle(
  arrows: Arrows,
  start: string,
  group: ReadonlySet<string>,
): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const target of arrows.get(node) ?? []) {
      if (target === start) return pathTo(cameFrom, start, node);
      if (!group.has(target) || cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      queue.push(target);
    }
  }
  return undefined;
}

/** Things that lead from one node to another, as arrows; of several with the same ends, the first one stands for all. */
export function linksOf<T>(things: Iterable<T>, endsOf: (thing: T) => readonly [from: string, to: string]): Links<T> {
  const arrows = new Map<string, Set<string>>();
  const firsts = new Map<string, T>();
  for (const thing of things) {
    const [from, to] = endsOf(thing);
    addTo(arrows, from, to);
    if (!firsts.has(`${from} ${to}`)) firsts.set(`${from} ${to}`, thing);
  }
  const along = (path: readonly string[]) =>
    path.slice(1).flatMap((to, index) => firsts.get(`${path[index]} ${to}`) ?? []);
  return { arrows, along };
}

/** What `linksOf` makes of things. */
export interface Links<T> {
  readonly arrows: Arrows;
  /** The things that a path of nodes goes along. */
  readonly along: (path: readonly string[]) => readonly T[];
}

function pathTo(cameFrom: ReadonlyMap<string, string>, start: string, last: string): readonly string[] {
  const path = [start];
  for (let node: string | undefined = last; node !== undefined && node !== start; node = cameFrom.get(node)) {
    path.push(node);
  }
  return [...path, start].reverse();
}
