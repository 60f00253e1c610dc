import { type Diagnostic, markdownPage, markdownTable, markdownText, type Severity } from '../../diagnostics/index.js';
import { placeOf } from './places.js';
import type { Render } from './reporter.js';
import { countFindings, countText, fixText, worstFirst } from './summary.js';

/** Longer comments than this are refused by the systems that would show them. */
const MAX_ROWS = 200;

const HEADS = ['', 'Where', 'Finding', 'Rule'];

const SIGNS: Readonly<Record<Severity, string>> = { error: '❌', warning: '⚠️', info: 'ℹ️' };

/** For a comment on a pull request or a job summary: a sum, and a table with the worst findings first. */
export const renderMarkdown: Render = (diagnostics, sources, options) => {
  const subject = markdownText(options.subject);
  if (diagnostics.length === 0) return markdownPage(['## sagac lint', `✔ ${subject}, no problems.`]);
  const spotOf = placeOf(sources, options.base);
  const counts = countFindings(diagnostics);
  const fixes = fixText(counts);
  const ordered = worstFirst(diagnostics);
  const rows = ordered.slice(0, MAX_ROWS).map((diagnostic) => {
    const { file, line } = spotOf(diagnostic.span);
    return [SIGNS[diagnostic.severity], code(`${file}:${line}`), findingText(diagnostic), code(diagnostic.code)];
  });
  const left = ordered.length - rows.length;
  return markdownPage([
    '## sagac lint',
    `${countText(counts)} in ${subject}.`,
    markdownTable(HEADS, rows),
    ...(left > 0 ? [`${left} more are not shown.`] : []),
    ...(fixes === undefined ? [] : [`${fixes}.`]),
  ]);
};

function findingText({ message, help }: Diagnostic): string {
  return help === undefined ? markdownText(message) : `${markdownText(message)}<br>${markdownText(help)}`;
}

/** A name in code marks, on one line, whatever is in it. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return /[`\\|]/.test(line) ? markdownText(line) : `\`${line}\``;
}
