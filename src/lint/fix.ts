import { applyFixes, type Diagnostic, type Fix } from '../diagnostics/index.js';
import { culpritsOf, type IsFinding, identityOf, newProblems, suspectsOf } from './fix-harm.js';

/** After this many rounds what is left is left: two fixes may undo each other. */
const MAX_ROUNDS = 10;

/** Looking for the fixes that do harm ends here; what is still in doubt is left out. */
const MAX_CHECKS = 60;

export interface FixOptions {
  /** Also apply fixes that need a person's eye. */
  readonly unsafe?: boolean;
  /** Whether a diagnostic is a finding of a rule; errors that are not mean that the text itself is broken. */
  readonly isFinding: IsFinding;
}

/** What fixing came to. */
export interface FixResult {
  /** Text of every file, fixed or not. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files whose text changed, in code-unit order. */
  readonly changed: readonly string[];
  readonly applied: readonly Fix[];
  /** Findings whose fix would have broken the text or made another rule fail; nothing of it was kept. */
  readonly rejected: readonly Diagnostic[];
  /** What would have been found then: codes, sorted. */
  readonly harms: readonly string[];
  /** What is said about the final texts. */
  readonly remaining: readonly Diagnostic[];
}

interface State {
  readonly texts: ReadonlyMap<string, string>;
  readonly found: readonly Diagnostic[];
}

/** A course of repairs: what it came to so far. */
interface Course {
  state: State;
  readonly applied: Fix[];
  readonly rejected: Map<string, Diagnostic>;
  readonly harms: Set<string>;
  /** Findings whose fix may do harm: they wait until all others are done, and are then tried in ever smaller groups. */
  readonly doubtful: Set<string>;
  size: number;
}

type Checks<Result> = Generator<ReadonlyMap<string, string>, Result, readonly Diagnostic[]>;

/**
 * Applies fixes in rounds. A generator, so that it stays pure: it yields texts to be checked and is handed what the check
 * says of them, until no fix is left, or ten rounds have passed. A round that breaks the text, or makes a rule find what it
 * did not find before, is taken back, and the fixes that do it are left out. What a further fix would repair is let pass
 * until it turns out that it stays; then all is done again without that patience.
 */
export function* fixInRounds(sources: ReadonlyMap<string, string>, options: FixOptions): Checks<FixResult> {
  const start: State = { texts: sources, found: yield sources };
  const patient = yield* repair(start, options, true);
  const stays = newProblems(start.found, patient.state.found, options.isFinding);
  const { state, applied, rejected, harms } = stays.length === 0 ? patient : yield* repair(start, options, false);
  const changed = [...state.texts.keys()].filter((file) => state.texts.get(file) !== sources.get(file)).sort();
  return {
    texts: state.texts,
    changed,
    applied,
    rejected: [...rejected.values()],
    harms: [...harms].sort(),
    remaining: state.found,
  };
}

function* repair(start: State, options: FixOptions, patient: boolean): Checks<Course> {
  const course: Course = {
    state: start,
    applied: [],
    rejected: new Map(),
    harms: new Set(),
    doubtful: new Set(),
    size: Number.POSITIVE_INFINITY,
  };
  let checks = 0;
  for (let round = 0; round < MAX_ROUNDS && checks < MAX_CHECKS; checks++) {
    const { texts, found: before } = course.state;
    const batch = nextBatch(course, options);
    const { changed, applied } = applyFixes(
      batch.flatMap((entry) => entry.fix ?? []),
      texts,
    );
    const after = new Map([...texts, ...changed]);
    if (![...changed].some(([file, text]) => text !== texts.get(file))) break;
    const found = yield after;
    const problems = newProblems(before, found, options.isFinding).filter(
      (problem) => !patient || !isWanted(problem, options),
    );
    if (problems.length > 0) doubt(course, batch, applied, problems);
    else {
      course.state = { texts: after, found };
      course.applied.push(...applied);
      if (course.size === Number.POSITIVE_INFINITY) round++;
    }
  }
  if (checks === MAX_CHECKS)
    for (const entry of nextBatch(course, options)) course.rejected.set(identityOf(entry), entry);
  return course;
}

/** The findings to repair next: those in doubt only when no others are left. */
function nextBatch({ state, rejected, doubtful, size }: Course, options: FixOptions): readonly Diagnostic[] {
  const wanted = state.found.filter((entry) => isWanted(entry, options) && !rejected.has(identityOf(entry)));
  const sound = wanted.filter((entry) => !doubtful.has(identityOf(entry)));
  return (sound.length > 0 ? sound : wanted).slice(0, size);
}

/** Narrows down whose fix does harm: by what the problems are about, then by halves, until it is a single one. */
function doubt(
  course: Course,
  batch: readonly Diagnostic[],
  applied: readonly Fix[],
  problems: readonly Diagnostic[],
): void {
  const done = new Set(applied);
  const tried = batch.filter(({ fix }) => fix && done.has(fix));
  const suspects = suspectsOf(tried, problems);
  const isNews = suspects.some((entry) => !course.doubtful.has(identityOf(entry)));
  if (tried.length > 1 && isNews && suspects.length < tried.length) {
    for (const entry of suspects) course.doubtful.add(identityOf(entry));
    return;
  }
  const culprits = tried.length === 1 ? tried : culpritsOf(tried, problems);
  if (culprits.length === 0) {
    course.size = Math.ceil(tried.length / 2);
    return;
  }
  for (const entry of culprits) course.rejected.set(identityOf(entry), entry);
  for (const { code } of problems) course.harms.add(code);
  course.size = Number.POSITIVE_INFINITY;
}

function isWanted({ fix }: Diagnostic, options: FixOptions): boolean {
  return fix !== undefined && fix.edits.length > 0 && (fix.safety === 'safe' || options.unsafe === true);
}
