import type { Comparison, CompatReport } from '../../../compat/finding.js';
import { compareText } from '../../../diagnostics/index.js';
import { grouped } from '../../../model/grouped.js';
import type { CliContext } from '../../context.js';
import { EXIT, type ExitCode } from '../../exit.js';
import type { FormatChoice } from '../../formats.js';
import { relativePath } from '../../paths.js';
import { refuse } from '../../problems.js';
import type { CompatFlags } from '../flags.js';
import type { CompatFormat } from '../formats.js';
import { judgeReport } from '../judge-report.js';
import { printReport } from '../print-report.js';
import { oldFile } from '../view.js';
import { compareUnits, type SchemaUnit } from './compare-units.js';
import type { BothSides, SchemaSource } from './engine.js';
import { engines } from './engines.js';
import { profileProblems } from './profile-problems.js';
import { openSchemaSet, partnerPath, type SchemaSet } from './schema-set.js';

/** `sagac compat OLD NEW`: two schema files, or two folders of them, without a catalog. */
export async function compareSchemas(
  context: CliContext,
  oldPath: string,
  newPath: string,
  flags: CompatFlags,
  formats: readonly FormatChoice<CompatFormat>[],
): Promise<ExitCode> {
  const { host } = context;
  const old = openSchemaSet(host, partnerPath(host, oldPath, newPath));
  const now = openSchemaSet(host, partnerPath(host, newPath, oldPath));
  if (!old.value || !now.value) return refuse(context, ...[old, now].flatMap(({ problem }) => problem ?? []));
  const sides = { old: old.value, new: now.value };
  const wrong = profileProblems(flags.profile, [...sides.old.sources, ...sides.new.sources]);
  if (wrong.length > 0) return refuse(context, ...wrong);
  const rules = { mode: flags.mode ?? 'backward', ...(flags.profile !== undefined && { profile: flags.profile }) };
  const comparison = await compareUnits(sides.old.label, unitsOf(sides.old, sides.new), sides, rules);
  return tellReport(
    context,
    { comparisons: [comparison], acceptance: [] },
    sides.new,
    sourcesOf(sides),
    flags,
    formats,
  );
}

/** Prints a comparison of schemas, and says by which code the command ends. */
export async function tellReport(
  context: CliContext,
  report: CompatReport,
  { label, root }: SchemaSet,
  sources: ReadonlyMap<string, string>,
  flags: CompatFlags,
  formats: readonly FormatChoice<CompatFormat>[],
): Promise<ExitCode> {
  const view = { subject: label, base: relativePath(context.host.cwd, root), sources };
  const unwritten = await printReport(context, { report, root, view }, formats);
  if (unwritten.length > 0) return refuse(context, ...unwritten);
  return report.comparisons.some(isUnreadable) ? EXIT.input : judgeReport(report, flags.failOn);
}

/** Whether a schema could not be read, so that nothing is known of it. */
function isUnreadable({ findings }: Comparison): boolean {
  return findings.some(({ id }) => id === 'schema-unreadable');
}

function sourcesOf({ old, new: now }: BothSides<SchemaSet>): ReadonlyMap<string, string> {
  const before = [...old.texts].map(([file, text]) => [oldFile(file, old.label), text] as const);
  return new Map([...before, ...now.texts]);
}

/** Two files are one pair, whatever their names; files of folders belong together by name, and Protobuf files are one schema. */
function unitsOf(old: SchemaSet, now: SchemaSet): readonly SchemaUnit[] {
  const [only] = now.sources;
  if (!now.folder && only) {
    const paired = ({ sources }: SchemaSet) => sources.map((source) => ({ ...source, pairName: only.file }));
    return [{ name: only.file, old: paired(old), new: paired(now) }];
  }
  const [before, after] = [byName(old), byName(now)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  return names.map((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    return { name, ...(was && { old: was }), ...(is && { new: is }) };
  });
}

function byName({ sources }: SchemaSet): ReadonlyMap<string, readonly SchemaSource[]> {
  return grouped(sources, ({ file, format }) => (format && engines[format].together ? '*.proto' : file));
}
