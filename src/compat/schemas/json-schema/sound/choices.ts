import { type Branch, type Choice, type Claim, claim, isKnown, isPossible, type Literal } from './branch.js';
import type { Outcome } from './outcome.js';
import type { Shape } from './shape.js';

type Solve = (literals: readonly Literal[]) => Outcome;

/** Up to so many choices with so few rows are gone through at once, which is cheaper than to look for short cuts. */
const FEW_CHOICES = 1;
const FEW_ROWS = 8;

/**
 * Leaves out what two shapes alone decide: an alternative of a union mostly excludes all alternatives but one of another.
 * False where no value is left.
 */
export function refine(solve: Solve, branch: Branch): boolean {
  const { choices, allowing } = branch;
  if (choices.length <= FEW_CHOICES && choices.every(({ rows }) => rows.length <= FEW_ROWS)) return true;
  const left: Choice[] = [];
  for (const choice of choices) {
    const { refusing } = choice;
    if (refusing && allowing.some((shape) => isWithin(solve, shape, refusing))) return false;
    if (refusing && allowing.some((shape) => areApart(solve, shape, refusing))) continue;
    const rows = choice.rows.filter((row) => !isExcluded(solve, allowing, row));
    if (rows.length === 0) return false;
    left.push(rows.length === choice.rows.length ? choice : { ...choice, rows });
  }
  branch.choices = left;
  return true;
}

function isWithin(solve: Solve, inner: Shape, outer: Shape): boolean {
  return (
    solve([
      { shape: inner, holds: true },
      { shape: outer, holds: false },
    ]).kind === 'none'
  );
}

function areApart(solve: Solve, first: Shape, second: Shape): boolean {
  return (
    solve([
      { shape: first, holds: true },
      { shape: second, holds: true },
    ]).kind === 'none'
  );
}

/** Whether two shapes that would both have to allow the value exclude each other. */
function isExcluded(solve: Solve, allowing: readonly Shape[], row: readonly Claim[]): boolean {
  const shapes = row.flatMap((part) =>
    'shape' in part && part.holds && part.shape.checks.length > 1 ? [part.shape] : [],
  );
  return shapes.some(
    (shape, index) =>
      allowing.some((other) => areApart(solve, other, shape)) ||
      shapes.slice(index + 1).some((other) => areApart(solve, other, shape)),
  );
}

/** The choice with the fewest rows that are left, taken off the branch; those with one row are made at once. */
export function nextChoice(branch: Branch): Choice | 'closed' | undefined {
  for (;;) {
    const choices = branch.choices;
    const left: Choice[] = [];
    let best: Choice | undefined;
    let made = false;
    branch.choices = [];
    for (const choice of choices) {
      if (choice.rows.some((row) => isKnown(branch, row))) continue;
      const rows = choice.rows.filter((row) => isPossible(branch, row));
      const [only] = rows;
      if (!only) return 'closed';
      if (rows.length === 1) {
        made = true;
        if (!only.every((part) => claim(branch, part))) return 'closed';
      } else {
        const open = { ...choice, rows };
        left.push(open);
        if (!best || isBetter(open, best)) best = open;
      }
    }
    // What has been made may have brought new choices, and left less to the others.
    branch.choices = made ? [...branch.choices, ...left] : left.filter((choice) => choice !== best);
    if (!made) return best;
  }
}

/** What a value is helps more to leave out what it is not than the other way round; then fewer rows are better. */
function isBetter(one: Choice, other: Choice): boolean {
  if ((one.refusing === undefined) !== (other.refusing === undefined)) return one.refusing === undefined;
  return one.rows.length < other.rows.length;
}
