import type { RecordsBatch } from '@platformatic/kafka';
import { type Cluster, MAIN, type Topic } from './cluster.js';
import type { Lane } from './connections.js';
import { answerOf, check } from './failures.js';
import type { StoredRecord } from './records.js';

/** Where reading of a partition goes on. */
export interface Place {
  readonly partition: number;
  readonly offset: number;
}

/** What was read of a partition. */
export interface Fetched {
  readonly partition: number;
  /** 0, or why nothing was read. */
  readonly code: number;
  readonly records: readonly StoredRecord[];
  /** Where to go on; beyond records that are no messages, too. */
  readonly next: number;
}

export interface FetchOptions {
  /** How long Kafka waits for the first record, in milliseconds. */
  readonly waitMs: number;
  /** Bytes of all partitions together, and of each. At least one batch comes, whatever its size. */
  readonly maxBytes: number;
  readonly partitionBytes: number;
  readonly lane?: Lane;
}

/** How long an answer may take besides waiting for records. */
const ANSWER_MS = 15_000;
const COMMITTED = 1;
const IS_TRANSACTIONAL = 0x10;
const IS_CONTROL = 0x20;

/** Reads on in partitions that one broker leads. What was sent in a transaction comes when that is committed. */
export async function fetchRecords(
  cluster: Cluster,
  { id }: Topic,
  leader: number,
  places: readonly Place[],
  { waitMs, maxBytes, partitionBytes, lane = MAIN }: FetchOptions,
): Promise<readonly Fetched[]> {
  const { api } = cluster.driver.fetchV13;
  const partitions = places.map(({ partition, offset }) => ({
    partition,
    currentLeaderEpoch: -1,
    fetchOffset: BigInt(offset),
    lastFetchedEpoch: -1,
    partitionMaxBytes: partitionBytes,
  }));
  const topics = [{ topicId: id, partitions }];
  const answer = await cluster.node(
    leader,
    (connection) => answerOf(api.async(connection, waitMs, 1, maxBytes, COMMITTED, 0, 0, topics, [], '')),
    waitMs + ANSWER_MS,
    lane,
  );
  check(answer.errorCode);
  const offsets = new Map(places.map(({ partition, offset }) => [partition, offset]));
  return answer.responses.flatMap((topic) =>
    topic.partitions.map(({ partitionIndex, errorCode, records = [], abortedTransactions }) => {
      const from = offsets.get(partitionIndex) ?? 0;
      const batches = committedBatches(records, abortedTransactions);
      return {
        partition: partitionIndex,
        code: errorCode,
        records: batches.flatMap((batch) => recordsOf(batch, partitionIndex)).filter(({ offset }) => offset >= from),
        next: records.reduce((next, batch) => Math.max(next, endOf(batch)), from),
      };
    }),
  );
}

/** Batches of messages, without those of transactions that were given up. */
export function committedBatches(
  batches: readonly RecordsBatch[],
  aborted: readonly { readonly producerId: bigint; readonly firstOffset: bigint }[],
): RecordsBatch[] {
  const coming = [...aborted].sort((one, other) => Number(one.firstOffset - other.firstOffset));
  const givenUp = new Set<bigint>();
  return batches.filter((batch) => {
    while (coming[0] !== undefined && Number(coming[0].firstOffset) < endOf(batch)) {
      givenUp.add(coming[0].producerId);
      coming.shift();
    }
    if ((batch.attributes & IS_CONTROL) !== 0) {
      givenUp.delete(batch.producerId);
      return false;
    }
    return (batch.attributes & IS_TRANSACTIONAL) === 0 || !givenUp.has(batch.producerId);
  });
}

function endOf({ firstOffset, lastOffsetDelta }: RecordsBatch): number {
  return Number(firstOffset) + lastOffsetDelta + 1;
}

function recordsOf(batch: RecordsBatch, partition: number): StoredRecord[] {
  const firstOffset = Number(batch.firstOffset);
  return batch.records.map(({ offsetDelta, timestampDelta, key, value, headers }) => ({
    partition,
    offset: firstOffset + offsetDelta,
    timestamp: Number(batch.firstTimestamp + timestampDelta),
    key,
    value,
    headers,
  }));
}
