import type { CompatFinding, CompatReport } from '../../../compat/finding.js';
import {
  familiesOf,
  stepsOf,
  stepVerdict,
  type VersionedFile,
  type VersionFamily,
  type VersionStep,
} from '../../../compat/schemas/history.js';
import { type CliContext, print } from '../../context.js';
import type { ExitCode } from '../../exit.js';
import type { FormatChoice } from '../../formats.js';
import { refuse } from '../../problems.js';
import { listingColumns } from '../../screen.js';
import type { CompatFlags } from '../flags.js';
import type { CompatFormat } from '../formats.js';
import { compatProblem } from '../problems.js';
import { oldFile } from '../view.js';
import { tellReport } from './compare-schemas.js';
import { compareUnits } from './compare-units.js';
import type { SchemaSource } from './engine.js';
import { type HistoryStep, historyTable } from './history-table.js';
import { profileProblems } from './profile-problems.js';
import { openSchemaSet, type SchemaSet } from './schema-set.js';

/** `sagac compat --history DIR`: each step of the versions in a folder, verdict against what the version says. */
export async function compareHistory(
  context: CliContext,
  path: string,
  flags: CompatFlags,
  formats: readonly FormatChoice<CompatFormat>[],
): Promise<ExitCode> {
  const { value: set, problem: wrong } = openSchemaSet(context.host, path);
  if (!set) return refuse(context, ...(wrong ? [wrong] : []));
  const unfit = profileProblems(flags.profile, set.sources);
  if (unfit.length > 0) return refuse(context, ...unfit);
  const families = familiesOf(set.sources);
  if (families.length === 0) return refuse(context, compatProblem('no-history', undefined, { path }));
  const steps: HistoryStep[] = [];
  for (const family of families) steps.push(...(await compareFamily(set, family, flags)));
  const report: CompatReport = { comparisons: steps.map(({ comparison }) => comparison), acceptance: [] };
  const shown = formats.filter(({ file, reporter }) => file !== undefined || !TABLE.has(reporter.id));
  if (shown.length < formats.length)
    print(context.io.out, historyTable(steps, listingColumns(context.host, context.io.out)));
  return tellReport(context, report, set, historyTexts(set, steps), flags, shown);
}

/** Formats for people: a history is read as a table of its steps. */
const TABLE: ReadonlySet<string> = new Set(['pretty', 'compact']);

/** Files that both versions of a step refer to are called by the older one on its side. */
function historyTexts({ sources, texts }: SchemaSet, steps: readonly HistoryStep[]): ReadonlyMap<string, string> {
  const versions = new Set(sources.map(({ file }) => file));
  const shared = [...texts].filter(([file]) => !versions.has(file));
  const old = steps.flatMap(({ comparison: { against } }) =>
    shared.map(([file, text]) => [oldFile(file, against), text] as const),
  );
  return new Map([...texts, ...old]);
}

async function compareFamily(
  set: SchemaSet,
  family: VersionFamily,
  flags: CompatFlags,
): Promise<readonly HistoryStep[]> {
  const steps: HistoryStep[] = [];
  for (const step of stepsOf(family)) steps.push(await compareStep(set, family.name, step, flags));
  return steps;
}

async function compareStep(
  set: SchemaSet,
  family: string,
  step: VersionStep,
  flags: CompatFlags,
): Promise<HistoryStep> {
  const { from, to } = step;
  const name = family === '' ? set.label : family;
  const told = { name, from: from.label.text, to: to.label.text, scheme: to.label.scheme };
  const source = ({ file }: VersionedFile): readonly SchemaSource[] =>
    set.sources.filter((entry) => entry.file === file).map((entry) => ({ ...entry, pairName: name }));
  const unit = { name, old: source(from), new: source(to) };
  const profile = flags.profile ?? (to.label.scheme === 'schemaver' ? 'sound' : undefined);
  const rules = { mode: flags.mode ?? 'backward', ...(profile !== undefined && { profile }) };
  const compared = await compareUnits(from.file, [unit], { old: set, new: set }, rules);
  const [verdict] = compared.verdicts;
  if (!verdict) return { ...told, comparison: compared };
  const judged = stepVerdict(step, verdict);
  const isTold = judged.verdict.declared !== undefined;
  const findings = [...compared.findings.map((entry) => (isTold ? asDeclared(entry) : entry)), ...judged.findings];
  return { ...told, comparison: { ...compared, findings, verdicts: [judged.verdict] } };
}

/** The versions say that something breaks; whether they say enough is the question here. */
function asDeclared(finding: CompatFinding): CompatFinding {
  const isBreak = finding.severity === 'error' && finding.group === 'schemas' && !finding.id.startsWith('schema-');
  return isBreak ? { ...finding, severity: 'info' } : finding;
}
