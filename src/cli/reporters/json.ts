import type { Diagnostic, Fix, Span } from '../../diagnostics/index.js';
import { joinPath } from '../paths.js';
import { createPlaces } from './places.js';
import type { Render } from './reporter.js';
import { countFindings } from './summary.js';

/** The report as `schemas/lint-report.schema.json` describes it; `version` rises when a reader would break. */
export const renderJson: Render = (diagnostics, sources, options) => {
  const rangeOf = createPlaces(sources);
  const place = (span: Span) => ({
    file: joinPath(options.base, span.file),
    start: { ...rangeOf(span).start, offset: span.start },
    end: { ...rangeOf(span).end, offset: span.end },
  });
  const report = {
    version: 1,
    tool: { name: 'sagac', version: options.version },
    summary: countFindings(diagnostics),
    findings: diagnostics.map((diagnostic) => findingOf(diagnostic, place)),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
};

function findingOf(diagnostic: Diagnostic, place: (span: Span) => object): object {
  const { code, severity, message, span, labels, help, note, url, fix, element } = diagnostic;
  return {
    code,
    severity,
    message,
    ...(span && { place: place(span) }),
    ...(element !== undefined && { element }),
    ...(labels && { labels: labels.map((label) => ({ text: label.text, place: place(label.span) })) }),
    ...(help !== undefined && { help }),
    ...(note !== undefined && { note }),
    ...(url !== undefined && { url }),
    ...(fix && { fix: fixOf(fix, place) }),
  };
}

function fixOf({ title, safety, edits }: Fix, place: (span: Span) => object): object {
  return { title, safety, edits: edits.map((edit) => ({ place: place(edit.span), text: edit.text })) };
}
