import type { Catalog, Primitive } from '../../model/index.js';
import { messageById } from '../../model/index.js';
import { constantRecordFits } from '../../model/values/assignable.js';
import { sampleMessage } from '../../model/values/sample.js';
import { resolveType, typeAtPath, type ValueType } from '../../model/values/value-type.js';
import { isJsonObject, type JsonObject } from '../../runtime/json.js';
import type { Json } from '../../runtime/saga/definition.js';
import { holds } from '../../runtime/saga/guard.js';
import type { SagaPlan } from '../../runtime/saga/plan.js';
import type { SagaState } from '../../runtime/saga/state.js';
import { conditionsOf, guardReads } from './guard-reads.js';

/** More would only multiply the states. */
const MOST_VARIANTS = 64;

/** What samples are made for. */
export interface SampleUses {
  readonly catalog: Catalog;
  readonly plan: SagaPlan;
  /** Guards and statements, in CEL. */
  readonly texts: readonly string[];
}

/** The samples of a message that differ in what guards, statements and loops make of them; the usual one is first. */
export function sampleVariants(uses: SampleUses, message: string): readonly JsonObject[] {
  const { catalog, texts } = uses;
  const usual = sampleMessage(catalog, message) as JsonObject;
  const reads = guardReads(texts, message).map((read) => ({
    path: read.path,
    values: valuesFor(catalog, message, read),
  }));
  const loops = loopPlaces(uses, message, usual);
  const fields = messageById(catalog, message)?.payload.fields ?? [];
  const fits = (variant: JsonObject) => variant === usual || constantRecordFits(catalog, variant, fields);
  return [...reads, ...loops].reduce<readonly JsonObject[]>(
    (variants, { path, values }) => {
      const more = variants.flatMap((variant) => [variant, ...values.map((value) => withValue(variant, path, value))]);
      return spread(more.filter(fits), (variant) => meaningOf(uses, message, variant, loops));
    },
    [usual],
  );
}

interface Place {
  readonly path: readonly string[];
  readonly values: readonly (Json | undefined)[];
}

/** Values around what a guard compares with; undefined is an absent field. */
function valuesFor(
  catalog: Catalog,
  message: string,
  { path, constants }: { readonly path: readonly string[]; readonly constants: readonly Json[] },
): readonly (Json | undefined)[] {
  const type = typeAtPath(catalog, message, path);
  if (type === undefined) return [];
  const absent = type.optional ? [undefined] : [];
  const nothing = type.nullable ? [null] : [];
  return [...valuesOfType(catalog, type, constants), ...nothing, ...absent];
}

function valuesOfType(catalog: Catalog, { type }: ValueType, constants: readonly Json[]): readonly Json[] {
  const resolved = resolveType(catalog, type);
  const numbers = constants.filter((value) => typeof value === 'number');
  const texts = constants.filter((value) => typeof value === 'string');
  switch (resolved.kind) {
    case 'enum':
      return resolved.values;
    case 'decimal':
      return numbers.flatMap((value) => [value - 1, value, value + 1].map((near) => near.toFixed(resolved.scale)));
    case 'primitive':
      if (resolved.name === 'boolean') return [true, false];
      return [...textsAround(resolved.name, texts), ...numbers.flatMap((value) => [value - 1, value, value + 1])];
    case 'list':
      return [[]];
    case 'map':
    case 'record':
    case 'union':
    case 'anyOf':
    case 'json':
    case 'unknown':
      return [];
  }
}

/** The texts that a guard names, and others of the same type. */
function textsAround(type: Primitive, texts: readonly string[]): readonly string[] {
  if (texts.length === 0) return [];
  switch (type) {
    case 'timestamp':
      return [...texts, '2000-01-01T00:00:00Z', '2100-01-01T00:00:00Z'];
    case 'date':
      return [...texts.map((text) => text.slice(0, 10)), '2000-01-01', '2100-01-01'];
    case 'duration':
      return [...texts, 'PT0S', 'PT1000H'];
    default:
      return [...texts, 'other'];
  }
}

/** A loop may have no round, and may have several: what goes wrong in the second one is another matter. */
function loopPlaces({ catalog, plan }: SampleUses, message: string, usual: JsonObject): readonly Place[] {
  return [...plan.steps.values()].flatMap((step): readonly Place[] => {
    if (step.kind !== 'forEach' || step.items.kind !== 'path' || !step.items.messages.includes(message)) return [];
    const { path } = step.items;
    const type = typeAtPath(catalog, message, path);
    const isList = type !== undefined && resolveType(catalog, type.type).kind === 'list';
    const items = valueAt(usual, path);
    const two = Array.isArray(items) ? [[...items, ...items].slice(0, 2)] : [];
    return [{ path, values: isList ? [...two, []] : [2, 0] }];
  });
}

/** What stands at a path below a message. */
export function valueAt(data: JsonObject, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isJsonObject(value) ? value[key] : undefined), data);
}

function withValue(data: JsonObject, [key = '', ...rest]: readonly string[], value: Json | undefined): JsonObject {
  if (rest.length === 0) {
    const { [key]: _old, ...others } = data;
    return value === undefined ? others : { ...data, [key]: value };
  }
  const inner = data[key];
  return { ...data, [key]: withValue(isJsonObject(inner) ? inner : {}, rest, value) };
}

/** What conditions say of a variant, as far as it alone decides, and how many rounds loops have. */
function meaningOf(
  { plan, texts }: SampleUses,
  message: string,
  variant: JsonObject,
  loops: readonly Place[],
): Meaning {
  const state = { messages: { [message]: variant }, steps: {}, ids: {} } as unknown as SagaState;
  const answers = conditionsOf(texts).map((cel) => {
    try {
      return holds({ cel }, { plan, state, path: '', undoing: false });
    } catch {
      return 'open';
    }
  });
  return [...answers, ...loops.map(({ path }) => roundsOf(valueAt(variant, path)))];
}

/** Two rounds stand for several; an instance keeps a thousand at most. */
function roundsOf(value: Json | undefined): string {
  const rounds = Array.isArray(value) ? value.length : typeof value === 'number' ? value : 0;
  if (rounds < 0 || rounds > 1_000) return 'none can be kept';
  return rounds > 1 ? 'several' : String(rounds);
}

/** What each condition and each loop makes of a variant. */
type Meaning = readonly (string | boolean)[];

/** One variant of each meaning; where these are too many, at least every condition is met once and not met once. */
function spread(variants: readonly JsonObject[], meaning: (variant: JsonObject) => Meaning): readonly JsonObject[] {
  const kinds = new Map<string, { readonly variant: JsonObject; readonly parts: readonly string[] }>();
  for (const variant of variants) {
    const parts = meaning(variant).map((part, index) => `${index} ${part}`);
    if (!kinds.has(parts.join())) kinds.set(parts.join(), { variant, parts });
  }
  const seen = new Set<string>();
  const [telling, others] = [[] as JsonObject[], [] as JsonObject[]];
  for (const { variant, parts } of kinds.values()) {
    const isNew = parts.some((part) => !seen.has(part));
    for (const part of parts) seen.add(part);
    (isNew ? telling : others).push(variant);
  }
  return [...telling, ...others].slice(0, MOST_VARIANTS);
}
