import { isSchema } from '../../../compat/schemas/json.js';
import { canReadConfluent } from '../../../compat/schemas/json-schema/confluent/can-read-confluent.js';
import { readJsonSchema } from '../../../compat/schemas/json-schema/read-json-schema.js';
import { canReadSound } from '../../../compat/schemas/json-schema/sound/can-read-sound.js';
import { findVersionPins, withBothVersions } from '../../../compat/schemas/json-schema/version-pins.js';
import type { SchemaProblem } from '../../../compat/schemas/schema-problem.js';
import type { JsonValue } from '../../../model/index.js';
import type { JsonSchemaRead, ReadSchema, SchemaEngine, SchemaFiles, SchemaSource } from './engine.js';
import { filesById } from './files-by-id.js';
import { parseJson, repeatedKeys } from './parse-json.js';

/** JSON Schema as a Confluent registry judges it, or by the letter of the standard. References are followed from file to file. */
export const jsonSchemaEngine: SchemaEngine<JsonSchemaRead> = {
  id: 'json-schema',
  profiles: ['confluent', 'confluent-lenient', 'sound'],
  together: false,
  elsewhere: /["']?\$(?:dynamic|recursive)?[rR]ef["']?\s*:\s*["']?[^#"'\s]/,
  read: async ([source], files) => (source ? readSource(source, files) : { problems: [] }),
  withoutVersions({ old, new: now }) {
    const pins = findVersionPins(old.json, now.json);
    const [before, after] = [old, now].map((read) => {
      const json = withBothVersions(read.json, pins);
      return pins.length === 0 ? read : { ...read, json, document: read.again(json) };
    });
    return { old: before ?? old, new: after ?? now, pins };
  },
  canRead({ document: reader }, { document: writer }, profile) {
    const { breaks, doubts } =
      profile === 'sound'
        ? canReadSound(reader, writer)
        : canReadConfluent(reader, writer, profile === 'confluent-lenient' ? 'lenient' : 'strict');
    // What could not be read has been told as a problem of the schema.
    return { breaks, doubts: doubts.filter(({ kind }) => kind !== 'SCHEMA_NOT_READ') };
  },
};

function readSource(source: SchemaSource, files: SchemaFiles): ReadSchema<JsonSchemaRead> {
  const { value: json, problem } = parseJson(source);
  if (json === undefined) return { problems: problem ? [problem] : [] };
  const broken: SchemaProblem[] = [];
  const resolveFile = (file: string): JsonValue | undefined => {
    const text = files.readFile(file);
    if (text === undefined) return undefined;
    const read = parseJson({ file, text });
    if (read.problem) broken.push(read.problem);
    return read.value;
  };
  const named = filesById(source, files);
  const again = (value: JsonValue) => readJsonSchema(source.file, value, { files: named, resolveFile });
  const document = again(json);
  const problems = [...repeatedKeys(source), ...broken, ...document.problems];
  // A list or a number is data, and everything could be said of it.
  return isSchema(json) ? { value: { json, document, again }, problems } : { problems };
}
