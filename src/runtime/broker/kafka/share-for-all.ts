import type { Cluster } from './cluster.js';
import type { GroupProtocol } from './group-protocol.js';
import { shareOut } from './share-out.js';

/** What partitions are shared out by must not be old. */
const FRESH_MS = 1_000;

/** What the member that is chosen for it does: shares out the partitions for all, in the bytes that Kafka hands on. */
export async function shareForAll(
  cluster: Cluster,
  protocol: GroupProtocol,
  members: readonly { readonly memberId: string; readonly metadata: Buffer | null }[],
): Promise<{ memberId: string; assignment: Buffer }[]> {
  const news = new Map(
    members.map(({ memberId, metadata }) => [memberId, protocol.readNews(metadata ?? Buffer.alloc(0))]),
  );
  const topics = [...new Set([...news.values()].flatMap((one) => [...one.topics, ...one.owned.keys()]))].sort();
  const counts = await Promise.all(topics.map(async (name) => [name, await countPartitions(cluster, name)] as const));
  const shares = shareOut(news, new Map(counts));
  return [...shares].map(([memberId, share]) => ({ memberId, assignment: protocol.writeAssignment(share) }));
}

/** None, where the topic is gone. */
export async function countPartitions(cluster: Cluster, topic: string): Promise<number> {
  return (await cluster.topic(topic, FRESH_MS))?.leaders.length ?? 0;
}
