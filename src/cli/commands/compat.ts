import { resolve } from 'node:path';
import type { Outcome } from '../../diagnostics/index.js';
import { isCatalog } from '../../language/find-catalog.js';
import { compareHere } from '../compat/compare-here.js';
import { addCompatFlags, type CompatFlags } from '../compat/flags.js';
import { type CompatFormat, compatFormats } from '../compat/formats.js';
import { judgeReport } from '../compat/judge-report.js';
import { printReport } from '../compat/print-report.js';
import { compatProblem } from '../compat/problems.js';
import type { CliCommand, CliContext } from '../context.js';
import type { ExitCode } from '../exit.js';
import { chooseAmong, type FormatChoice } from '../formats.js';
import { relativePath } from '../paths.js';
import { refuse } from '../problems.js';
import { verdict } from '../verdict.js';

/** `sagac compat`: who breaks, reading what, between two states of a catalog or two schemas. */
export const compatCommand: CliCommand = {
  configure(command, perform) {
    addCompatFlags(
      command.argument(
        '[paths...]',
        'folder of the catalog; or old and new: schema files, folders of them, or catalogs',
      ),
    );
    command.addHelpText('after', HELP);
    command.action((paths: readonly string[], flags: CompatFlags) =>
      perform((context) => compat(context, paths, flags)),
    );
  },
};

const HELP = `
backward: who is on the new definition reads what the old one wrote.
forward: who is on the old definition reads what the new one writes.

FORMAT is checkstyle, compact, github, gitlab, json, junit, markdown, pretty or sarif.
With FORMAT=FILE the report is still shown, and goes to the file as well.

Exit codes: 0 nothing that counts breaks, 1 a break (or what --fail-on says), or a
catalog with errors, 2 wrong usage or something that cannot be read.

Examples:
  $ sagac compat --against main
  $ sagac compat --against merge-base:origin/main --format markdown=comment.md
  $ sagac compat --against 'latest-tag:v*' --transitive
  $ sagac compat old.avsc new.avsc --mode full
  $ sagac compat old.json new.json --profile sound
  $ sagac compat --history schemas/com.acme/order_placed`;

async function compat(context: CliContext, paths: readonly string[], flags: CompatFlags): Promise<ExitCode> {
  const formats = chooseAmong(compatFormats, flags.format ?? [], context.io.out.terminal ? 'pretty' : 'compact');
  const wrong = [...formats.diagnostics, ...usageProblems(paths, flags)];
  if (wrong.length > 0) return refuse(context, ...wrong);
  if (flags.history !== undefined) {
    const { compareHistory } = await import('../compat/schemas/compare-history.js');
    return compareHistory(context, flags.history, flags, formats.value);
  }
  const [old, next] = paths;
  if (old !== undefined && next !== undefined) {
    const [then, now] = [old, next].map((path) => resolve(context.host.cwd, path));
    if (then && now && isCatalog(context.host, then) && isCatalog(context.host, now)) {
      return compatCatalog(context, next, { ...flags, against: [then] }, formats);
    }
    const { compareSchemas } = await import('../compat/schemas/compare-schemas.js');
    return compareSchemas(context, old, next, flags, formats.value);
  }
  return compatCatalog(context, old, flags, formats);
}

function usageProblems(paths: readonly string[], { history, against }: CompatFlags) {
  return [
    ...(paths.length > 2 ? [compatProblem('too-many-paths', undefined, { count: paths.length })] : []),
    ...(paths.length === 2 && against ? [compatProblem('against-and-two-paths', undefined, undefined)] : []),
    ...(history !== undefined && paths.length > 0 ? [compatProblem('history-and-paths', undefined, undefined)] : []),
  ];
}

async function compatCatalog(
  context: CliContext,
  dir: string | undefined,
  flags: CompatFlags,
  formats: Outcome<readonly FormatChoice<CompatFormat>[]>,
): Promise<ExitCode> {
  const here = await compareHere(context, dir, flags);
  if (typeof here === 'number') return here;
  const { root, catalog, report, sources, errors } = here;
  const view = { subject: catalog.settings.catalog, base: relativePath(context.host.cwd, root), sources };
  const unwritten = await printReport(context, { report, root, view }, formats.value);
  if (unwritten.length > 0) return refuse(context, ...unwritten);
  return worse(verdict(errors, { failOn: 'error' }), judgeReport(report, flags.failOn));
}

function worse(one: ExitCode, other: ExitCode): ExitCode {
  return one > other ? one : other;
}
