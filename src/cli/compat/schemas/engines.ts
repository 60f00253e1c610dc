import { avroEngine } from './avro-engine.js';
import { jsonSchemaEngine } from './json-schema-engine.js';
import { protobufEngine } from './protobuf-engine.js';

/** Every format of schema files, by what it is called in reports. */
export const engines = { avro: avroEngine, 'json-schema': jsonSchemaEngine, protobuf: protobufEngine } as const;
