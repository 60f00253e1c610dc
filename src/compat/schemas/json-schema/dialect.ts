import type { JsonValue } from '../../../model/index.js';
import { isObject } from '../json.js';

/** A version of the JSON Schema language, oldest first. */
export const DIALECTS = ['draft-04', 'draft-06', 'draft-07', '2019-09', '2020-12'] as const;

/** A version of the JSON Schema language. */
export type Dialect = (typeof DIALECTS)[number];

/** What a schema without `$schema` is read as, here as in a Confluent registry. */
export const DEFAULT_DIALECT: Dialect = 'draft-07';

const OLD_ADDRESS = /^https?:\/\/json-schema\.org\/(draft-0[467])\/(?:hyper-)?schema#?$/;
const NEW_ADDRESS = /^https?:\/\/json-schema\.org\/draft\/(2019-09|2020-12)\/(?:hyper-)?schema#?$/;

/** Iglu's self-describing schemas are draft-04 with a `self` beside. */
const IGLU_ADDRESS =
  /^https?:\/\/iglucentral\.com\/schemas\/com\.snowplowanalytics\.self-desc\/schema\/jsonschema\/1-0-0#?$/;

/** The dialect that the `$schema` of a schema names; undefined where it names none, or none that is known. */
export function declaredDialect(schema: JsonValue): Dialect | undefined {
  if (!isObject(schema)) return undefined;
  const address = schema['$schema'];
  if (typeof address !== 'string') return undefined;
  if (IGLU_ADDRESS.test(address)) return 'draft-04';
  const name = OLD_ADDRESS.exec(address)?.[1] ?? NEW_ADDRESS.exec(address)?.[1];
  return DIALECTS.find((dialect) => dialect === name);
}

/** Whether a dialect has what came with 2019-09: `$defs`, `$anchor`, keywords beside `$ref`, the split `dependencies`. */
export function isModern(dialect: Dialect): boolean {
  return dialect === '2019-09' || dialect === '2020-12';
}

/** The keyword that gives a schema an address of its own. */
export function idKeyword(dialect: Dialect): '$id' | 'id' {
  return dialect === 'draft-04' ? 'id' : '$id';
}
