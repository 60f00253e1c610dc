import { canonicalText } from '../canonical-text.js';
import type { Check, Shape } from './shape.js';

/** How often the shapes of a circle are told apart by those that they lead to, before they are all taken as different. */
const MOST_ROUNDS = 30;
/** How often what references lead to is looked at again, before a shape is taken for one of a circle. */
const MOST_PASSES = 5;

/** The ids that shapes of one comparison have been given, by what they say. */
export interface Identities {
  readonly byKey: Map<string, number>;
  next: number;
}

/** No ids yet. */
export function noIdentities(): Identities {
  return { byKey: new Map(), next: 0 };
}

/**
 * Gives shapes ids such that those with the same id say the same: same checks, on shapes with the same ids. Shapes that lead
 * to themselves are told apart round by round until nothing changes; `all` holds each shape before those it leads to.
 */
export function identify(all: readonly Shape[], ids: Identities): void {
  let left: Shape[] = [];
  for (let at = all.length - 1; at >= 0; at--) {
    const shape = all[at];
    if (shape && !settle(shape, ids)) left.push(shape);
  }
  for (let pass = 0; pass < MOST_PASSES && left.length > 0; pass++) left = left.filter((shape) => !settle(shape, ids));
  if (left.length > 0) identifyCircles(left, ids);
}

/** A shape that asks one thing, with the id of all that ask it. */
export function shapeOfCheck(check: Check, ids: Identities): Shape {
  const shape: Shape = { id: -1, place: { file: '', pointer: '' }, checks: [check], unevaluated: false };
  settle(shape, ids);
  return shape;
}

/** Gives a shape its id if those that it leads to have theirs. */
function settle(shape: Shape, ids: Identities): boolean {
  const parts: string[] = [];
  for (const check of shape.checks) {
    const part = keyOf(check, idOf, ids);
    if (part === undefined) return false;
    parts.push(part);
  }
  shape.keys = parts;
  shape.id = idFor(parts.length > 1 ? parts.toSorted().join('') : (parts[0] ?? ''), ids);
  return true;
}

function idFor(key: string, ids: Identities): number {
  const known = ids.byKey.get(key);
  if (known !== undefined) return known;
  ids.byKey.set(key, ids.next);
  return ids.next++;
}

function idOf(shape: Shape): number | undefined {
  return shape.id < 0 ? undefined : shape.id;
}

function identifyCircles(shapes: readonly Shape[], ids: Identities): void {
  let colors = new Map<Shape, number>(shapes.map((shape) => [shape, 0]));
  let count = 1;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = new Map<string, number>();
    const next = new Map<Shape, number>();
    for (const shape of shapes) {
      const key = `${colors.get(shape)} ${circleKey(shape, colors, ids)}`;
      const color = found.get(key) ?? found.size;
      found.set(key, color);
      next.set(shape, color);
    }
    colors = next;
    if (found.size === count) {
      for (const shape of shapes) shape.id = ids.next + (colors.get(shape) ?? 0);
      ids.next += count;
      return;
    }
    count = found.size;
  }
  for (const shape of shapes) shape.id = ids.next++;
}

function circleKey(shape: Shape, colors: ReadonlyMap<Shape, number>, ids: Identities): string {
  const colorOf = (child: Shape) => (child.id < 0 ? `c${colors.get(child)}` : child.id);
  return shape.checks
    .map((check) => keyOf(check, colorOf, ids))
    .sort()
    .join('');
}

/** What a check says as a text; undefined where a shape in it has no name yet. */
function keyOf(
  check: Check,
  nameOf: (shape: Shape) => string | number | undefined,
  ids: Identities,
): string | undefined {
  switch (check.kind) {
    case 'type':
      return `;type ${check.mask}`;
    case 'values':
      return `;values ${check.values.map(canonicalText).join()}`;
    case 'least':
    case 'most':
      return `;${check.kind} ${check.of} ${check.value}${check.exclusive ? '!' : ''}`;
    case 'multiple':
      return `;multiple ${check.value}`;
    case 'pattern':
      return `;pattern ${quoted(check.pattern)}`;
    case 'has':
      return `;has ${quoted(check.key)}`;
    case 'needs':
      return `;needs ${quoted(check.key)} ${check.keys.map(quoted).join()}`;
    case 'unique':
      return ';unique';
    case 'opaque':
      // Two things that are not understood may differ in what is not seen of them.
      return `;opaque ${ids.next++}`;
    case 'any':
    case 'one':
      return named(`;${check.kind}`, check.shapes, nameOf);
    case 'if':
      return named(';if', [check.test, check.held, check.failed], nameOf);
    case 'others':
      return named(
        `;others ${[...check.keys].sort().map(quoted).join()} ${check.patterns.map(quoted).join()}`,
        [check.shape],
        nameOf,
      );
    case 'property':
    case 'implies':
      return named(`;${check.kind} ${quoted(check.key)}`, [check.shape], nameOf);
    case 'matching':
      return named(`;matching ${quoted(check.pattern)}`, [check.shape], nameOf);
    case 'item':
      return named(`;item ${check.index}`, [check.shape], nameOf);
    case 'rest':
      return named(`;rest ${check.from}`, [check.shape], nameOf);
    case 'contains':
      return named(`;contains ${check.least} ${check.most}`, [check.shape], nameOf);
    default:
      return named(`;${check.kind}`, [check.shape], nameOf);
  }
}

/** A text of which it can be told where it ends; quicker than as JSON. */
function quoted(text: string): string {
  return `${text.length}:${text}`;
}

function named(
  start: string,
  shapes: readonly Shape[],
  nameOf: (shape: Shape) => string | number | undefined,
): string | undefined {
  let key = start;
  for (const shape of shapes) {
    const name = nameOf(shape);
    if (name === undefined) return undefined;
    key += ` ${name}`;
  }
  return key;
}
