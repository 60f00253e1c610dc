import type { CompatFinding, CompatReport } from '../../compat/finding.js';
import { type Diagnostic, didYouMean } from '../../diagnostics/index.js';
import { HostError } from '../../host.js';
import { dayIn, dayOf } from '../../model/facts/days.js';
import { acceptedPath } from '../compat/accepted-file.js';
import { compareHere } from '../compat/compare-here.js';
import { compatProblem } from '../compat/problems.js';
import { titleOf } from '../compat/words.js';
import { writeAccepted } from '../compat/write-accepted.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { problem, refuse } from '../problems.js';
import { collect } from '../values.js';

interface AcceptFlags {
  readonly reason: string;
  readonly until?: string;
  readonly against?: readonly string[];
  readonly transitive?: true;
  readonly dir?: string;
}

/** `sagac accept`: a break that people agree to, with the reason, in a file that is checked in. */
export const acceptCommand: CliCommand = {
  configure(command, perform) {
    command
      .argument('<fingerprints...>', 'of findings of `sagac compat`; enough of the first digits will do')
      .requiredOption('--reason <text>', 'why it is right to break this')
      .option('--until <day>', 'the last day on which it counts, as 2026-03-02')
      .option('--against <state>', 'earlier state, as with `sagac compat`; may be repeated', collect)
      .option('--transitive', 'compare with every earlier version found there')
      .option('--dir <dir>', 'folder of the catalog');
    command.addHelpText('after', HELP);
    command.action((fingerprints: readonly string[], flags: AcceptFlags) =>
      perform((context) => acceptBreaks(context, fingerprints, flags)),
    );
  },
};

const HELP = `
A fingerprint is rule, definition and change, never a line: it stays the same while
files are rearranged. sagac.accepted.yaml is read by \`sagac compat\`, which says when an
entry is over or finds nothing any more.

Example:
  $ sagac accept 3fa9c1d20b7e --against main --until 2027-01-31 \\
      --reason "Nobody reads the note; agreed with team-payments"`;

async function acceptBreaks(context: CliContext, asked: readonly string[], flags: AcceptFlags): Promise<ExitCode> {
  const { host, io } = context;
  const today = dayOf(host.now());
  const wrong = flagProblems(flags, today);
  if (wrong.length > 0) return refuse(context, ...wrong);
  const here = await compareHere(context, flags.dir, flags);
  if (typeof here === 'number') return here;
  const { root, report } = here;
  const chosen = asked.map((text) => chooseFinding(report, text));
  const unknown = chosen.flatMap((choice) => ('problem' in choice ? [choice.problem] : []));
  if (unknown.length > 0) return refuse(context, ...unknown);
  const findings = new Map(
    chosen.flatMap((choice) => ('finding' in choice ? [[choice.finding.fingerprint, choice.finding] as const] : [])),
  );
  const entries = [...findings.values()].map((finding) => ({
    fingerprint: finding.fingerprint,
    what: whatText(finding),
    reason: flags.reason.trim(),
    date: today,
    ...(flags.until !== undefined && { until: flags.until }),
  }));
  try {
    writeAccepted(host, root, entries);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return refuse(
      context,
      problem('disk-refused', undefined, { path: error.path, doing: 'written', code: error.code }),
    );
  }
  for (const { fingerprint, what } of entries) print(io.err, `Accepted \`${fingerprint}\`: ${what}.`);
  print(io.err, `Commit \`${acceptedPath(host, root)}\`.`);
  return EXIT.clean;
}

/** What is accepted, for whoever reads the file: `field-removed at event OrderPlaced, payload.note`. */
function whatText(finding: CompatFinding): string {
  return `${finding.id} at ${titleOf(finding)}${finding.at === '' ? '' : `, ${finding.at}`}`;
}

function flagProblems({ reason, until }: AcceptFlags, today: string): readonly Diagnostic[] {
  return [
    ...(reason.trim() === '' ? [compatProblem('reason-empty', undefined, undefined)] : []),
    ...(until === undefined ? [] : untilProblems(until, today)),
  ];
}

function untilProblems(until: string, today: string): readonly Diagnostic[] {
  if (dayIn(until) !== until) return [compatProblem('no-day', undefined, { text: until })];
  return until < today ? [compatProblem('day-over', undefined, { text: until })] : [];
}

type Choice = { readonly finding: CompatFinding } | { readonly problem: Diagnostic };

/** The finding with this fingerprint, or the only one that begins so. */
function chooseFinding(report: CompatReport, text: string): Choice {
  const all = report.comparisons.flatMap(({ findings }) => findings);
  const begin = text.toLowerCase();
  const found = new Map(
    all.filter(({ fingerprint }) => fingerprint.startsWith(begin)).map((finding) => [finding.fingerprint, finding]),
  );
  const [only] = found.values();
  if (only && found.size === 1) return { finding: only };
  if (found.size > 1)
    return { problem: compatProblem('fingerprint-not-unique', undefined, { text, count: found.size }) };
  const help = didYouMean(text, [...new Set(all.map(({ fingerprint }) => fingerprint))]);
  return { problem: compatProblem('unknown-fingerprint', undefined, { text }, help === undefined ? {} : { help }) };
}
