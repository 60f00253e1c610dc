import type { Diagnostic } from '../../diagnostics/index.js';
import { isAtLeast } from '../verdict.js';
import { placeOf, type Spot } from './places.js';
import type { Render } from './reporter.js';
import { xmlAttributes, xmlText } from './xml.js';

/**
 * JUnit's XML: each finding a test case of its file. What fails the command is a failure; milder findings pass and tell
 * their text as output. Without findings there is one case that passes, because readers take an empty report for a broken one.
 */
export const renderJunit: Render = (diagnostics, sources, options) => {
  const spotOf = placeOf(sources, options.base);
  const isFailure = ({ severity }: Diagnostic) => isAtLeast(severity, options.failOn ?? 'error');
  const cases = diagnostics.map((diagnostic) => caseOf(diagnostic, spotOf(diagnostic.span), isFailure(diagnostic)));
  if (cases.length === 0)
    cases.push(`    <testcase${xmlAttributes({ name: options.subject, classname: 'sagac' })}/>\n`);
  const counts = { tests: cases.length, failures: diagnostics.filter(isFailure).length, errors: 0 };
  const suite = `  <testsuite${xmlAttributes({ name: 'sagac lint', ...counts })}>\n${cases.join('')}  </testsuite>\n`;
  const all = xmlAttributes({ name: 'sagac', ...counts });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${all}>\n${suite}</testsuites>\n`;
};

function caseOf(diagnostic: Diagnostic, { file, line, column }: Spot, fails: boolean): string {
  const { code, severity, message, help, note } = diagnostic;
  const place = `${file}:${line}:${column}`;
  const details = [`${place}: ${severity}`, message, ...(help === undefined ? [] : [help]), ...(note ? [note] : [])];
  const text = xmlText(details.join('\n'));
  const body = fails
    ? `<failure${xmlAttributes({ type: severity, message })}>${text}</failure>`
    : `<system-out>${text}</system-out>`;
  const attributes = xmlAttributes({ name: `${code}: ${message}`, classname: file });
  return `    <testcase${attributes}>\n      ${body}\n    </testcase>\n`;
}
