import type { Diagnostic } from '../../diagnostics/index.js';
import { placeOf, type Spot } from './places.js';
import type { Render } from './reporter.js';
import { xmlAttributes } from './xml.js';

/** Checkstyle's XML, which many servers read: each file with its findings. */
export const renderCheckstyle: Render = (diagnostics, sources, options) => {
  const spotOf = placeOf(sources, options.base);
  const files = new Map<string, string[]>();
  for (const diagnostic of diagnostics) {
    const spot = spotOf(diagnostic.span);
    const lines = files.get(spot.file) ?? [];
    files.set(spot.file, lines);
    lines.push(errorOf(diagnostic, spot));
  }
  const body = [...files].map(([name, lines]) => `  <file${xmlAttributes({ name })}>\n${lines.join('')}  </file>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n${body.join('')}</checkstyle>\n`;
};

function errorOf({ code, severity, message, help }: Diagnostic, { line, column }: Spot): string {
  const text = help === undefined ? message : `${message} ${help}`;
  return `    <error${xmlAttributes({ line, column, severity, message: text, source: `sagac.${code}` })}/>\n`;
}
