import { Chalk, type ChalkInstance } from 'chalk';
import type { Comparison, CompatFinding, CompatReport, MessageVerdict } from '../../compat/finding.js';
import { wrapText } from '../../diagnostics/index.js';
import { grouped } from '../../model/grouped.js';
import { findingText, type Remark } from '../reporters/pretty.js';
import { plural } from '../reporters/summary.js';
import { framedDiagnostic } from './to-diagnostics.js';
import type { CompatRenderer, CompatView } from './view.js';
import {
  carriersText,
  consequenceLines,
  elsewhereText,
  hitLines,
  holdsText,
  isProblem,
  titleOf,
  versionText,
} from './words.js';

/** For a person: by definition, what changed, who breaks reading what, and the way round it. */
export const renderPretty: CompatRenderer = (report, view) => {
  const chalk = new Chalk({ level: view.color });
  const several = report.comparisons.length > 1;
  const parts = report.comparisons.flatMap((comparison) => [
    ...(several ? [chalk.bold.underline(`Compared with ${comparison.against}`)] : []),
    ...comparisonBlocks(chalk, comparison, view),
  ]);
  const acceptance = report.acceptance.map((finding) => block(finding, '', view));
  return `${[...parts, ...acceptance, summary(chalk, report, view)].join('\n\n')}\n`;
};

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
    ...hitLines(finding.hits).map((text): Remark => ({ name: 'who', text, tone: 'yellow' })),
    ...optional('help', finding.instead ?? '', 'green'),
    ...(finding.severity === 'error' && finding.group !== 'versions' && finding.group !== 'schemas'
      ? [{ name: 'accept', text: `\`sagac accept ${finding.fingerprint} --reason ...\``, tone: 'cyan' } as const]
      : []),
  ];
  return findingText(framedDiagnostic(finding, against), view.sources, view, remarks);
}

function optional(name: string, text: string, tone: Remark['tone']): readonly Remark[] {
  return text === '' ? [] : [{ name, text, tone }];
}

/** One line for what breaks nothing that counts, and where it would count. */
function changeLines(chalk: ChalkInstance, finding: CompatFinding, view: CompatView): readonly string[] {
  const { accepted, consequences, message } = finding;
  const text = `${message}${accepted ? ` Accepted: ${accepted.reason}` : notAskedFor(consequences)}`;
  const [line = '', ...rest] = wrapText(text, Math.max(20, view.columns - 4));
  return [`  ${chalk.green(accepted ? '~' : '·')} ${line}`, ...rest.map((more) => `    ${more}`)];
}

function notAskedFor(consequences: CompatFinding['consequences']): string {
  const places = elsewhereText(consequences);
  return places === '' ? '' : ` (would break ${places}, which is not asked for)`;
}

function summary(
  chalk: ChalkInstance,
  { comparisons, acceptance }: CompatReport,
  { subject, columns }: CompatView,
): string {
  const all = [...comparisons.flatMap(({ findings }) => findings), ...acceptance];
  const count = (severity: string) => all.filter((finding) => finding.severity === severity).length;
  const [breaks, warnings] = [count('error'), count('warning')];
  const against = comparisons.map((entry) => entry.against).join(', ');
  if (all.length === 0) return chalk.green(`✔ ${subject}: nothing changed since ${against}`);
  const others = count('info');
  const changes = others > 0 ? [`${plural(others, 'other change')}`] : [];
  if (breaks + warnings === 0) {
    return chalk.green(`✔ ${subject}: ${plural(others, 'change')} since ${against}, and nothing that counts breaks`);
  }
  const parts = [
    ...(breaks > 0 ? [plural(breaks, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
    ...changes,
  ];
  const worst = all.find(({ severity }) => severity === (breaks > 0 ? 'error' : 'warning'));
  const head = `${breaks > 0 ? '✖' : '⚠'} ${subject}: ${parts.join(', ')} since ${against}`;
  const hint = worst === undefined ? [] : wrapText(`more about a finding: \`sagac explain ${worst.id}\``, columns - 2);
  return [(breaks > 0 ? chalk.red.bold : chalk.yellow.bold)(head), ...hint.map((line) => `  ${line}`)].join('\n');
}
