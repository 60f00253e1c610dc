/** `sagac/runtime/avro`: payloads in Avro, and the registries that keep their schemas. */
export { type AvroCodecOptions, type AvroSchemas, createAvroCodec } from './avro-codec.js';
export { createHttpRegistry, type HttpRegistryOptions } from './http-registry.js';
export {
  type Compatibility,
  createMemoryRegistry,
  type MemoryRegistry,
  type MemoryRegistryOptions,
  type RegisteredSchema,
} from './memory-registry.js';
export { REGISTRY_CODES, RegistryError, type SchemaRegistry } from './registry.js';
export type { SubjectNaming } from './subjects.js';
