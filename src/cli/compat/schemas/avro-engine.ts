import type { AvroSchema } from '../../../compat/schemas/avro/avro-type.js';
import { canReadAvro } from '../../../compat/schemas/avro/can-read-avro.js';
import { readAvroSchema } from '../../../compat/schemas/avro/read-avro-schema.js';
import type { SchemaEngine } from './engine.js';
import { parseJson, repeatedKeys } from './parse-json.js';

/** Avro as Apache's own checker judges it. A file stands alone. */
export const avroEngine: SchemaEngine<AvroSchema> = {
  id: 'avro',
  profiles: ['apache'],
  together: false,
  async read([source]) {
    if (!source) return { problems: [] };
    const { value, problem } = parseJson(source);
    if (value === undefined) return { problems: problem ? [problem] : [] };
    const read = readAvroSchema(source.file, value);
    return { ...read, problems: [...repeatedKeys(source), ...read.problems] };
  },
  canRead: canReadAvro,
};
