import specs from '@asyncapi/specs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { Catalog, JsonValue } from '../../../../model/index.js';
import { asyncapi } from '../index.js';
import type { Json } from '../json.js';

/** What only users know, for documents that say all that linters ask for. */
export const WHOLE = {
  contactUrl: 'https://teams.example.com/{owner}',
  contactEmail: '{owner}@example.com',
  license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
};

export type Options = Readonly<Record<string, JsonValue>>;

/** Texts of the documents of a catalog, by file. */
export function documentTexts(catalog: Catalog, options: Options = WHOLE): ReadonlyMap<string, string> {
  const { files } = asyncapi.generate({ catalog, options, template: () => '', earlier: () => undefined });
  return new Map(files.map((file) => [file.path, file.text]));
}

/** The document of a service as a reader of YAML sees it. */
export function documentFor(catalog: Catalog, service: string, options: Options = WHOLE): Json {
  return parse(documentTexts(catalog, options).get(`${service}.yaml`) ?? '') as Json;
}

/** What stands at a path of keys. */
export function at(document: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Json | undefined)?.[key], document);
}

const validators = new Map<string, ReturnType<Ajv['compile']>>();

/** What the official schema of its version finds in a document, and the references in it that lead nowhere. */
export function faultsOf(document: Json): readonly string[] {
  const version = String(document['asyncapi']) as keyof typeof specs.schemas;
  const validate = validators.get(version) ?? compiled(version);
  validators.set(version, validate);
  validate(document);
  const wrong = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  const dangling = referencesIn(document).filter((reference) => resolved(document, reference) === undefined);
  return [...wrong, ...dangling.map((reference) => `${reference} leads nowhere`)];
}

function compiled(version: keyof typeof specs.schemas) {
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, meta: false });
  addFormats.default(ajv);
  return ajv.compile(specs.schemas[version] as object);
}

export function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}

function resolved(document: Json, reference: string): unknown {
  const parts = reference.slice(2).split('/');
  return reference.startsWith('#/')
    ? at(document, ...parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')))
    : undefined;
}
