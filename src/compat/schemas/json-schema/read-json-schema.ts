import type { JsonValue } from '../../../model/index.js';
import { isSchema } from '../json.js';
import type { SchemaProblem } from '../schema-problem.js';
import { DEFAULT_DIALECT, declaredDialect } from './dialect.js';
import type { JsonSchemaDocument, SchemaNode } from './document.js';
import { followRefs, type RefFiles } from './refs.js';

/**
 * Reads a JSON Schema that has been parsed, follows its references and says which lead nowhere. The network is never asked:
 * an `http` reference is good only where a schema with that `$id` is among the files.
 */
export function readJsonSchema(file: string, json: JsonValue, files: RefFiles = {}): JsonSchemaDocument {
  const root: SchemaNode = { schema: json, place: { file, pointer: '' } };
  const dialect = declaredDialect(json) ?? DEFAULT_DIALECT;
  const index = followRefs(root, dialect, files);
  const problems = [...rootProblems(root), ...index.problems];
  return { file, dialect, root, problems, resolve: index.resolve, dialectOf: index.dialectOf };
}

function rootProblems({ schema, place }: SchemaNode): readonly SchemaProblem[] {
  if (!isSchema(schema))
    return [{ place, message: 'A JSON Schema is an object, or `true` or `false`, and this is neither.' }];
  if (typeof schema === 'boolean') return [];
  const address = schema['$schema'];
  if (address === undefined || declaredDialect(schema)) return [];
  return [unknownDialect({ file: place.file, pointer: '/$schema' }, address)];
}

function unknownDialect(place: SchemaNode['place'], address: JsonValue): SchemaProblem {
  return {
    place,
    message: `\`$schema\` is ${typeof address === 'string' ? `\`${address}\`` : 'no text'}, which is no version of JSON Schema that is known; the schema is read as ${DEFAULT_DIALECT}.`,
    help: 'Name a published version, such as `https://json-schema.org/draft/2020-12/schema`, or leave `$schema` out.',
  };
}
