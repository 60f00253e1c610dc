import type { Span } from '../diagnostics/index.js';
import type { Catalog } from '../model/index.js';

/** A part of a text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The place of a part in the source; where quoting or folding makes the text differ from the source, the whole of it. */
export function spanInside(
  { texts }: Pick<Catalog, 'texts'>,
  span: Span,
  text: string,
  range: TextRange | undefined,
): Span {
  const source = texts.get(span.file)?.slice(span.start, span.end) ?? '';
  const offset = source.indexOf(text);
  if (range === undefined || offset === -1) return span;
  const start = span.start + offset + range.start;
  return { file: span.file, start, end: Math.max(start, span.start + offset + range.end) };
}
