import type { Severity } from '../../diagnostics/index.js';
import { fingerprints } from './fingerprint.js';
import { placeOf } from './places.js';
import type { Render } from './reporter.js';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' };

/** GitLab's code quality report. Fingerprints tell a merge request which findings are new. */
export const renderGitlab: Render = (diagnostics, sources, options) => {
  const spotOf = placeOf(sources, options.base);
  const prints = fingerprints(diagnostics);
  const report = diagnostics.map(({ code, severity, message, help, span }, index) => {
    const { file, line, endLine } = spotOf(span);
    return {
      description: help === undefined ? message : `${message} ${help}`,
      check_name: code,
      fingerprint: prints[index],
      severity: SEVERITIES[severity],
      location: { path: file, lines: { begin: line, end: endLine } },
    };
  });
  return `${JSON.stringify(report, null, 2)}\n`;
};
