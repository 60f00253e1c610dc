/** A stretch of text in one file: UTF-16 offsets, `end` exclusive, `file` relative to the catalog with `/`. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A 1-based line and column, computed only when something is printed. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function spanAt(file: string, start: number, end: number = start): Span {
  return { file, start, end };
}

/** Whether one stretch lies within another. */
export function covers(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}
