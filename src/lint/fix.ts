import { applyFixes, type Diagnostic, type Fix } from '../diagnostics/index.js';

/** After this many rounds what is left is left: two fixes may undo each other. */
const MAX_ROUNDS = 10;

export interface FixOptions {
  /** Also apply fixes that need a person's eye. */
  readonly unsafe?: boolean;
  /** Whether a diagnostic is a finding of a rule; errors that are not mean that the text itself is broken. */
  isFinding(diagnostic: Diagnostic): boolean;
}

/** What fixing came to. */
export interface FixResult {
  /** Text of every file, fixed or not. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files whose text changed, in code-unit order. */
  readonly changed: readonly string[];
  readonly applied: readonly Fix[];
  /** Findings whose fix would have broken the text; nothing of it was kept. */
  readonly rejected: readonly Diagnostic[];
  /** What is said about the final texts. */
  readonly remaining: readonly Diagnostic[];
}

interface State {
  readonly texts: ReadonlyMap<string, string>;
  readonly found: readonly Diagnostic[];
}

/**
 * Applies fixes in rounds. A generator, so that it stays pure: it yields texts to be checked and is handed what the
 * check says of them, until no fix is left, or ten rounds have passed. A round that breaks the text is taken back and
 * half of its fixes tried, until the one that breaks it is found and left out.
 */
export function* fixInRounds(
  sources: ReadonlyMap<string, string>,
  options: FixOptions,
): Generator<ReadonlyMap<string, string>, FixResult, readonly Diagnostic[]> {
  let state: State = { texts: sources, found: yield sources };
  const applied: Fix[] = [];
  const rejected = new Map<string, Diagnostic>();
  let size = Number.POSITIVE_INFINITY;
  for (let round = 0; round < MAX_ROUNDS; ) {
    const wanted = state.found.filter((entry) => isWanted(entry, options) && !rejected.has(identityOf(entry)));
    const batch = wanted.slice(0, size);
    const result = applyFixes(
      batch.flatMap((entry) => entry.fix ?? []),
      state.texts,
    );
    const texts = new Map([...state.texts, ...result.changed]);
    if (![...result.changed].some(([file, text]) => text !== state.texts.get(file))) break;
    const found = yield texts;
    if (!isBroken(state.found, found, options)) {
      state = { texts, found };
      applied.push(...result.applied);
      round++;
    } else if (batch.length > 1) size = Math.ceil(batch.length / 2);
    else {
      for (const entry of batch) rejected.set(identityOf(entry), entry);
      size = Number.POSITIVE_INFINITY;
    }
  }
  const changed = [...state.texts.keys()].filter((file) => state.texts.get(file) !== sources.get(file)).sort();
  return { texts: state.texts, changed, applied, rejected: [...rejected.values()], remaining: state.found };
}

function isWanted({ fix }: Diagnostic, options: FixOptions): boolean {
  return fix !== undefined && fix.edits.length > 0 && (fix.safety === 'safe' || options.unsafe === true);
}

/** Survives edits elsewhere in the file: no offsets. */
function identityOf({ code, message, span }: Diagnostic): string {
  return JSON.stringify([code, span?.file, message]);
}

/** Whether there are errors now, not of rules, that were not there before. */
function isBroken(before: readonly Diagnostic[], after: readonly Diagnostic[], options: FixOptions): boolean {
  const counts = new Map<string, number>();
  const errors = (found: readonly Diagnostic[]) =>
    found.filter((entry) => entry.severity === 'error' && !options.isFinding(entry)).map(identityOf);
  for (const id of errors(before)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return errors(after).some((id) => {
    const left = (counts.get(id) ?? 0) - 1;
    counts.set(id, left);
    return left < 0;
  });
}
