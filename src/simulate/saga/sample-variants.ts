import type { Catalog } from '../../model/index.js';
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

/** More would only multiply the states: eight guards over one message are told apart. */
const MOST_VARIANTS = 256;

/** The samples of a message that differ in what guards and loops make of them; the usual one is first. */
export function sampleVariants(catalog: Catalog, plan: SagaPlan, message: string): readonly JsonObject[] {
  const usual = sampleMessage(catalog, message) as JsonObject;
  const places = [
    ...guardReads(plan, message).map((read) => ({ path: read.path, values: valuesFor(catalog, message, read) })),
    ...loopPlaces(catalog, plan, message, usual),
  ];
  const all = places.reduce<readonly JsonObject[]>(
    (variants, { path, values }) =>
      variants
        .flatMap((variant) => [variant, ...values.map((value) => withValue(variant, path, value))])
        .slice(0, MOST_VARIANTS),
    [usual],
  );
  const fields = messageById(catalog, message)?.payload.fields ?? [];
  const valid = all.filter((variant) => variant === usual || constantRecordFits(catalog, variant, fields));
  return distinct(valid, (variant) => meaningOf(plan, message, variant, places));
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
      if (TIMES.has(resolved.name))
        return texts.flatMap((text) => [text, '2000-01-01T00:00:00Z', '2100-01-01T00:00:00Z']);
      return [
        ...numbers.flatMap((value) => [value - 1, value, value + 1]),
        ...texts,
        ...(texts.length > 0 ? ['other'] : []),
      ];
    case 'list':
      return [[]];
    case 'map':
    case 'record':
    case 'union':
    case 'unknown':
      return [];
  }
}

const TIMES: ReadonlySet<string> = new Set(['timestamp', 'date']);

/** A loop may have no round, and may have several: what goes wrong in the second one is another matter. */
function loopPlaces(catalog: Catalog, plan: SagaPlan, message: string, usual: JsonObject): readonly Place[] {
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

/** What guards say of a variant, as far as it alone decides, and how many rounds loops have. */
function meaningOf(plan: SagaPlan, message: string, variant: JsonObject, places: readonly Place[]): string {
  const state = { messages: { [message]: variant }, steps: {}, ids: {} } as unknown as SagaState;
  const answers = conditionsOf(plan).map((cel) => {
    try {
      return holds({ cel }, { plan, state, path: '', undoing: false });
    } catch {
      return 'open';
    }
  });
  const counts = places.map(({ path }) => {
    const value = valueAt(variant, path);
    return Array.isArray(value) ? value.length : typeof value === 'number' ? Math.sign(value) : '';
  });
  return [...answers, ...counts].join();
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const seen = new Map<string, Item>();
  for (const item of items) if (!seen.has(keyOf(item))) seen.set(keyOf(item), item);
  return [...seen.values()];
}
