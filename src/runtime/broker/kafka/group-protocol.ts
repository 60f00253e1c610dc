import type { Driver } from './driver.js';

/** What a member tells whoever shares out the partitions. */
export interface MemberNews {
  /** Topics that it wants to read. */
  readonly topics: readonly string[];
  /** Partitions that it still has, by topic. */
  readonly owned: ReadonlyMap<string, readonly number[]>;
  /** In which generation of the group they were given to it. */
  readonly generation: number;
}

/** What a member is told. */
export interface Assignment {
  readonly partitions: ReadonlyMap<string, readonly number[]>;
  /** Others have to give partitions up first; they are shared out in another round, soon. */
  readonly isUnfinished: boolean;
}

/** Name under which members agree on this way of sharing out; clients of other kinds are not taken into such a group. */
export const PROTOCOL = 'sagac-cooperative';
export const PROTOCOL_TYPE = 'consumer';

/** The version of Kafka's own format that has owned partitions and their generation: tools for operators read it. */
const SUBSCRIPTION_VERSION = 2;
const ASSIGNMENT_VERSION = 0;
const UNFINISHED = Buffer.from([1]);

/** Writes and reads what members of a group tell each other, in the format of Kafka's own consumers. */
export function createGroupProtocol({ Reader, Writer }: Pick<Driver, 'Reader' | 'Writer'>) {
  type Writing = InstanceType<Driver['Writer']>;
  type Reading = InstanceType<Driver['Reader']>;

  function writePartitions(writer: Writing, partitions: ReadonlyMap<string, readonly number[]>): void {
    writer.appendArray(
      [...partitions],
      (w, [topic, own]) => {
        w.appendString(topic, false).appendArray([...own], (v, partition) => v.appendInt32(partition), false, false);
      },
      false,
      false,
    );
  }

  function readPartitions(reader: Reading): Map<string, number[]> {
    const entries = reader.readArray(
      (r): [string, number[]] => [r.readString(false), r.readArray((v) => v.readInt32(), false, false)],
      false,
      false,
    );
    return new Map(entries);
  }

  return {
    writeNews({ topics, owned, generation }: MemberNews): Buffer {
      const writer = Writer.create()
        .appendInt16(SUBSCRIPTION_VERSION)
        .appendArray([...topics], (w, topic) => w.appendString(topic, false), false, false)
        .appendBytes(null, false);
      writePartitions(writer, owned);
      return writer.appendInt32(generation).buffer;
    },

    readNews(bytes: Buffer): MemberNews {
      const reader = Reader.from(bytes);
      const version = reader.readInt16();
      const topics = reader.readArray((r) => r.readString(false), false, false);
      reader.readNullableBytes(false);
      const owned = version >= 1 ? readPartitions(reader) : new Map<string, number[]>();
      return { topics, owned, generation: version >= SUBSCRIPTION_VERSION ? reader.readInt32() : -1 };
    },

    writeAssignment({ partitions, isUnfinished }: Assignment): Buffer {
      const writer = Writer.create().appendInt16(ASSIGNMENT_VERSION);
      writePartitions(writer, partitions);
      return writer.appendBytes(isUnfinished ? UNFINISHED : null, false).buffer;
    },

    readAssignment(bytes: Buffer): Assignment {
      // Nobody has shared out anything for this member.
      if (bytes.length === 0) return { partitions: new Map(), isUnfinished: false };
      const reader = Reader.from(bytes);
      reader.readInt16();
      const partitions = readPartitions(reader);
      return { partitions, isUnfinished: reader.readNullableBytes(false)?.equals(UNFINISHED) === true };
    },
  };
}

export type GroupProtocol = ReturnType<typeof createGroupProtocol>;
