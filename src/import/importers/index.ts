import type { Importer } from '../importer.js';
import { asyncApiImporter } from './asyncapi/index.js';
import { avroImporter } from './avro/index.js';
import { eventCatalogImporter } from './eventcatalog/index.js';
import { jsonSchemaImporter } from './json-schema/index.js';
import { openApiImporter } from './openapi/index.js';
import { protobufImporter } from './protobuf/index.js';

/** Every format that can be taken in, sorted by id; of several that accept a file, the first takes it. */
export const importers: readonly Importer[] = [
  asyncApiImporter,
  avroImporter,
  eventCatalogImporter,
  jsonSchemaImporter,
  openApiImporter,
  protobufImporter,
];
