import type { CompatFinding, CompatReport, MessageVerdict } from '../../compat/finding.js';
import { markdownPage, markdownTable, markdownText } from '../../diagnostics/index.js';
import { grouped } from '../../model/grouped.js';
import { plural } from '../reporters/summary.js';
import type { CompatRenderer } from './view.js';
import { carriersText, consequenceLines, hitLines, holdsText, isProblem, titleOf, versionText } from './words.js';

/** Longer comments than this are refused by the systems that would show them. */
const MAX_FINDINGS = 60;

/** A comment on a pull request: what changed, who breaks, the version it takes, and the compatible way. */
export const renderMarkdown: CompatRenderer = (report, { subject }) => {
  const blocks = report.comparisons.flatMap(({ against, findings, verdicts }) => [
    ...(report.comparisons.length > 1 ? [`### Compared with ${markdownText(against)}`] : []),
    ...problemBlocks(findings.filter(isProblem)),
    ...verdictTable(verdicts),
    ...otherChanges(findings.filter((finding) => !isProblem(finding))),
  ]);
  return markdownPage(['## sagac compat', headline(report, subject), ...blocks, ...problemBlocks(report.acceptance)]);
};

function headline({ comparisons, acceptance }: CompatReport, subject: string): string {
  const all = [...comparisons.flatMap(({ findings }) => findings), ...acceptance];
  const since = comparisons.map(({ against }) => markdownText(against)).join(', ');
  const count = (severity: string) => all.filter((finding) => finding.severity === severity).length;
  if (all.length === 0) return `✔ ${markdownText(subject)}: nothing changed since ${since}.`;
  const parts = [
    ...(count('error') > 0 ? [plural(count('error'), 'error')] : []),
    ...(count('warning') > 0 ? [plural(count('warning'), 'warning')] : []),
    ...(count('info') > 0 ? [plural(count('info'), 'other change')] : []),
  ];
  const sign = count('error') > 0 ? '❌' : count('warning') > 0 ? '⚠️' : '✔';
  return `${sign} ${markdownText(subject)}: ${parts.join(', ')} since ${since}.`;
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
    ...hitLines(finding.hits).map((line) => `who: ${line}`),
    ...(finding.instead === undefined ? [] : [`instead: ${finding.instead}`]),
  ];
  const sign = finding.severity === 'error' ? '❌' : '⚠️';
  const accept =
    finding.severity === 'error' && finding.group !== 'versions' && finding.group !== 'schemas'
      ? `\n  - accept: \`sagac accept ${finding.fingerprint}\``
      : '';
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
