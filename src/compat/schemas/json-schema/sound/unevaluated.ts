import type { Literal } from './branch.js';
import type { Check, Junction, Shape } from './shape.js';

/** A check for members that no other has looked at. */
export type Unevaluated = Extract<Junction, { readonly kind: 'unevaluatedProperties' | 'unevaluatedItems' }>;

/** What has been looked at if some literals are true. */
interface Sight {
  readonly claims: readonly Literal[];
  readonly keys: readonly string[];
  readonly patterns: readonly string[];
  /** How many items from the first on. */
  readonly items: number;
  /** All keys, or all items. */
  readonly all: boolean;
}

const NOTHING: Sight = { claims: [], keys: [], patterns: [], items: 0, all: false };
/** Ways through the alternatives of a schema that are told apart. */
const MOST_SIGHTS = 24;
const DEEPEST = 30;

/**
 * Says with other checks what the `unevaluated` checks of these shapes mean, where that can be said: which members are looked
 * at is known for each way through the alternatives. Gives the shapes that had to be made for it.
 */
export function explainUnevaluated(all: readonly Shape[]): readonly Shape[] {
  const made: Shape[] = [];
  for (const shape of all) {
    if (!shape.unevaluated) continue;
    for (const check of shape.checks) {
      if (check.kind !== 'unevaluatedProperties' && check.kind !== 'unevaluatedItems') continue;
      const means = meaningOf(shape, check, made);
      if (means) check.means = means;
    }
  }
  return made;
}

function meaningOf(shape: Shape, check: Unevaluated, made: Shape[]): Check | undefined {
  const sights = sightsOf(shape, check.kind, made, 0);
  if (!sights) return undefined;
  const shapes = sights.map((sight) => {
    const checks: Check[] = sight.claims.map((literal) => asCheck(literal));
    if (!sight.all) checks.push(unseen(check, sight));
    return madeShape(shape, checks, made);
  });
  return { kind: 'any', keyword: check.keyword, at: check.at, shapes };
}

function madeShape({ place }: Shape, checks: readonly Check[], made: Shape[]): Shape {
  const shape: Shape = { id: -1, place, checks, unevaluated: false };
  made.push(shape);
  return shape;
}

function asCheck({ shape, holds }: Literal): Check {
  return { kind: holds ? 'all' : 'not', keyword: 'allOf', at: '', shape };
}

function unseen({ kind, keyword, at, shape }: Unevaluated, { keys, patterns, items }: Sight): Check {
  if (kind === 'unevaluatedItems') return { kind: 'rest', keyword, at, from: items, shape };
  return { kind: 'others', keyword, at, keys: new Set(keys), patterns, shape };
}

type Kind = Unevaluated['kind'];

function sightsOf(shape: Shape, kind: Kind, made: Shape[], depth: number): readonly Sight[] | undefined {
  if (depth > DEEPEST) return undefined;
  let sights: readonly Sight[] = [NOTHING];
  for (const check of shape.checks) {
    // The check that is explained comes after all others; those of schemas inside see to everything that is left.
    if (check.kind === kind && depth === 0) continue;
    const more = sightsOfCheck(shape, check, kind, made, depth);
    if (!more) return undefined;
    sights = combined(sights, more);
    if (sights.length > MOST_SIGHTS) return undefined;
  }
  return sights;
}

function combined(left: readonly Sight[], right: readonly Sight[]): readonly Sight[] {
  const [only] = right;
  if (only === NOTHING && right.length === 1) return left;
  return left.flatMap((a) =>
    right.map((b) => ({
      claims: [...a.claims, ...b.claims],
      keys: [...a.keys, ...b.keys],
      patterns: [...a.patterns, ...b.patterns],
      items: Math.max(a.items, b.items),
      all: a.all || b.all,
    })),
  );
}

function sightsOfCheck(
  shape: Shape,
  check: Check,
  kind: Kind,
  made: Shape[],
  depth: number,
): readonly Sight[] | undefined {
  switch (check.kind) {
    case 'property':
      return [{ ...NOTHING, keys: [check.key] }];
    case 'matching':
      return [{ ...NOTHING, patterns: [check.pattern] }];
    case 'others':
    case 'unevaluatedProperties':
      return kind === 'unevaluatedProperties' ? [{ ...NOTHING, all: true }] : [NOTHING];
    case 'item':
      return [{ ...NOTHING, items: check.index + 1 }];
    case 'rest':
    case 'unevaluatedItems':
      return kind === 'unevaluatedItems' ? [{ ...NOTHING, all: true }] : [NOTHING];
    case 'contains':
      return kind === 'unevaluatedItems' && check.evaluates !== false ? undefined : [NOTHING];
    case 'opaque':
      return undefined;
    case 'all':
      return sightsOf(check.shape, kind, made, depth + 1);
    case 'one':
    case 'any':
      return sightsOfAlternatives(check, kind, made, depth);
    case 'if':
      return sightsOfCondition(check, kind, made, depth);
    case 'implies': {
      const has = madeShape(shape, [{ kind: 'has', keyword: 'required', at: '', key: check.key }], made);
      return eitherWay(has, sightsOf(check.shape, kind, made, depth + 1), [NOTHING]);
    }
    default:
      return [NOTHING];
  }
}

/** With `oneOf`, which holds itself, one branch that holds says all; with `anyOf` each may hold or not. */
function sightsOfAlternatives(
  { kind: junction, shapes }: Extract<Junction, { readonly kind: 'any' | 'one' }>,
  kind: Kind,
  made: Shape[],
  depth: number,
): readonly Sight[] | undefined {
  let sights: readonly Sight[] = junction === 'one' ? [] : [NOTHING];
  for (const shape of shapes) {
    const inside = sightsOf(shape, kind, made, depth + 1);
    if (!inside) return undefined;
    const held = given(inside, { shape, holds: true });
    if (junction === 'one') sights = [...sights, ...held];
    else if (!seesNothing(inside)) sights = combined(sights, [...held, ...given([NOTHING], { shape, holds: false })]);
    if (sights.length > MOST_SIGHTS) return undefined;
  }
  return seesNothing(sights) ? [NOTHING] : sights;
}

function sightsOfCondition(
  check: Extract<Junction, { readonly kind: 'if' }>,
  kind: Kind,
  made: Shape[],
  depth: number,
): readonly Sight[] | undefined {
  const test = sightsOf(check.test, kind, made, depth + 1);
  const held = sightsOf(check.held, kind, made, depth + 1);
  return eitherWay(check.test, test && held && combined(test, held), sightsOf(check.failed, kind, made, depth + 1));
}

function eitherWay(
  test: Shape,
  yes: readonly Sight[] | undefined,
  no: readonly Sight[] | undefined,
): readonly Sight[] | undefined {
  if (!yes || !no) return undefined;
  if (seesNothing(yes) && seesNothing(no)) return [NOTHING];
  return [...given(yes, { shape: test, holds: true }), ...given(no, { shape: test, holds: false })];
}

function given(sights: readonly Sight[], literal: Literal): readonly Sight[] {
  return sights.map((sight) => ({ ...sight, claims: [literal, ...sight.claims] }));
}

function seesNothing(sights: readonly Sight[]): boolean {
  return sights.every(({ keys, patterns, items, all }) => !all && items === 0 && keys.length + patterns.length === 0);
}
