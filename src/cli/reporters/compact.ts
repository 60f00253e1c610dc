import { type Diagnostic, printable, printableLine } from '../../diagnostics/index.js';
import { joinPath } from '../paths.js';
import { createPlaces, type Range } from './places.js';
import type { Render } from './reporter.js';

/** One line a finding: `file:line:column: severity: message [id]`. */
export const renderCompact: Render = (diagnostics, sources, options) => {
  const rangeOf = createPlaces(sources);
  const lines = diagnostics.map((diagnostic) => {
    const place = placeText(diagnostic, options.base, diagnostic.span && rangeOf(diagnostic.span));
    const message = printable(diagnostic.message).replaceAll('\n', ' ');
    return `${place}: ${diagnostic.severity}: ${message} [${diagnostic.code}]\n`;
  });
  return lines.join('');
};

function placeText({ span }: Diagnostic, base: string, range: Range | undefined): string {
  if (!span || !range) return base === '' ? '.' : base;
  return `${printableLine(joinPath(base, span.file))}:${range.start.line}:${range.start.column}`;
}
