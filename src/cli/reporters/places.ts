import { createLineMap, type LineMap, type Position, type Span } from '../../diagnostics/index.js';
import { joinPath } from '../paths.js';

/** Where a span begins and ends, as people count. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A stretch of a file as the JSON reports tell it; `file` is as seen from where the command runs. */
export interface JsonPlace {
  readonly file: string;
  readonly start: Position & { readonly offset: number };
  readonly end: Position & { readonly offset: number };
}

/** Tells places of the catalog in the folder `base` for JSON. */
export function createJsonPlaces(sources: ReadonlyMap<string, string>, base: string): (span: Span) => JsonPlace {
  const rangeOf = createPlaces(sources);
  return (span) => ({
    file: joinPath(base, span.file),
    start: { ...rangeOf(span).start, offset: span.start },
    end: { ...rangeOf(span).end, offset: span.end },
  });
}

/** Finds lines and columns in `sources`; each file is measured once. A file without text has only a beginning. */
export function createPlaces(sources: ReadonlyMap<string, string>): (span: Span) => Range {
  const maps = new Map<string, LineMap>();
  return (span) => {
    const map = maps.get(span.file) ?? createLineMap(sources.get(span.file) ?? '');
    maps.set(span.file, map);
    return { start: map.positionAt(span.start), end: map.positionAt(span.end) };
  };
}
