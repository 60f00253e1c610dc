import {
  ANY,
  ARRAY,
  type Atom,
  type AtomOf,
  type Check,
  isAtom,
  type Junction,
  kindsOf,
  OBJECT,
  type Shape,
} from './shape.js';

/** A shape that must allow a value, or must refuse it. */
export interface Literal {
  readonly shape: Shape;
  readonly holds: boolean;
}

/** A literal, or one check that must or must not be passed. */
export type Claim = Literal | { readonly check: Check; readonly holds: boolean };

/** Several rows of claims, one of which must be true. */
export interface Choice {
  readonly rows: readonly (readonly Claim[])[];
  /** The shape of which the choice says that it refuses the value. */
  readonly refusing?: Shape;
}

/** What is known of a value on one way through the alternatives: a superset of the values that are meant. */
export interface Branch {
  /** The kinds of values that are still possible. */
  mask: number;
  /** Literals by `codeOf`. */
  readonly seen: Set<number>;
  /** Shapes with something to say of their own that allow the value. */
  readonly allowing: Shape[];
  readonly passed: Atom[];
  readonly failed: Atom[];
  choices: Choice[];
}

/** How deep schemas may stand in each other before what they say is left out, which only makes an answer less sure. */
const DEEPEST = 300;

/** A number for a literal; the opposite literal differs in the last bit. */
export function codeOf({ shape, holds }: Literal): number {
  return shape.id * 2 + (holds ? 0 : 1);
}

/** Nothing known yet. */
export function newBranch(): Branch {
  return { mask: ANY, seen: new Set(), allowing: [], passed: [], failed: [], choices: [] };
}

/** The same knowledge, to go on with in another direction. */
export function copyBranch({ mask, seen, allowing, passed, failed, choices }: Branch): Branch {
  return {
    mask,
    seen: new Set(seen),
    allowing: allowing.slice(),
    passed: passed.slice(),
    failed: failed.slice(),
    choices: choices.slice(),
  };
}

/** Adds a claim; false where no value is left. */
export function claim(branch: Branch, added: Claim, depth = 0): boolean {
  if ('check' in added) return addCheck(branch, added.check, added.holds, depth);
  return addLiteral(branch, added, depth);
}

function addLiteral(branch: Branch, literal: Literal, depth: number): boolean {
  const code = codeOf(literal);
  if (branch.seen.has(code ^ 1)) return false;
  if (branch.seen.has(code) || depth > DEEPEST) return true;
  branch.seen.add(code);
  const { checks } = literal.shape;
  if (literal.holds) {
    if (checks.length > 1 && checks.some(isAtom)) branch.allowing.push(literal.shape);
    for (const check of checks) if (!addCheck(branch, check, true, depth)) return false;
    return true;
  }
  const [first] = checks;
  if (!first) return false;
  if (checks.length === 1) return addCheck(branch, first, false, depth);
  branch.choices.push({ rows: checks.map((check) => [{ check, holds: false }]), refusing: literal.shape });
  return true;
}

function addCheck(branch: Branch, check: Check, holds: boolean, depth: number): boolean {
  switch (check.kind) {
    case 'type':
      branch.mask &= holds ? check.mask : ~check.mask;
      return branch.mask !== 0;
    case 'all':
      return addLiteral(branch, { shape: check.shape, holds }, depth + 1);
    case 'not':
      return addLiteral(branch, { shape: check.shape, holds: !holds }, depth + 1);
    case 'any':
      if (!holds) return check.shapes.every((shape) => addLiteral(branch, { shape, holds: false }, depth + 1));
      return addChoice(
        branch,
        check.shapes.map((shape) => [{ shape, holds: true }]),
      );
    case 'one':
      return addChoice(branch, holds ? oneOfThem(check.shapes) : noneOrTwo(check.shapes));
    case 'if':
      return addChoice(branch, [
        [
          { shape: check.test, holds: true },
          { shape: check.held, holds },
        ],
        [
          { shape: check.test, holds: false },
          { shape: check.failed, holds },
        ],
      ]);
    case 'needs':
    case 'implies':
      return addDependency(branch, check, holds, depth);
    case 'unevaluatedProperties':
    case 'unevaluatedItems':
      if (check.means) return addCheck(branch, check.means, holds, depth + 1);
      // What is looked at depends on the value; a witness is checked against the keyword, a proof goes without it.
      if (!holds) branch.mask &= check.kind === 'unevaluatedItems' ? ARRAY : OBJECT;
      return branch.mask !== 0;
    case 'opaque':
      return true;
    default:
      return addAtom(branch, check, holds);
  }
}

function addAtom(branch: Branch, atom: Atom, holds: boolean): boolean {
  const kinds = kindsOf(atom);
  if (!holds) branch.mask &= kinds;
  else if ((branch.mask & kinds) === 0) return true;
  (holds ? branch.passed : branch.failed).push(atom);
  return branch.mask !== 0;
}

function addChoice(branch: Branch, rows: Choice['rows']): boolean {
  branch.choices.push({ rows });
  return rows.length > 0;
}

function oneOfThem(shapes: readonly Shape[]): Choice['rows'] {
  return shapes.map((chosen) => shapes.map((shape) => ({ shape, holds: shape === chosen })));
}

function noneOrTwo(shapes: readonly Shape[]): Choice['rows'] {
  const choice: Claim[][] = [shapes.map((shape) => ({ shape, holds: false }))];
  for (const [at, first] of shapes.entries()) {
    for (const second of shapes.slice(at + 1)) {
      choice.push([
        { shape: first, holds: true },
        { shape: second, holds: true },
      ]);
    }
  }
  return choice;
}

function addDependency(
  branch: Branch,
  check: Extract<Junction, { kind: 'needs' | 'implies' }>,
  holds: boolean,
  depth: number,
): boolean {
  const has = hasKey(check.key);
  const rest: readonly Claim[] =
    check.kind === 'implies'
      ? [{ shape: check.shape, holds }]
      : check.keys.map((key): Claim => ({ check: hasKey(key), holds }));
  if (holds) {
    if ((branch.mask & OBJECT) === 0) return true;
    const other: Check = { kind: 'type', keyword: 'type', at: '', mask: ANY & ~OBJECT };
    return addChoice(branch, [[{ check: other, holds: true }], [{ check: has, holds: false }], rest]);
  }
  branch.mask &= OBJECT;
  if (branch.mask === 0 || !addCheck(branch, has, true, depth)) return false;
  if (check.kind === 'implies') return rest.every((part) => claim(branch, part, depth + 1));
  return addChoice(
    branch,
    rest.map((part) => [part]),
  );
}

function hasKey(key: string): AtomOf<'has'> {
  return { kind: 'has', keyword: 'required', at: '', key };
}

/** The kinds of values that a shape may allow, as far as its own `type` says it. */
function kindsAllowed(shape: Shape): number {
  let mask = ANY;
  for (const check of shape.checks) {
    if (check.kind === 'type') mask &= check.mask;
    else if (check.kind === 'all' && check.shape.checks.length === 1) {
      const [only] = check.shape.checks;
      if (only?.kind === 'type') mask &= only.mask;
    }
  }
  return mask;
}

/** Whether a row of claims is not plainly impossible on a branch. */
export function isPossible(branch: Branch, claims: readonly Claim[]): boolean {
  for (const part of claims) {
    if ('shape' in part) {
      if (branch.seen.has(codeOf(part) ^ 1)) return false;
      if (part.holds ? (kindsAllowed(part.shape) & branch.mask) === 0 : part.shape.checks.length === 0) return false;
    } else if (part.check.kind === 'type') {
      if (((part.holds ? part.check.mask : ~part.check.mask) & branch.mask) === 0) return false;
    } else if (!part.holds && (kindsThatMayFail(part.check) & branch.mask) === 0) return false;
  }
  return true;
}

/** Whether all claims are known already. */
export function isKnown(branch: Branch, claims: readonly Claim[]): boolean {
  return claims.every((part) => 'shape' in part && branch.seen.has(codeOf(part)));
}

function kindsThatMayFail(check: Check): number {
  switch (check.kind) {
    case 'type':
      return ANY & ~check.mask;
    case 'all':
    case 'not':
    case 'any':
    case 'one':
    case 'if':
    case 'opaque':
      return ANY;
    case 'needs':
    case 'implies':
    case 'unevaluatedProperties':
      return OBJECT;
    case 'unevaluatedItems':
      return ARRAY;
    default:
      return kindsOf(check);
  }
}
