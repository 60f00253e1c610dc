import type { CompatFinding, CompatReport, MessageVerdict } from '../../compat/finding.js';
import { markdownPage, markdownTable, markdownText } from '../../diagnostics/index.js';
import { grouped } from '../../model/grouped.js';
import { plural } from '../reporters/summary.js';
import { findingsOf, tallyOf, tallyText } from './tally.js';
import type { CompatRenderer } from './view.js';
import {
  carriersText,
  consequenceLines,
  holdsText,
  isAcceptable,
  isProblem,
  titleOf,
  versionText,
  whoLines,
} from './words.js';

/** Longer comments than this are refused by the systems that would show them. */
const MAX_FINDINGS = 60;

/** A comment on a pull request: what changed, who breaks, the version it takes, and the compatible way. */
export const renderMarkdown: CompatRenderer = (report, { subject }) => {
  const blocks = report.comparisons.flatMap(({ against, findings, verdicts }) => [
    ...(report.comparisons.length > 1 ? againstBlocks(against, findings) : []),
    ...problemBlocks(findings.filter(isProblem)),
    ...verdictTable(verdicts),
    ...otherChanges(findings.filter((finding) => !isProblem(finding))),
  ]);
  return markdownPage(['## sagac compat', headline(report, subject), ...blocks, ...problemBlocks(report.acceptance)]);
};

function againstBlocks(against: string, findings: readonly CompatFinding[]): readonly string[] {
  return [`### Compared with ${markdownText(against)}`, ...(findings.length === 0 ? ['Nothing changed.'] : [])];
}

function headline(report: CompatReport, subject: string): string {
  const tally = tallyOf(findingsOf(report));
  const text = tallyText(tally);
  const since = report.comparisons.map(({ against }) => markdownText(against)).join(', ');
  if (text === '') return `✔ ${markdownText(subject)}: nothing changed since ${since}.`;
  const sign = tally.errors > 0 ? '❌' : tally.warnings > 0 ? '⚠️' : '✔';
  return `${sign} ${markdownText(subject)}: ${text} since ${since}.`;
}

function problemBlocks(findings: readonly CompatFinding[]): readonly string[] {
  const shown = findings.slice(0, MAX_FINDINGS);
  const groups = grouped(shown, titleOf);
  const left = findings.length - shown.length;
  return [
    ...[...groups].flatMap(([title, same]) => {
      const carriers = same[0] ? carriersText(same[0]) : '';
      return [
        `#### ${markdownText(title)}${carriers === '' ? '' : ` (${markdownText(carriers)})`}`,
        same.map(findingItem).join('\n'),
      ];
    }),
    ...(left > 0 ? [`${left} more are not shown.`] : []),
  ];
}

function findingItem(finding: CompatFinding): string {
  const lines = [
    ...consequenceLines(finding.consequences, finding.message).map((line) => `breaks ${line}`),
    ...(finding.counterexample === undefined ? [] : [`value: ${finding.counterexample}`]),
    ...whoLines(finding).map((line) => `who: ${line}`),
    ...(finding.instead === undefined ? [] : [`instead: ${finding.instead}`]),
  ];
  const sign = finding.severity === 'error' ? '❌' : '⚠️';
  const accept = isAcceptable(finding) ? `\n  - accept: \`sagac accept ${finding.fingerprint}\`` : '';
  return `- ${sign} ${markdownText(finding.message)} \`${finding.id}\`${lines.map((line) => `\n  - ${markdownText(line)}`).join('')}${accept}`;
}

function verdictTable(verdicts: readonly MessageVerdict[]): readonly string[] {
  const changed = verdicts.filter(({ status }) => status === 'changed');
  if (changed.length === 0) return [];
  const rows = changed
    .slice(0, MAX_FINDINGS)
    .map((verdict) => [
      `\`${verdict.id}\``,
      markdownText(versionText(verdict)),
      verdict.required,
      markdownText(holdsText(verdict)),
    ]);
  return [markdownTable(['Message', 'Version', 'Asked for', 'Verdict'], rows)];
}

function otherChanges(findings: readonly CompatFinding[]): readonly string[] {
  if (findings.length === 0) return [];
  const items = findings.slice(0, MAX_FINDINGS).map((finding) => {
    const accepted = finding.accepted ? ` Accepted: ${finding.accepted.reason}` : '';
    return `- ${markdownText(titleOf(finding))}: ${markdownText(`${finding.message}${accepted}`)}`;
  });
  const left = findings.length - items.length;
  const more = left > 0 ? [`- and ${left} more`] : [];
  return [
    `<details><summary>${plural(findings.length, 'other change')}</summary>`,
    [...items, ...more].join('\n'),
    '</details>',
  ];
}
