import { Ajv2020 } from 'ajv/dist/2020.js';
import { generated } from '../../../../generate/testing/catalog.js';
import type { Catalog, JsonValue } from '../../../../model/index.js';
import type { Change } from '../../../change.js';
import { DIRECTIONS, JSON_SCHEMA_PROFILES, type JsonSchemaProfile, type JudgeContext } from '../../../check.js';
import { judgeContext } from '../../../judge-context.js';
import { canReadConfluent } from '../../../schemas/json-schema/confluent/can-read-confluent.js';
import { readJsonSchema } from '../../../schemas/json-schema/read-json-schema.js';
import { canReadSound } from '../../../schemas/json-schema/sound/can-read-sound.js';
import type { SchemaVerdict } from '../../../schemas/schema-verdict.js';
import { payloadChanges } from './payload-changes.js';
import { catalogOfText, type PairText } from './random-pairs.js';
import { randomRecord } from './random-values.js';
import { tapeOf } from './tape.js';
import { rulingsFor } from './verdict.js';

/**
 * What the verdict and the outside judge say of the generated schemas by the rules of each profile, where they differ; `open`:
 * objects let pass what they do not know.
 */
export function jsonSchemaDifferences(pair: PairText, open: boolean): readonly string[] {
  const settings = settingsOf(open);
  const [old, next] = [catalogOfText(pair.before, settings), catalogOfText(pair.after, settings)];
  if (!old || !next) return [];
  const changes = payloadChanges(old, next);
  const context = judgeContext(old, next, '2026-06-01');
  const schemas = { old: schemaOf(old), new: schemaOf(next) };
  return JSON_SCHEMA_PROFILES.flatMap((profile) =>
    differencesBy(changes, { ...context, profile }, schemas).map((text) => `${profile}, ${text}`),
  );
}

interface Schemas {
  readonly old: JsonValue;
  readonly new: JsonValue;
}

function differencesBy(changes: readonly Change[], context: JudgeContext, schemas: Schemas): readonly string[] {
  const { profile } = context;
  return DIRECTIONS.flatMap((direction) => {
    const [reader, writer] = direction === 'backward' ? [schemas.new, schemas.old] : [schemas.old, schemas.new];
    const rulings = rulingsFor(changes, context, 'json-schema', direction);
    const breaks = rulings.filter(({ ruling }) => ruling.level === 'break');
    const judge = verdictOf(profile, reader, writer);
    const isRisk = rulings.length > 0 && breaks.length === 0;
    if (isRisk && profile === 'sound') return [];
    if (judge.breaks.length === 0 && judge.doubts.length > 0 && breaks.length > 0) return [];
    if (breaks.length > 0 === judge.breaks.length > 0) return [];
    if (judge.breaks.length === 0 && breaks.every(({ change }) => isStricter(change, changes))) return [];
    const [ours, theirs] = [breaks.map(({ change, ruling }) => `${change.kind}: ${ruling.reason}`), judge.breaks];
    return [
      `${direction}: ours ${JSON.stringify(ours)}, the judge's ${JSON.stringify(theirs.map(({ kind, message, counterexample }) => [kind, message, counterexample]))}`,
    ];
  });
}

/** Stricter on purpose: a field under two names is compared as one, and records, maps and unions are no substitutes. */
function isStricter(change: Change, all: readonly Change[]): boolean {
  if (all.some(({ kind }) => kind === 'field-renamed')) return true;
  // Bounds of a text are compared with none of a decimal or an enumeration, whatever these may have in them.
  if (change.kind === 'bound-changed') return all.some(({ kind, at }) => kind === 'type-changed' && at === change.at);
  return change.kind === 'type-changed' && [change.from, change.to].every(({ kind }) => OBJECTS.includes(kind));
}

const OBJECTS: readonly string[] = ['map', 'record', 'union'];

function settingsOf(open: boolean): string {
  return `catalog: shop\ncompat: { jsonSchema: sound }\ngenerate:\n  - { target: json-schema, out: out, additionalProperties: ${open}, draft: "2020-12" }\n`;
}

/** The JSON Schema of the event. */
function schemaOf(catalog: Catalog): JsonValue {
  return JSON.parse(generated(catalog).get('out/events/OrderPlaced.json') ?? '') as JsonValue;
}

function verdictOf(profile: JsonSchemaProfile, reader: JsonValue, writer: JsonValue): SchemaVerdict {
  const [read, written] = [readJsonSchema('reader.json', reader), readJsonSchema('writer.json', writer)];
  if (profile === 'sound') return canReadSound(read, written);
  return canReadConfluent(read, written, profile === 'confluent' ? 'strict' : 'lenient');
}

/** Messages that the writer's schema allows and the reader's refuses, where the verdict says that all is fine. */
export function validationFailures(
  pair: PairText,
  open: boolean,
  seeds: readonly (readonly number[])[],
): readonly string[] {
  const settings = settingsOf(open);
  const [old, next] = [catalogOfText(pair.before, settings), catalogOfText(pair.after, settings)];
  if (!old || !next) return [];
  const changes = payloadChanges(old, next);
  const context = judgeContext(old, next, '2026-06-01');
  return DIRECTIONS.flatMap((direction) => {
    if (rulingsFor(changes, context, 'json-schema', direction).length > 0) return [];
    const [reader, writer] = direction === 'backward' ? [next, old] : [old, next];
    const [reads, writes] = [validatorOf(reader), validatorOf(writer)];
    const values = seeds.map((numbers) =>
      randomRecord(tapeOf(numbers), writer, writer.events.get('OrderPlaced')?.payload.fields ?? []),
    );
    return values
      .filter((value) => writes(value) && !reads(value))
      .map((value) => `${direction}: ${JSON.stringify(value)}`);
  });
}

/** Formats are notes here, as they are to the judges. */
function validatorOf(catalog: Catalog): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  return ajv.compile(schemaOf(catalog) as object);
}
