import type { JsonValue } from '../../../../model/index.js';
import { type Branch, claim, codeOf, copyBranch, isPossible, type Literal, newBranch } from './branch.js';
import { nextChoice, refine } from './choices.js';
import { allows } from './evaluate.js';
import type { Identities } from './identify.js';
import { NONE, type Outcome, unknown } from './outcome.js';
import { proposeValues } from './propose.js';
import { type AtomOf, BOOLEAN, INTEGER, NULL, POINT } from './shape.js';
import type { Truth } from './truth.js';

/** A goal that is being worked at. */
interface Frame {
  readonly depth: number;
  /** How many members deep it looks into the value. */
  readonly level: number;
  /** The lowest depth of a goal whose emptiness was assumed on the way. */
  lowest: number;
  /** Answers found on the way that hold only if that assumption does. */
  readonly assumed: string[];
}

/** The state of one comparison. */
export interface Solver {
  readonly ids: Identities;
  readonly answers: Map<string, Outcome>;
  /** Answers that rest on the emptiness of a goal at this depth, which is still worked at. */
  readonly provisional: Map<string, number>;
  readonly open: Map<string, Frame>;
  readonly frames: Frame[];
  /** How many branches may still be looked at. */
  left: number;
  /** How many members deep the goal that is worked at looks into the value. */
  level: number;
  /** How many branches stand in each other now. */
  nesting: number;
}

const MOST_BRANCHES = 8_000;
const DEEPEST = 60;
const MOST_NESTED = 400;
const DEAR = 200;
const DEAREST = 25;
/** What it costs to ask, even where the answer is known. */
const QUESTION = 0.01;
const TOO_MANY = 'the schemas have too many alternatives';

/** A solver that knows nothing yet. */
export function newSolver(ids: Identities): Solver {
  return {
    ids,
    answers: new Map(),
    provisional: new Map(),
    open: new Map(),
    frames: [],
    left: MOST_BRANCHES,
    level: 0,
    nesting: 0,
  };
}

/**
 * Looks for a value that all literals are true of. A goal that leads back to itself from inside a value is empty
 * on that way: of its values the one with the fewest levels has none of its kind inside.
 */
export function solve(solver: Solver, literals: readonly Literal[]): Outcome {
  const goal = normalised(literals);
  if (!goal) return NONE;
  solver.left -= QUESTION;
  const key = goal.map(codeOf).join();
  const known = solver.answers.get(key);
  if (known) {
    dependOn(solver, solver.provisional.get(key));
    return known;
  }
  const open = solver.open.get(key);
  if (open) {
    if (open.level === solver.level) return unknown('a schema refers to itself for the same value');
    dependOn(solver, open.depth);
    return NONE;
  }
  if (solver.left <= 0) return unknown(TOO_MANY);
  if (solver.frames.length > DEEPEST) return unknown('the schemas are nested too deeply');
  return work(solver, key, goal);
}

/** Looks for a value of a member. */
function solveInside(solver: Solver, literals: readonly Literal[]): Outcome {
  solver.level++;
  const outcome = solve(solver, literals);
  solver.level--;
  return outcome;
}

/** Whether no more branches will be looked at, so that every further answer would be that nobody knows. */
export function isTired(solver: Solver): boolean {
  return solver.left <= 0;
}

function dependOn(solver: Solver, depth: number | undefined): void {
  const top = solver.frames.at(-1);
  if (top && depth !== undefined && depth < top.lowest) top.lowest = depth;
}

/** The literals in order, each once, without those that say nothing; undefined where they contradict each other. */
function normalised(literals: readonly Literal[]): readonly Literal[] | undefined {
  const sorted = literals.filter(({ shape, holds }) => !holds || shape.checks.length > 0);
  sorted.sort((a, b) => codeOf(a) - codeOf(b));
  const kept: Literal[] = [];
  for (const literal of sorted) {
    const last = kept.at(-1);
    if (last && last.shape.id === literal.shape.id) {
      if (last.holds !== literal.holds) return undefined;
    } else kept.push(literal);
  }
  return kept;
}

function work(solver: Solver, key: string, goal: readonly Literal[]): Outcome {
  const depth = solver.frames.length;
  const frame: Frame = { depth, level: solver.level, lowest: depth, assumed: [] };
  solver.frames.push(frame);
  solver.open.set(key, frame);
  const outcome = closesByPair(solver, goal) ? NONE : search(solver, goal);
  solver.frames.pop();
  solver.open.delete(key);
  remember(solver, key, frame, outcome);
  return outcome;
}

function remember(solver: Solver, key: string, frame: Frame, outcome: Outcome): void {
  solver.answers.set(key, outcome);
  if (outcome.kind !== 'none') {
    for (const answer of frame.assumed) {
      solver.answers.delete(answer);
      solver.provisional.delete(answer);
    }
    return;
  }
  if (frame.lowest >= frame.depth) {
    for (const answer of frame.assumed) solver.provisional.delete(answer);
    return;
  }
  const above = solver.frames.at(-1);
  frame.assumed.push(key);
  for (const answer of frame.assumed) {
    solver.provisional.set(answer, frame.lowest);
    above?.assumed.push(answer);
  }
  dependOn(solver, frame.lowest);
}

/** Whether two of several literals alone already contradict each other, as `is an A` and `is no B` do where each A is a B. */
function closesByPair(solver: Solver, goal: readonly Literal[]): boolean {
  if (goal.length < 3 || goal.length > 40) return false;
  for (const wanted of goal) {
    if (!wanted.holds) continue;
    for (const unwanted of goal) {
      if (unwanted.holds || solver.left <= 0) continue;
      if (solve(solver, [wanted, unwanted]).kind === 'none') return true;
    }
  }
  return false;
}

function search(solver: Solver, goal: readonly Literal[]): Outcome {
  const branch = newBranch();
  for (const literal of goal) if (!claim(branch, literal)) return NONE;
  return follow(solver, goal, branch);
}

function follow(solver: Solver, goal: readonly Literal[], branch: Branch): Outcome {
  // Wide schemas make each branch dearer.
  solver.left -= 1 + Math.floor(branch.passed.length / DEAR + branch.choices.length / DEAREST);
  if (solver.left <= 0 || solver.nesting > MOST_NESTED) return unknown(TOO_MANY);
  solver.nesting++;
  const outcome = followFurther(solver, goal, branch);
  solver.nesting--;
  return outcome;
}

function followFurther(solver: Solver, goal: readonly Literal[], branch: Branch): Outcome {
  const values = fewValues(branch);
  if (values) return fromValues(goal, values, true);
  if (!refine((literals) => solve(solver, literals), branch)) return NONE;
  const choice = nextChoice(branch);
  if (choice === 'closed') return NONE;
  if (!choice) {
    const left = fewValues(branch);
    return left ? fromValues(goal, left, true) : settle(solver, goal, branch);
  }
  let outcome: Outcome = NONE;
  for (const [index, row] of choice.rows.entries()) {
    const next = index === choice.rows.length - 1 ? branch : copyBranch(branch);
    if (!isPossible(next, row) || !row.every((part) => claim(next, part))) continue;
    const found = follow(solver, goal, next);
    if (found.kind === 'some') return found;
    if (found.kind === 'unknown') outcome = found;
  }
  return outcome;
}

/** All values of a branch where they are few and known. */
function fewValues({ passed, mask }: Branch): readonly JsonValue[] | undefined {
  const listed = passed.find((atom): atom is AtomOf<'values'> => atom.kind === 'values');
  if (listed) return listed.values;
  if ((mask & ~(NULL | BOOLEAN)) !== 0) return undefined;
  return [...((mask & NULL) !== 0 ? [null] : []), ...((mask & BOOLEAN) !== 0 ? [true, false] : [])];
}

/** The first of some values that meets the goal. `complete`: no other value can. */
function fromValues(goal: readonly Literal[], values: readonly JsonValue[], complete: boolean, why?: string): Outcome {
  let sure = complete;
  for (const value of values) {
    const truth = meets(goal, value);
    if (truth) return { kind: 'some', value };
    if (truth === undefined) sure = false;
  }
  return sure ? NONE : unknown(why ?? 'what a keyword says of a value cannot be told');
}

/** Whether all literals are true of a value; undefined where that cannot be told. */
export function meets(goal: readonly Literal[], value: JsonValue): Truth {
  let truth: Truth = true;
  for (const { shape, holds } of goal) {
    const allowed = allows(shape, value);
    if (allowed === undefined) truth = undefined;
    else if (allowed !== holds) return false;
  }
  return truth;
}

function settle(solver: Solver, goal: readonly Literal[], branch: Branch): Outcome {
  let outcome: Outcome = NONE;
  for (let kind = 1; kind <= branch.mask; kind *= 2) {
    if ((branch.mask & kind) === 0) continue;
    // Only `type` tells `1.0` from `1`: what holds of the one holds of the other.
    if (kind === POINT && (branch.mask & INTEGER) !== 0) continue;
    const proposal = proposeValues(
      { solve: (literals) => solveInside(solver, literals), ids: solver.ids, branch },
      kind,
    );
    if (proposal.kind === 'none') continue;
    const found =
      proposal.kind === 'unknown'
        ? unknown(proposal.why)
        : fromValues(goal, proposal.values, proposal.complete, proposal.why);
    if (found.kind === 'some') return found;
    if (found.kind === 'unknown') outcome = found;
  }
  return outcome;
}
