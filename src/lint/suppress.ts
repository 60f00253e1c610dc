import { type Diagnostic, didYouMean, type Fix, type Severity } from '../diagnostics/index.js';
import type { IgnoreReasons } from '../model/index.js';
import { lintDiagnostics } from './codes.js';
import { type Ignore, readIgnores } from './read-ignores.js';

/** What findings about suppressions count as, where the settings say so; they may say it for some files. */
export interface IgnoreSeverities {
  get(code: string, file?: string): Severity | 'off' | undefined;
}

/** What suppression needs to know of the run. */
export interface SuppressContext {
  readonly texts: ReadonlyMap<string, string>;
  /** Today's date as `2026-03-02`; without it, no suppression ends. */
  readonly today: string | undefined;
  /** Ids of all rules there are. */
  readonly known: ReadonlySet<string>;
  /** Ids of the rules that ran: only of those can it be said that a suppression is unused. */
  readonly ran: ReadonlySet<string>;
  /** Severity of the findings about suppressions, where the settings change it. */
  readonly severities: IgnoreSeverities;
  /** Whether a comment has to say why: with `required`, one without a reason silences nothing. */
  readonly reasons: IgnoreReasons;
}

interface Tracked {
  readonly ignore: Ignore;
  readonly used: Set<string>;
}

/**
 * Takes away the findings that `# sagac-ignore RULE[, RULE] -- reason` comments silence, and adds findings about
 * comments that silence nothing, are over, or cannot be read. A comment counts for its line; on a line of its own, for
 * the key or list item below it and everything in it; as `sagac-ignore-file`, for the file.
 */
export function suppress(findings: readonly Diagnostic[], context: SuppressContext): readonly Diagnostic[] {
  const tracked = new Map<string, readonly Tracked[]>();
  for (const [file, text] of context.texts) {
    const ignores = readIgnores(file, text);
    if (ignores.length > 0)
      tracked.set(
        file,
        ignores.map((ignore) => ({ ignore, used: new Set() })),
      );
  }
  if (tracked.size === 0) return findings;
  const kept = findings.filter((finding) => !isSilenced(finding, tracked, context));
  const about = [...tracked.values()].flat().flatMap((entry) => judge(entry, context));
  return [...kept, ...about.flatMap((diagnostic) => withSeverity(diagnostic, context.severities))];
}

function isSilenced(
  finding: Diagnostic,
  tracked: ReadonlyMap<string, readonly Tracked[]>,
  context: SuppressContext,
): boolean {
  const { span, code } = finding;
  if (!span) return false;
  const matching = (tracked.get(span.file) ?? []).filter(
    ({ ignore }) =>
      ignore.rules.includes(code) &&
      span.start >= ignore.reach.start &&
      span.start < ignore.reach.end &&
      counts(ignore, context),
  );
  for (const { used } of matching) used.add(code);
  return matching.length > 0;
}

/** Whether a comment silences anything at all. */
function counts(ignore: Ignore, { today, reasons }: SuppressContext): boolean {
  return !isExpired(ignore, today) && (reasons !== 'required' || ignore.reason !== undefined);
}

function judge({ ignore, used }: Tracked, context: SuppressContext): readonly Diagnostic[] {
  const { span, until } = ignore;
  if (isExpired(ignore, context.today)) {
    const fix = removal(ignore, ignore.rules, context.texts);
    return [lintDiagnostics('expired-ignore', span, { until: until ?? '' }, { fix })];
  }
  const found = invalidIgnore(ignore, context.reasons);
  if (!counts(ignore, context)) return found;
  const unused = ignore.rules.filter((id) => !used.has(id) && (context.ran.has(id) || !context.known.has(id)));
  return unused.length === 0 ? found : [...found, unusedIgnore(ignore, unused, context)];
}

function invalidIgnore({ span, problem, reason }: Ignore, reasons: IgnoreReasons): readonly Diagnostic[] {
  if (problem !== undefined) return [lintDiagnostics('invalid-ignore', span, { problem })];
  if (reason !== undefined || reasons === 'optional') return [];
  const missing = 'gives no reason';
  if (reasons === 'wanted') return [lintDiagnostics('invalid-ignore', span, { problem: missing })];
  const found = lintDiagnostics('invalid-ignore', span, { problem: `${missing}, so it silences nothing` });
  return [{ ...found, severity: 'error' }];
}

function unusedIgnore(ignore: Ignore, unused: readonly string[], context: SuppressContext): Diagnostic {
  const unknown = unused.find((id) => !context.known.has(id));
  const help = unknown && (didYouMean(unknown, context.known) ?? `There is no rule \`${unknown}\`: take it out.`);
  const extras = { fix: removal(ignore, unused, context.texts), ...(help !== undefined && { help }) };
  return lintDiagnostics('unused-ignore', ignore.span, { rules: unused, scope: ignore.scope }, extras);
}

/** Rewrites the comment without these ids, or removes it with its line when none is left. */
function removal(ignore: Ignore, unused: readonly string[], texts: ReadonlyMap<string, string>): Fix {
  const left = ignore.rules.filter((id) => !unused.includes(id));
  if (left.length > 0) {
    return { title: 'Name only the rules that find something', safety: 'safe', edits: [rewritten(ignore, left)] };
  }
  const text = texts.get(ignore.span.file) ?? '';
  const before = /[ \t]*$/.exec(text.slice(0, ignore.span.start))?.[0].length ?? 0;
  const start = ignore.span.start - before;
  const lineBreak = ignore.ownLine ? (/^[ \t]*(\r?\n)?/.exec(text.slice(ignore.span.end))?.[0].length ?? 0) : 0;
  const span = { ...ignore.span, start, end: ignore.span.end + lineBreak };
  return { title: 'Remove the comment', safety: 'safe', edits: [{ span, text: '' }] };
}

function rewritten(ignore: Ignore, left: readonly string[]) {
  const mark = ignore.scope === 'file' ? '# sagac-ignore-file' : '# sagac-ignore';
  const until = ignore.until === undefined ? '' : ` until=${ignore.until}`;
  const reason = ignore.reason === undefined ? '' : ` -- ${ignore.reason}`;
  return { span: ignore.span, text: `${mark} ${left.join(', ')}${until}${reason}` };
}

function isExpired({ until, problem }: Ignore, today: string | undefined): boolean {
  return until !== undefined && today !== undefined && !problem?.startsWith('has `until=') && today > until;
}

function withSeverity(diagnostic: Diagnostic, severities: IgnoreSeverities): readonly Diagnostic[] {
  const severity = severities.get(diagnostic.code, diagnostic.span?.file) ?? diagnostic.severity;
  return severity === 'off' ? [] : [{ ...diagnostic, severity }];
}
