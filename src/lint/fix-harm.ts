import type { Diagnostic, Span } from '../diagnostics/index.js';
import { addTo, counted, push } from '../model/grouped.js';
import { keyOf, keyText } from './finding-key.js';

/** How to tell findings of rules from errors that mean that the text itself is broken. */
export type IsFinding = (diagnostic: Diagnostic) => boolean;

/**
 * What is wrong after a repair and was not before: errors of the text itself, and findings of rules. A rule that finds as
 * much in a definition as before, only with other names or numbers, finds nothing new there.
 */
export function newProblems(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  isFinding: IsFinding,
): readonly Diagnostic[] {
  const facts = (entry: Diagnostic) => (isFinding(entry) ? subjectOf(entry) : identityOf(entry));
  const known = counted(before.map(facts));
  return after.filter((entry) => {
    if (!isFinding(entry) && entry.severity !== 'error') return false;
    const left = (known.get(facts(entry)) ?? 0) - 1;
    known.set(facts(entry), left);
    return left < 0;
  });
}

function subjectOf(entry: Diagnostic): string {
  return entry.element === undefined ? keyText(keyOf(entry)) : JSON.stringify([entry.code, entry.element]);
}

/** Survives edits elsewhere in the file: no offsets. */
export function identityOf({ code, message, span }: Diagnostic): string {
  return JSON.stringify([code, span?.file, message]);
}

/** Those of the repaired findings whose repair may be to blame for new problems: it wrote there, or about the same definition. */
export function suspectsOf(repaired: readonly Diagnostic[], problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const elements = elementsOf(problems);
  const written = writtenSpans(repaired);
  return repaired.filter((entry) => {
    if (subjectsOf(entry).some((subject) => elements.has(subject))) return true;
    return (written.get(entry) ?? []).some((span) =>
      problems.some((problem) => problem.span && touches(span, problem.span)),
    );
  });
}

/** Those that alone of all repaired findings are about a definition with a new problem: nobody else can be to blame. */
export function culpritsOf(repaired: readonly Diagnostic[], problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const elements = elementsOf(problems);
  const about = new Map<string, Set<Diagnostic>>();
  for (const entry of repaired) {
    for (const subject of subjectsOf(entry)) {
      if (elements.has(subject)) addTo(about, subject, entry);
    }
  }
  return [...new Set([...about.values()].flatMap((entries) => (entries.size === 1 ? [...entries] : [])))];
}

/** Names of the definitions that findings are about. */
function elementsOf(found: readonly Diagnostic[]): ReadonlySet<string> {
  return new Set(found.flatMap(({ element }) => (element === undefined ? [] : nameOf(element))));
}

/** The definition that was repaired, and all words that the repair writes: names of new definitions among them. */
function subjectsOf({ element, fix }: Diagnostic): readonly string[] {
  const words = (fix?.edits ?? []).flatMap(({ text }) => text.match(/[\w.-]+/g) ?? []);
  return element === undefined ? words : [nameOf(element), ...words];
}

function nameOf(element: string): string {
  return element.slice(element.indexOf(' ') + 1);
}

/** Where the edits of each finding's repair stand in the repaired text. */
function writtenSpans(repaired: readonly Diagnostic[]): ReadonlyMap<Diagnostic, readonly Span[]> {
  const edits = repaired.flatMap((entry) => (entry.fix?.edits ?? []).map((edit) => ({ entry, edit })));
  edits.sort((a, b) => a.edit.span.start - b.edit.span.start);
  const shifts = new Map<string, number>();
  const written = new Map<Diagnostic, Span[]>();
  for (const { entry, edit } of edits) {
    const { file, start, end } = edit.span;
    const shift = shifts.get(file) ?? 0;
    push(written, entry, { file, start: start + shift, end: start + shift + edit.text.length });
    shifts.set(file, shift + edit.text.length - (end - start));
  }
  return written;
}

function touches(a: Span, b: Span): boolean {
  return a.file === b.file && a.start <= b.end && b.start <= a.end;
}
