import { push } from '../../../../model/grouped.js';
import type { JsonValue } from '../../../../model/index.js';
import { isList, type JsonObject } from '../../json.js';
import type { Literal } from './branch.js';
import { isOther } from './evaluate.js';
import { shapeOfCheck } from './identify.js';
import { objectOf } from './json-values.js';
import { matches } from './patterns.js';
import type { Check, Shape } from './shape.js';
import { isTired, meets, type Solver, solve } from './solve.js';

/** One check of the reader that refuses something the writer may write, or of which that could not be decided. */
export interface Difference {
  readonly check: Check;
  readonly reader: Shape;
  /** The schemas that the writer keeps to at the same place of a value; none where it says nothing. */
  readonly writers: readonly Shape[];
  /** Keys and indexes that lead to the place in a value. */
  readonly path: readonly (string | number)[];
  /** A whole value that the writer allows and the reader refuses. Undefined where this is a doubt. */
  readonly example: JsonValue | undefined;
  /** The part of the example that is refused. */
  readonly part: JsonValue | undefined;
  /** Of a doubt: why it could not be decided. */
  readonly why: string;
}

/** A place that is compared: what both say there, and how a value there becomes a whole one. */
interface Spot {
  readonly writers: readonly Shape[];
  readonly reader: Shape;
  readonly path: readonly (string | number)[];
  /** The whole value around a part, checked: undefined where the writer does not allow it or the reader does. */
  whole(part: JsonValue): JsonValue | undefined;
}

/** How many levels of a value are looked at one by one; what is deeper is one difference. */
const DEEPEST = 8;

/** Every check of the reader's schema that may refuse what the writer's allows, in the order of the reader's schema. */
export function explain(solver: Solver, writer: Shape, reader: Shape): readonly Difference[] {
  const goal: readonly Literal[] = [
    { shape: writer, holds: true },
    { shape: reader, holds: false },
  ];
  const whole = (value: JsonValue) => (meets(goal, value) ? value : undefined);
  return differencesAt({ solver, told: new Set() }, { writers: [writer], reader, path: [], whole });
}

interface Telling {
  readonly solver: Solver;
  /** Pairs of schemas whose differences are told already; what refers to itself would have them on every level. */
  readonly told: Set<string>;
}

function differencesAt(telling: Telling, spot: Spot): readonly Difference[] {
  const { solver, told } = telling;
  const found: Difference[] = [];
  const pair = `${spot.reader.id} ${spot.writers.map(({ id }) => id).join()}`;
  if (told.has(pair)) return found;
  told.add(pair);
  const written = spot.writers.flatMap(flatChecks);
  const kept = new Set(written.map(({ key }) => key));
  const members = memberShapes(written);
  for (const { check, reader, key } of flatChecks(spot.reader)) {
    // Most checks stay as they were when a schema changes, and most of the others are about one member alone.
    if (key !== undefined && kept.has(key)) continue;
    if (isMetByMember(solver, members, check)) continue;
    const outcome = solve(solver, [
      ...spot.writers.map((shape) => ({ shape, holds: true })),
      refusalOf(solver, check, reader),
    ]);
    if (outcome.kind === 'none') continue;
    const shared = { check, reader, writers: spot.writers, path: spot.path };
    if (outcome.kind === 'some') found.push(...inside(telling, spot, shared, outcome.value));
    else found.push({ ...shared, example: undefined, part: undefined, why: outcome.why });
    if (isTired(solver)) break;
  }
  return found;
}

function refusalOf(solver: Solver, check: Check, reader: Shape): Literal {
  if (check.kind !== 'unevaluatedProperties' && check.kind !== 'unevaluatedItems')
    return { shape: shapeOfCheck(check, solver.ids), holds: false };
  return { shape: check.means ? shapeOfCheck(check.means, solver.ids) : reader, holds: false };
}

/** The shapes of members that a schema names, by `memberKey`. */
function memberShapes(checks: readonly FlatCheck[]): ReadonlyMap<string, readonly Shape[]> {
  const shapes = new Map<string, Shape[]>();
  for (const { check } of checks) {
    const key = memberKey(check);
    if (key !== undefined && 'shape' in check) push(shapes, key, check.shape);
  }
  return shapes;
}

/** The members that a check is about; undefined where it is not about members that are always the same. */
function memberKey(check: Check): string | undefined {
  switch (check.kind) {
    case 'property':
      return `property ${check.key}`;
    case 'matching':
      return `matching ${check.pattern}`;
    case 'item':
      return `item ${check.index}`;
    case 'rest':
      return `rest ${check.from}`;
    default:
      return undefined;
  }
}

/** Whether what the writer says of the same members alone is enough for a check of the reader. */
function isMetByMember(solver: Solver, members: ReadonlyMap<string, readonly Shape[]>, check: Check): boolean {
  const key = memberKey(check);
  const shapes = key === undefined ? undefined : members.get(key);
  if (!shapes || !('shape' in check)) return false;
  const literals: Literal[] = shapes.map((shape) => ({ shape, holds: true }));
  return solve(solver, [...literals, { shape: check.shape, holds: false }]).kind === 'none';
}

interface FlatCheck {
  readonly check: Check;
  readonly reader: Shape;
  /** What it says as a text; undefined where that depends on the checks beside it. */
  readonly key: string | undefined;
}

/** The checks of a schema and of those that it always applies to the same value, each once. */
function flatChecks(shape: Shape): readonly FlatCheck[] {
  const checks: FlatCheck[] = [];
  const shapes = new Set([shape]);
  const add = (reader: Shape, depth: number): void => {
    for (const [index, check] of reader.checks.entries()) {
      if (check.kind !== 'all' || depth > DEEPEST * 4) checks.push({ check, reader, key: keyOfCheck(reader, index) });
      else if (!shapes.has(check.shape)) {
        shapes.add(check.shape);
        add(check.shape, depth + 1);
      }
    }
  };
  add(shape, 0);
  return checks;
}

function keyOfCheck({ checks, keys }: Shape, index: number): string | undefined {
  const kind = checks[index]?.kind;
  return kind === 'unevaluatedProperties' || kind === 'unevaluatedItems' ? undefined : keys?.[index];
}

/** The differences inside a member that is refused; the member itself where they cannot be told apart. */
function inside(
  telling: Telling,
  spot: Spot,
  shared: Pick<Difference, 'check' | 'reader' | 'writers' | 'path'>,
  part: JsonValue,
): readonly Difference[] {
  const example = spot.whole(part);
  const member = memberOf(shared.check, part);
  if (example !== undefined && member && spot.path.length < DEEPEST) {
    const { key, shape } = member;
    const deeper = differencesAt(telling, {
      writers: spot.writers.flatMap((writer) => shapesAt(writer, key)),
      reader: shape,
      path: [...spot.path, key],
      whole: (value) => spot.whole(withMember(part, key, value)),
    }).filter((difference) => difference.example !== undefined);
    if (deeper.length > 0) return deeper;
  }
  return [
    { ...shared, example, part, why: example === undefined ? 'the example that was found could not be confirmed' : '' },
  ];
}

/** The member that a check looks at, where it is one that can be told. */
function memberOf(
  check: Check,
  value: JsonValue,
): { readonly key: string | number; readonly shape: Shape } | undefined {
  if (check.kind === 'property') return { key: check.key, shape: check.shape };
  if (check.kind === 'item') return { key: check.index, shape: check.shape };
  if (check.kind === 'rest' && isList(value) && value.length === check.from + 1) {
    return { key: check.from, shape: check.shape };
  }
  return undefined;
}

function withMember(value: JsonValue, key: string | number, member: JsonValue): JsonValue {
  if (isList(value)) return value.map((item, index) => (index === key ? member : item));
  return objectOf([...Object.entries(value as JsonObject), [String(key), member]]);
}

/** The schemas of a member in a schema and those it always applies. */
function shapesAt(shape: Shape, key: string | number): readonly Shape[] {
  const found: Shape[] = [];
  for (const { check } of flatChecks(shape)) {
    if (check.kind === 'property' && check.key === key) found.push(check.shape);
    else if (check.kind === 'item' && check.index === key) found.push(check.shape);
    else if (check.kind === 'rest' && typeof key === 'number' && key >= check.from) found.push(check.shape);
    else if (check.kind === 'matching' && typeof key === 'string' && matches(check.pattern, key))
      found.push(check.shape);
    else if (check.kind === 'others' && typeof key === 'string' && isOther(check, key)) found.push(check.shape);
  }
  return found;
}
