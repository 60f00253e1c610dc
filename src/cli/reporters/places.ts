import { createLineMap, type LineMap, type Position, type Span } from '../../diagnostics/index.js';
import { SETTINGS_FILE } from '../../language/find-catalog.js';
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

/** Where a finding begins, for formats that know lines alone; `file` is as seen from where the command runs. */
export interface Spot {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

/** Tells where findings begin. What is about no file is shown at the top of the settings: these formats ask for a place. */
export function placeOf(sources: ReadonlyMap<string, string>, base: string): (span: Span | undefined) => Spot {
  const rangeOf = createPlaces(sources);
  return (span) => {
    if (!span) return { file: joinPath(base, SETTINGS_FILE), line: 1, column: 1, endLine: 1 };
    const { start, end } = rangeOf(span);
    return { file: joinPath(base, span.file), line: start.line, column: start.column, endLine: end.line };
  };
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
