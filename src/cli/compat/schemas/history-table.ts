import { DIRECTIONS, type Direction } from '../../../compat/check.js';
import type { Comparison, CompatFinding, MessageVerdict } from '../../../compat/finding.js';
import { riseName, type VersionScheme } from '../../../compat/schemas/version-labels.js';
import { wrapText } from '../../../diagnostics/index.js';
import { plural } from '../../reporters/summary.js';
import { table } from '../../table.js';

/** A step of a history, with what it came to. */
export interface HistoryStep {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly scheme: VersionScheme;
  readonly comparison: Comparison;
}

type StepVerdict =
  | 'cannot be read'
  | 'too small'
  | 'undecided'
  | 'larger than needed'
  | 'breaks'
  | 'right'
  | 'holds'
  | 'equal';

const HEADS = ['Schema', 'Step', 'Says', 'Asks for', 'Backward', 'Forward', 'Verdict'];

/** Each step of a history as a row, why those that are not right are not, and a sum. */
export function historyTable(steps: readonly HistoryStep[], columns: number): string {
  const { head, lines } = table(HEADS, steps.map(rowOf), columns);
  const reasons = steps.flatMap((step) => reasonLines(step, columns));
  return [head, ...lines, '', ...(reasons.length > 0 ? [...reasons, ''] : []), sumOf(steps)].join('\n');
}

function rowOf(step: HistoryStep): readonly string[] {
  const { name, from, to, scheme, comparison } = step;
  const [verdict] = comparison.verdicts;
  const rise = (bump: MessageVerdict['required'] | undefined) => (bump === undefined ? '' : riseName(scheme, bump));
  const declared = verdict?.declared === 'back' ? undefined : verdict?.declared;
  return [
    name,
    `${from} -> ${to}`,
    rise(declared),
    rise(verdict?.required),
    ...DIRECTIONS.map((direction) => (verdict ? holdsText(verdict, direction, comparison.findings) : '')),
    stepVerdictOf(step),
  ];
}

function holdsText({ holds }: MessageVerdict, direction: Direction, findings: readonly CompatFinding[]): string {
  if (Object.values(holds[direction]).includes(false)) return 'breaks';
  return findings.some((finding) => isRisk(finding, direction)) ? 'undecided' : 'holds';
}

function isRisk({ consequences }: CompatFinding, direction?: Direction): boolean {
  return consequences.some(
    (entry) => entry.level === 'risk' && (direction === undefined ? entry.counts : entry.direction === direction),
  );
}

function stepVerdictOf({ comparison: { findings, verdicts } }: HistoryStep): StepVerdict {
  const has = (id: string) => findings.some((finding) => finding.id === id);
  if (has('schema-unreadable')) return 'cannot be read';
  const [verdict] = verdicts;
  if (!verdict) return 'equal';
  if (has('version-too-small')) return 'too small';
  if (verdict.declared === undefined && findings.some(({ severity }) => severity === 'error')) return 'breaks';
  if (verdict.declared !== 'major' && findings.some((finding) => isRisk(finding))) return 'undecided';
  if (has('version-too-large')) return 'larger than needed';
  return verdict.declared === undefined ? 'holds' : 'right';
}

const MOST_REASONS = 3;

/** Why a step is not what it says, for those that a person has to look at. */
function reasonLines(step: HistoryStep, columns: number): readonly string[] {
  const { name, from, to, comparison } = step;
  const is = stepVerdictOf(step);
  if (is === 'right' || is === 'holds' || is === 'equal' || is === 'larger than needed') return [];
  const why = comparison.findings.filter(
    ({ id, severity, consequences }) =>
      consequences.some(({ counts }) => counts) || (id.startsWith('schema-') && severity !== 'info'),
  );
  const shown = why.slice(0, MOST_REASONS).map(({ message, id }) => `${message} [${id}]`);
  const more = why.length > MOST_REASONS ? [`and ${why.length - MOST_REASONS} more`] : [];
  const lines = [...shown, ...more].flatMap((text) => indented(text, columns));
  return lines.length === 0 ? [] : [`${name} ${from} -> ${to}: ${is}`, ...lines];
}

function indented(text: string, columns: number): readonly string[] {
  if (!Number.isFinite(columns)) return [`  ${text}`];
  return wrapText(text, Math.max(20, columns - 2)).map((line) => `  ${line}`);
}

function sumOf(steps: readonly HistoryStep[]): string {
  const verdicts = steps.map(stepVerdictOf);
  const count = (verdict: StepVerdict) => verdicts.filter((entry) => entry === verdict).length;
  const parts = (['breaks', 'undecided', 'cannot be read'] as const).filter((verdict) => count(verdict) > 0);
  const always = [`${count('too small')} too small`, `${count('larger than needed')} larger than needed`];
  return [plural(steps.length, 'step'), ...always, ...parts.map((verdict) => `${count(verdict)} ${verdict}`)].join(
    ', ',
  );
}
