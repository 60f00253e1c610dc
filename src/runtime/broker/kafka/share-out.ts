import type { Assignment, MemberNews } from './group-protocol.js';

/**
 * Shares out the partitions of each topic among the members that want it: equally, and so that as few as possible move. A partition
 * that another member still has goes to nobody in this round: its owner is told by its absence, gives it up when its handlers are
 * done, and joins again, which begins the next round. So two members never work on one partition, and the others go on meanwhile.
 */
export function shareOut(
  members: ReadonlyMap<string, MemberNews>,
  partitionsOf: ReadonlyMap<string, number>,
): Map<string, Assignment> {
  const shares = new Map([...members.keys()].map((id) => [id, new Map<string, readonly number[]>()]));
  let isUnfinished = false;
  for (const [topic, count] of partitionsOf) {
    const owners = ownersOf(topic, members, count);
    const readers = [...members].filter(([, { topics }]) => topics.includes(topic)).map(([id]) => id);
    for (const [id, wanted] of aim(readers, owners, count)) {
      const free = wanted.filter((partition) => (owners.get(partition) ?? id) === id);
      isUnfinished ||= free.length < wanted.length;
      if (free.length > 0) shares.get(id)?.set(topic, free);
    }
  }
  return new Map([...shares].map(([id, partitions]) => [id, { partitions, isUnfinished }]));
}

/** Who has which partition. Of two who say so, the one of the later generation: the other was away when it was given on. */
function ownersOf(topic: string, members: ReadonlyMap<string, MemberNews>, count: number): Map<number, string> {
  const owners = new Map<number, string>();
  const since = new Map<number, number>();
  for (const [id, { owned, generation }] of members) {
    for (const partition of owned.get(topic) ?? []) {
      if (partition >= count || generation <= (since.get(partition) ?? Number.NEGATIVE_INFINITY)) continue;
      owners.set(partition, id);
      since.set(partition, generation);
    }
  }
  return owners;
}

/** Which partitions each reader is to have in the end. */
function aim(readers: readonly string[], owners: ReadonlyMap<number, string>, count: number): Map<string, number[]> {
  const aims = new Map(readers.map((id) => [id, [] as number[]]));
  if (readers.length === 0) return aims;
  const own = (id: string): number[] =>
    [...owners].flatMap(([partition, owner]) => (owner === id ? [partition] : [])).sort((a, b) => a - b);
  // Those with the most keep one more where it does not come out even.
  const inOrder = [...readers].sort((a, b) => own(b).length - own(a).length || (a < b ? -1 : 1));
  const least = Math.floor(count / readers.length);
  const room = new Map(inOrder.map((id, index) => [id, least + (index < count % readers.length ? 1 : 0)]));
  const left = new Set(Array.from({ length: count }, (_, partition) => partition));
  for (const id of inOrder) {
    for (const partition of own(id).slice(0, room.get(id))) {
      aims.get(id)?.push(partition);
      left.delete(partition);
    }
  }
  const rest = [...left];
  for (const id of inOrder) {
    const mine = aims.get(id) ?? [];
    mine.push(...rest.splice(0, (room.get(id) ?? 0) - mine.length));
  }
  return aims;
}
