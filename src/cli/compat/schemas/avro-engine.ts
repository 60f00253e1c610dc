import type { AvroSchema } from '../../../compat/schemas/avro/avro-type.js';
import { canReadAvro } from '../../../compat/schemas/avro/can-read-avro.js';
import { readAvroSchema } from '../../../compat/schemas/avro/read-avro-schema.js';
import type { SchemaEngine } from './engine.js';
import { parseJson, repeatedKeys } from './parse-json.js';

/** Avro as Apache's own checker judges it, or as Apache's decoder reads it. A file stands alone. */
export const avroEngine: SchemaEngine<AvroSchema> = {
  id: 'avro',
  profiles: ['apache', 'decoder'],
  together: false,
  async read([source]) {
    if (!source) return { problems: [] };
    const { value, problem } = parseJson(source);
    if (value === undefined) return { problems: problem ? [problem] : [] };
    const read = readAvroSchema(source.file, value);
    return { ...read, problems: [...repeatedKeys(source), ...read.problems] };
  },
  canRead: (reader, writer, profile) => canReadAvro(reader, writer, profile === 'decoder' ? 'decoder' : 'apache'),
};
