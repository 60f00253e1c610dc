/**
 * Under which subject of a registry the schemas of a topic are: the topic's (`orders-value`, one schema for all of it), that of the record
 * (`shop.OrderPlaced`), or of both (`orders-shop.OrderPlaced`). Topics with several types of messages need one of the latter.
 */
export type SubjectNaming = 'TopicName' | 'RecordName' | 'TopicRecordName';

/** The subject of a payload. */
export function subjectOf(naming: SubjectNaming, topic: string, record: string): string {
  switch (naming) {
    case 'TopicName':
      return `${topic}-value`;
    case 'RecordName':
      return record;
    case 'TopicRecordName':
      return `${topic}-${record}`;
  }
}
