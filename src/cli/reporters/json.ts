import type { Diagnostic, Fix, Span } from '../../diagnostics/index.js';
import { createJsonPlaces } from './places.js';
import type { Render } from './reporter.js';
import { countFindings } from './summary.js';

/** The report as `schemas/lint-report.schema.json` describes it; `version` rises when a reader would break. */
export const renderJson: Render = (diagnostics, sources, options) => {
  const place = createJsonPlaces(sources, options.base);
  const report = {
    version: 1,
    tool: { name: 'sagac', version: options.version },
    summary: countFindings(diagnostics),
    findings: diagnostics.map((diagnostic) => findingOf(diagnostic, place)),
    ...(options.hidden && { hidden: options.hidden }),
    ...(options.stats && { stats: options.stats }),
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
