import type { Diagnostic, Severity } from '../../diagnostics/index.js';
import { joinPath } from '../paths.js';
import { createPlaces, placeOf, type Range } from './places.js';
import type { Render } from './reporter.js';
import { worstFirst } from './summary.js';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands of GitHub Actions: annotations on the changed lines, with the rule as title. */
export const renderGithub: Render = (diagnostics, sources, options) => {
  const rangeOf = createPlaces(sources);
  const spotOf = placeOf(sources, options.base);
  return worstFirst(diagnostics)
    .map((diagnostic) => {
      const properties = [...propertiesOf(diagnostic, options.base, rangeOf), ['title', diagnostic.code] as const];
      const list = properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(',');
      return `::${COMMANDS[diagnostic.severity]} ${list}::${escapeData(textOf(diagnostic, spotOf))}\n`;
    })
    .join('');
};

function propertiesOf({ span }: Diagnostic, base: string, rangeOf: (span: NonNullable<Diagnostic['span']>) => Range) {
  if (!span) return [];
  const { start, end } = rangeOf(span);
  const file = [['file', joinPath(base, span.file)] as const, ['line', String(start.line)] as const];
  // Columns are only understood within one line.
  if (start.line !== end.line) return [...file, ['endLine', String(end.line)] as const];
  const endColumn = Math.max(start.column, end.column - 1);
  return [...file, ['col', String(start.column)] as const, ['endColumn', String(endColumn)] as const];
}

function textOf({ message, help, note, labels = [] }: Diagnostic, spotOf: ReturnType<typeof placeOf>): string {
  const seconds = labels.map((label) => {
    const { file, line } = spotOf(label.span);
    return `also: ${file}:${line}: ${label.text}`;
  });
  return [
    message,
    ...(help === undefined ? [] : [`help: ${help}`]),
    ...(note === undefined ? [] : [note]),
    ...seconds,
  ].join('\n');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
