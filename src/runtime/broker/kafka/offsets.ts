import type { Cluster, Topic } from './cluster.js';
import { answerOf, CODES, check, NoAnswer } from './failures.js';

const EARLIEST = -2n;
const LATEST = -1n;
const COMMITTED = 1;

/** Where a partition begins, or ends for readers, by partition. Rejects where one cannot be asked now. */
export async function edgesOf(
  cluster: Cluster,
  topic: Topic,
  partitions: readonly number[],
  edge: 'start' | 'end',
): Promise<ReadonlyMap<number, number>> {
  const { api } = cluster.driver.listOffsetsV7;
  const timestamp = edge === 'start' ? EARLIEST : LATEST;
  const found = new Map<number, number>();
  await Promise.all(
    [...byLeader(topic, partitions)].map(async ([leader, own]) => {
      const asked = own.map((partitionIndex) => ({ partitionIndex, currentLeaderEpoch: -1, timestamp }));
      const answer = await cluster.node(leader, (connection) =>
        answerOf(api.async(connection, -1, COMMITTED, [{ name: topic.name, partitions: asked }])),
      );
      for (const { partitionIndex, errorCode, offset } of answer.topics.flatMap((one) => one.partitions)) {
        if (errorCode !== 0) cluster.outdated(topic.name);
        check(errorCode);
        found.set(partitionIndex, Number(offset));
      }
    }),
  );
  return found;
}

/** Where a group goes on in a topic, by partition; partitions that it has said nothing of are left out. */
export async function committedOffsets(
  cluster: Cluster,
  group: string,
  topic: string,
  partitions: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { api } = cluster.driver.offsetFetchV8;
  const topics = [{ name: topic, partitionIndexes: [...partitions] }];
  const answer = await cluster.coordinator(group, (connection) =>
    answerOf(api.async(connection, [{ groupId: group, memberEpoch: -1, topics }], false)),
  );
  const [own] = answer.groups;
  if (own === undefined) throw new NoAnswer(`Kafka has said nothing of the group \`${group}\``);
  checkGroup(cluster, group, own.errorCode);
  const found = new Map<number, number>();
  for (const { partitionIndex, committedOffset, errorCode } of own.topics.flatMap((one) => one.partitions)) {
    checkGroup(cluster, group, errorCode);
    if (committedOffset >= 0n) found.set(partitionIndex, Number(committedOffset));
  }
  return found;
}

/** Throws for an answer of a group's coordinator that is no, and looks for another one next time where it has moved. */
export function checkGroup(cluster: Cluster, group: string, code: number): void {
  if (isMoved(code)) cluster.forgetCoordinator(group);
  check(code);
}

export function isMoved(code: number): boolean {
  return code === CODES.NOT_COORDINATOR || code === CODES.COORDINATOR_NOT_AVAILABLE;
}

/** Partitions by the broker that leads them. Throws where one has no leader now. */
export function byLeader(topic: Topic, partitions: readonly number[]): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const partition of partitions) {
    const leader = topic.leaders[partition] ?? -1;
    if (leader < 0) throw new NoAnswer(`partition ${partition} of \`${topic.name}\` has no leader now`);
    const own = found.get(leader) ?? [];
    found.set(leader, own);
    own.push(partition);
  }
  return found;
}
