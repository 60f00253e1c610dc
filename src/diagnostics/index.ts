export { type AppliedFixes, applyEdits, applyFixes } from './apply-edits.js';
export { capital } from './capital.js';
export { codeFrame, type FrameLine, type Mark } from './code-frame.js';
export {
  type CodeExamples,
  type CodePage,
  codePageBlocks,
  NO_EXAMPLES,
  paragraphs,
  trimmedExamples,
} from './code-page.js';
export { type DiagnosticDefinition, defineDiagnostics, type ReportExtras, type Reporter } from './define.js';
export type { Diagnostic, Fix, Label, Outcome, Severity, TextEdit } from './diagnostic.js';
export { displayWidth, padTo, printable, printableLine, wrapText } from './display-width.js';
export { createLineMap, type LineMap } from './line-map.js';
export { markdownFence, markdownPage, markdownTable, markdownText } from './markdown.js';
export { compareText, sortDiagnostics } from './sort.js';
export { covers, type Position, type Span, spanAt } from './span.js';
export { didYouMean, editDistance, suggest } from './suggest.js';
