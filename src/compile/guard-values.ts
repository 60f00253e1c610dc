import type { Seen } from '../model/data-flow/seen.js';
import { type Catalog, type Constraints, type Field, messageById, type TypeExpr } from '../model/index.js';
import { matchPattern } from '../model/values/match-pattern.js';
import { isPrimitive, type ResolvedType, resolveType } from '../model/values/value-type.js';

/** A value in a condition. */
export type Literal = string | number | boolean | null;

/** A comparison of one place with values: any of them for `in`, one for the others. */
export interface Comparison {
  readonly op: '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';
  readonly values: readonly Literal[];
  /** As it stands in the condition. */
  readonly text: string;
}

/** What the catalog says of the values at a place. */
export interface PlaceType {
  readonly type: ResolvedType;
  readonly bounds: readonly Constraints[];
  readonly nullable: boolean;
  readonly optional: boolean;
}

/** What stands at a path in a condition, with every bound on it; undefined where it leads to nothing. */
export function placeType(
  catalog: Catalog,
  seen: Seen,
  [root = '', ...path]: readonly string[],
): PlaceType | undefined {
  const variable = seen.variables.get(root);
  const fields = variable ? fieldsOf(resolveType(catalog, variable.type)) : messageById(catalog, root)?.payload.fields;
  if (path.length === 0) return variable && { ...variable, ...resolvedOf(catalog, variable.type, []) };
  let inside = fields;
  let [optional, nullable] = [variable?.nullable ?? false, false];
  let found: Field | undefined;
  for (const part of path) {
    found = inside?.find(({ name }) => name === part);
    if (found === undefined) return undefined;
    optional ||= found.optional || nullable;
    nullable = found.nullable || found.type.kind === 'nullable';
    inside = fieldsOf(resolveType(catalog, found.type));
  }
  return found && { ...resolvedOf(catalog, found.type, [found.constraints]), optional, nullable };
}

function fieldsOf(type: ResolvedType): readonly Field[] | undefined {
  return type.kind === 'record' ? type.fields : undefined;
}

/** Follows named scalars, each of which may add bounds. */
function resolvedOf(
  catalog: Catalog,
  type: TypeExpr,
  bounds: readonly Constraints[],
): Pick<PlaceType, 'type' | 'bounds'> {
  const def = type.kind === 'named' ? catalog.types.get(type.ref.name) : undefined;
  if (def?.shape === 'scalar' && !bounds.includes(def.constraints)) {
    return resolvedOf(catalog, def.type, [...bounds, def.constraints]);
  }
  return { type: resolveType(catalog, type), bounds };
}

/** Why no value of a place passes all comparisons with it, as the end of a sentence; undefined where one may. */
export function whyNoValue(path: string, place: PlaceType, comparisons: readonly Comparison[]): string | undefined {
  const asked = comparisons.filter((one) => one.values.length > 0 && one.values.every((value) => isOf(place, value)));
  if (asked.some(({ op, values }) => op === '==' && values[0] === null) && !place.nullable && !place.optional) {
    return `\`${path}\` is never null`;
  }
  const alone = asked.find((one) => isImpossible(place, [one]));
  if (alone) return neverText(path, place, alone);
  return isImpossible(place, asked)
    ? `nothing is ${asked.map(({ text }) => `\`${text}\``).join(' and ')} at once`
    : undefined;
}

/** Whether a value can be compared with those of the place; anything else is for the type checker. */
function isOf({ type }: PlaceType, value: Literal): boolean {
  if (value === null) return true;
  if (type.kind === 'enum' || isPrimitive(type, 'string')) return typeof value === 'string';
  if (isPrimitive(type, 'boolean')) return typeof value === 'boolean';
  return isNumber(type) && typeof value === 'number';
}

function isNumber(type: ResolvedType): boolean {
  return type.kind === 'decimal' || isPrimitive(type, 'int', 'long', 'float', 'double');
}

/** A few values are tried one by one; of numbers, the range that is left is looked at. */
function isImpossible(place: PlaceType, comparisons: readonly Comparison[]): boolean {
  if (comparisons.some(({ values }) => values.includes(null))) return false;
  const few = fewValues(place, comparisons);
  if (few) return !few.some((value) => isAllowed(place, value) && comparisons.every((one) => passes(value, one)));
  return isNumber(place.type) && isEmptyRange(place, comparisons);
}

function fewValues({ type, nullable }: PlaceType, comparisons: readonly Comparison[]): readonly Literal[] | undefined {
  const named = comparisons.find(({ op }) => op === '==' || op === 'in')?.values;
  if (named || nullable) return named;
  if (type.kind === 'enum') return type.values;
  return isPrimitive(type, 'boolean') ? [true, false] : undefined;
}

function isAllowed({ type, bounds }: PlaceType, value: Literal): boolean {
  if (type.kind === 'enum') return typeof value === 'string' && type.values.includes(value);
  if (typeof value === 'number') {
    return bounds.every(({ min = value, max = value }) => min <= value && value <= max) && isWhole(type, value);
  }
  if (typeof value !== 'string') return true;
  const length = [...value].length;
  return bounds.every(
    ({ minLength = 0, maxLength = length, pattern }) =>
      minLength <= length && length <= maxLength && (pattern === undefined || matchPattern(pattern, value) !== false),
  );
}

function isWhole(type: ResolvedType, value: number): boolean {
  return !isPrimitive(type, 'int', 'long') || Number.isInteger(value);
}

function passes(value: Literal, { op, values }: Comparison): boolean {
  const [other] = values;
  switch (op) {
    case '==':
      return value === other;
    case '!=':
      return value !== other;
    case 'in':
      return values.includes(value);
    case 'not in':
      return !values.includes(value);
    default:
      return isInOrder(value, op, other);
  }
}

function isInOrder(value: Literal, op: '<' | '<=' | '>' | '>=', other: Literal | undefined): boolean {
  const isComparable = typeof value === typeof other && (typeof value === 'number' || typeof value === 'string');
  if (!isComparable || value === null || other === null || other === undefined) return true;
  if (op === '<') return value < other;
  if (op === '<=') return value <= other;
  return op === '>' ? value > other : value >= other;
}

/** An end of a range; `open`: the value itself does not belong to it. */
interface End {
  readonly value: number;
  readonly open: boolean;
}

function isEmptyRange({ type, bounds }: PlaceType, comparisons: readonly Comparison[]): boolean {
  let low: End = { value: Math.max(-Infinity, ...bounds.map(({ min = -Infinity }) => min)), open: false };
  let high: End = { value: Math.min(Infinity, ...bounds.map(({ max = Infinity }) => max)), open: false };
  for (const { op, values } of comparisons) {
    const [value] = values;
    if (typeof value !== 'number') continue;
    if (op === '>' || op === '>=') low = later(low, { value, open: op === '>' });
    if (op === '<' || op === '<=') high = earlier(high, { value, open: op === '<' });
  }
  if (isPrimitive(type, 'int', 'long')) [low, high] = [firstWhole(low), lastWhole(high)];
  if (low.value !== high.value) return low.value > high.value;
  return low.open || high.open || comparisons.some(({ op, values }) => op === '!=' && values[0] === low.value);
}

function later(one: End, other: End): End {
  if (one.value === other.value) return one.open ? one : other;
  return one.value > other.value ? one : other;
}

function earlier(one: End, other: End): End {
  if (one.value === other.value) return one.open ? one : other;
  return one.value < other.value ? one : other;
}

function firstWhole({ value, open }: End): End {
  return { value: open ? Math.floor(value) + 1 : Math.ceil(value), open: false };
}

function lastWhole({ value, open }: End): End {
  return { value: open ? Math.ceil(value) - 1 : Math.floor(value), open: false };
}

function neverText(path: string, { type, bounds }: PlaceType, { text, op }: Comparison): string {
  if (type.kind === 'enum') return `\`${path}\` is only ${type.values.map((value) => `\`${value}\``).join(', ')}`;
  const limits = bounds.flatMap((one) => Object.entries(one).map(([name, value]) => `\`${name}: ${value}\``));
  if (limits.length === 0) return `\`${text}\` is never true`;
  return `\`${text}\` is ${op === '!=' || op === 'not in' ? 'never true' : 'against'} ${limits.join(' and ')} of \`${path}\``;
}
