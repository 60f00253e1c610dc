import { createLineMap, type LineMap, type Position, type Span } from '../../diagnostics/index.js';

/** Where a span begins and ends, as people count. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
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
