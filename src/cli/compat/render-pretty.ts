import { Chalk, type ChalkInstance } from 'chalk';
import type { Comparison, CompatFinding, CompatReport, MessageVerdict } from '../../compat/finding.js';
import { printableLine, wrapText } from '../../diagnostics/index.js';
import { grouped } from '../../model/grouped.js';
import { findingText, type Remark } from '../reporters/pretty.js';
import { plural } from '../reporters/summary.js';
import { findingsOf, tallyOf, tallyText } from './tally.js';
import { framedDiagnostic } from './to-diagnostics.js';
import type { CompatRenderer, CompatView } from './view.js';
import {
  carriersText,
  consequenceLines,
  elsewhereText,
  holdsText,
  isAcceptable,
  isProblem,
  titleOf,
  versionText,
  whoLines,
} from './words.js';

/** For a person: by definition, what changed, who breaks reading what, and the way round it. */
export const renderPretty: CompatRenderer = (report, view) => {
  const chalk = new Chalk({ level: view.color });
  const several = report.comparisons.length > 1;
  const parts = report.comparisons.flatMap((comparison) => [
    ...(several ? [againstLine(chalk, comparison)] : []),
    ...comparisonBlocks(chalk, comparison, view),
  ]);
  const acceptance = report.acceptance.map((finding) => block(finding, '', view));
  return `${[...parts, ...acceptance, summary(chalk, report, view)].join('\n\n')}\n`;
};

function againstLine(chalk: ChalkInstance, { against, findings }: Comparison): string {
  const head = chalk.bold.underline(`Compared with ${against}`);
  return findings.length === 0 ? `${head}\n  nothing changed` : head;
}

function comparisonBlocks(chalk: ChalkInstance, comparison: Comparison, view: CompatView): readonly string[] {
  const verdicts = new Map(comparison.verdicts.map((verdict) => [`${verdict.kind} ${verdict.id}`, verdict]));
  const groups = grouped(comparison.findings, ({ owner }) => `${owner.kind} ${owner.id}`);
  return [...groups].map(([key, findings]) => {
    const head = headLine(chalk, findings, verdicts.get(key), view.columns);
    const problems = findings.filter(isProblem).map((finding) => block(finding, comparison.against, view));
    const others = findings
      .filter((finding) => !isProblem(finding))
      .flatMap((finding) => changeLines(chalk, finding, view));
    return [head, ...problems, ...(others.length > 0 ? [others.join('\n')] : [])].join('\n\n').replace('\n\n', '\n');
  });
}

function headLine(
  chalk: ChalkInstance,
  findings: readonly CompatFinding[],
  verdict: MessageVerdict | undefined,
  columns: number,
): string {
  const [first] = findings;
  if (!first) return '';
  const facts = verdict
    ? [versionText(verdict), verdict.status === 'changed' ? holdsText(verdict) : '']
    : [carriersText(first)];
  const title = titleOf(first);
  const lines = wrapText(`${title} ${facts.filter((fact) => fact !== '').join('; ')}`.trimEnd(), columns);
  return lines
    .map((line, at) =>
      at === 0 && line.startsWith(title) ? chalk.bold(title) + chalk.dim(line.slice(title.length)) : chalk.dim(line),
    )
    .join('\n');
}

function block(finding: CompatFinding, against: string, view: CompatView): string {
  const remarks: readonly Remark[] = [
    ...consequenceLines(finding.consequences, finding.message).map(
      (text): Remark => ({ name: 'breaks', text, tone: 'red' }),
    ),
    ...optional('also', elsewhereText(finding.consequences), 'cyan'),
    ...optional('value', finding.counterexample ?? '', 'yellow'),
    ...whoLines(finding).map((text): Remark => ({ name: 'who', text, tone: 'yellow' })),
    ...optional('help', finding.instead ?? '', 'green'),
    ...(isAcceptable(finding)
      ? [{ name: 'accept', text: `\`sagac accept ${finding.fingerprint} --reason ...\``, tone: 'cyan' } as const]
      : []),
  ];
  // A value with line breaks could else begin a line with what a CI system takes for a command.
  const shown = remarks.map((entry): Remark => ({ ...entry, text: printableLine(entry.text) }));
  const diagnostic = framedDiagnostic({ ...finding, message: printableLine(finding.message) }, against);
  return findingText(diagnostic, view.sources, view, shown);
}

function optional(name: string, text: string, tone: Remark['tone']): readonly Remark[] {
  return text === '' ? [] : [{ name, text, tone }];
}

/** One line for what breaks nothing that counts, and where it would count. */
function changeLines(chalk: ChalkInstance, finding: CompatFinding, view: CompatView): readonly string[] {
  const { accepted, consequences, message } = finding;
  const text = `${message}${accepted ? ` Accepted: ${accepted.reason}` : notAskedFor(consequences)}`;
  const [line = '', ...rest] = wrapText(printableLine(text), Math.max(20, view.columns - 4));
  return [`  ${chalk.green(accepted ? '~' : '·')} ${line}`, ...rest.map((more) => `    ${more}`)];
}

function notAskedFor(consequences: CompatFinding['consequences']): string {
  const places = elsewhereText(consequences);
  return places === '' ? '' : ` (would break ${places}, which is not asked for)`;
}

function summary(chalk: ChalkInstance, report: CompatReport, { subject, columns }: CompatView): string {
  const all = findingsOf(report);
  const tally = tallyOf(all);
  const against = report.comparisons.map((entry) => entry.against).join(', ');
  if (all.length === 0) return chalk.green(`✔ ${subject}: nothing changed since ${against}`);
  if (tally.errors + tally.warnings === 0) {
    return chalk.green(
      `✔ ${subject}: ${plural(tally.infos, 'change')} since ${against}, and nothing that counts breaks`,
    );
  }
  const isBreak = tally.errors > 0;
  const worst = all.find(({ severity }) => severity === (isBreak ? 'error' : 'warning'));
  const head = `${isBreak ? '✖' : '⚠'} ${subject}: ${tallyText(tally)} since ${against}`;
  const hint = worst === undefined ? [] : wrapText(`more about a finding: \`sagac explain ${worst.id}\``, columns - 2);
  return [(isBreak ? chalk.red.bold : chalk.yellow.bold)(head), ...hint.map((line) => `  ${line}`)].join('\n');
}
