import { AVRO_KINDS } from './avro-kinds.js';
import { CONFLUENT_KINDS, SOUND_KINDS } from './json-schema-kinds.js';
import type { KindText } from './kind-text.js';
import { PROTOBUF_KINDS } from './protobuf-kinds.js';

export type { KindText } from './kind-text.js';

/** Every kind of difference between two schemas, by engine. */
export const kindTexts: readonly KindText[] = [...AVRO_KINDS, ...CONFLUENT_KINDS, ...SOUND_KINDS, ...PROTOBUF_KINDS];
