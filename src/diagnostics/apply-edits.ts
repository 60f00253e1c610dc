import type { Fix, TextEdit } from './diagnostic.js';

/** What came of applying fixes once: fixes that overlap an earlier one wait for the next round. */
export interface AppliedFixes {
  /** New text per file that changed. */
  readonly changed: ReadonlyMap<string, string>;
  readonly applied: readonly Fix[];
  readonly deferred: readonly Fix[];
}

/** Applies each fix wholly or not at all, in the given order; the first of two overlapping fixes wins. */
export function applyFixes(fixes: readonly Fix[], sources: ReadonlyMap<string, string>): AppliedFixes {
  const taken = new Map<string, TextEdit[]>();
  const applied: Fix[] = [];
  const deferred: Fix[] = [];
  for (const fix of fixes) {
    const clashes = fix.edits.some((edit) => (taken.get(edit.span.file) ?? []).some((other) => overlaps(edit, other)));
    if (clashes) {
      deferred.push(fix);
      continue;
    }
    applied.push(fix);
    for (const edit of fix.edits) {
      const list = taken.get(edit.span.file);
      if (list) list.push(edit);
      else taken.set(edit.span.file, [edit]);
    }
  }
  const changed = new Map<string, string>();
  for (const [file, edits] of taken) changed.set(file, applyEdits(sources.get(file) ?? '', edits));
  return { changed, applied, deferred };
}

/** Applies edits that do not overlap; edits at the same offset keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.map((edit, index) => ({ edit, index }));
  ordered.sort((a, b) => a.edit.span.start - b.edit.span.start || a.index - b.index);
  let result = '';
  let at = 0;
  for (const { edit } of ordered) {
    result += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return result + text.slice(at);
}

/** Two insertions at one place count as an overlap: which comes first would be chance. */
function overlaps(a: TextEdit, b: TextEdit): boolean {
  if (a.span.start === b.span.start) return true;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}
