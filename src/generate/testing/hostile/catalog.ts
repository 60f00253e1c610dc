import fc from 'fast-check';
import type { JsonValue } from '../../../model/index.js';
import { hostileDefinitions } from './definitions.js';
import { hostileNames } from './names.js';
import { hostileText } from './texts.js';

type Json = { readonly [key: string]: JsonValue };

/** The texts of a catalog's two files. */
export interface HostileCatalog {
  readonly settings: string;
  readonly definitions: string;
}

/** Options of every target that has any, so many that each is there once in so many catalogs. */
function targetEntries(turn: number, text: (index: number) => string): readonly Json[] {
  const odd = turn % 2 === 1;
  const third = turn % 3;
  return [
    { target: 'typescript', ...(odd && { long: 'bigint', bytes: 'Uint8Array' }), brandedIds: third !== 1 },
    {
      target: 'json-schema',
      draft: odd ? '07' : '2020-12',
      additionalProperties: third !== 1,
      decimalFormat: third === 2,
    },
    { target: 'avro', ...(odd && { namespace: text(0) }) },
    {
      target: 'protobuf',
      ...(odd && { package: 'message.option.v1', fileOptions: { java_package: text(1), cc_enable_arenas: true } }),
    },
    { target: 'validators', allErrors: odd, additionalProperties: third !== 2 },
    { target: 'consumers' },
    { target: 'producers', ...(third > 0 && { dialect: third === 1 ? 'both' : 'sqlite' }) },
    { target: 'sagas' },
    { target: 'sql', ...(third > 0 && { dialect: 'both', schema: 'select' }) },
    {
      target: 'asyncapi',
      format: third === 2 ? 'json' : 'yaml',
      payload: odd ? 'avro' : 'json-schema',
      ...asyncapiTexts(turn, text),
    },
    { target: 'eventcatalog' },
    {
      target: 'alerts',
      runbooks: text(2),
      source: text(3),
      labels: { team: text(4) },
      lag: odd ? 'kafka_exporter' : 'sagac',
    },
    { target: 'runbooks' },
    { target: 'topics', ...(odd && { replicas: 2, vhost: text(5) }) },
  ];
}

function asyncapiTexts(turn: number, text: (index: number) => string): Json {
  if (turn % 3 === 0) return {};
  const server = { host: 'h', description: text(6), protocolVersion: text(7) };
  return {
    contactName: text(8),
    version: text(9),
    commandAddress: text(10),
    servers: { kafka: server, constructor: server },
  };
}

/** Catalogs that the model accepts, with every kind of definition and every target, in which every name and text is hostile. */
export const hostileCatalogs: fc.Arbitrary<HostileCatalog> = fc
  .record({
    names: hostileNames,
    texts: fc.array(hostileText, { minLength: 1, maxLength: 40 }),
    turn: fc.nat({ max: 5 }),
    envelope: fc.constantFrom('cloudevents', 'plain'),
  })
  .map(({ names, texts, turn, envelope }) => ({
    settings: settingsFor({
      catalog: names.channels.find((name) => /^[A-Za-z]/.test(name)) ?? 'c',
      turn,
      envelope,
      texts,
    }),
    definitions: yamlOf(hostileDefinitions({ names, texts })),
  }));

interface Settings {
  readonly catalog: string;
  /** Chooses among the options of targets. */
  readonly turn: number;
  readonly envelope: string;
  /** For the options that take a text. */
  readonly texts: readonly string[];
}

/** The text of `sagac.yaml`, with all targets. */
export function settingsFor({ catalog, turn, envelope, texts }: Settings): string {
  const text = (index: number) => texts[index % texts.length] ?? 'word';
  const generate = targetEntries(turn, text).map((entry) => ({ ...entry, out: `out/${String(entry['target'])}` }));
  return yamlOf({ catalog, envelope, generate });
}

/** JSON is YAML; every character that YAML could not hold as it is stands there by its number. */
function yamlOf(value: Json): string {
  return JSON.stringify(value, undefined, 1).replace(
    /[^ -~\n]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
