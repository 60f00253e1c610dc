import { join } from 'node:path';
import { BUILT_IN, type CatalogRules } from '../custom-rules.js';
import { type Diagnostic, printableLine } from '../diagnostics/index.js';
import { applyPlan } from '../generate/write/apply-plan.js';
import { unifiedDiff } from '../generate/write/line-diff.js';
import type { PlannedFile } from '../generate/write/write-plan.js';
import type { Host } from '../host.js';
import { type FixResult, fixInRounds } from '../lint/fix.js';
import { identityOf } from '../lint/fix-harm.js';
import { type CheckedCatalog, type CheckOptions, checkCatalog } from '../pipeline.js';
import { type CliContext, print } from './context.js';
import { isLintFinding } from './lint-findings.js';
import { joinPath, relativePath } from './paths.js';
import { countFindings, fixText, plural } from './reporters/summary.js';

export interface RepairOptions extends CheckOptions {
  /** Also repairs that need a person's eye. */
  readonly unsafe: boolean;
  /** What of the findings is to be repaired; all where nothing is said. */
  readonly view?: (checked: CheckedCatalog) => readonly Diagnostic[];
}

/** The repairs of a catalog, and the rules that found them. */
export interface Repairs extends FixResult {
  readonly catalogRules: CatalogRules;
}

/** Works out all repairs of a catalog, and what would be found after them. Writes nothing. */
export async function planRepairs(host: Host, root: string, options: RepairOptions): Promise<Repairs> {
  const { view = ({ diagnostics }) => diagnostics } = options;
  const first = await checkCatalog(host, root, options);
  const loop = fixInRounds(first.texts, {
    unsafe: options.unsafe,
    isFinding: (diagnostic) => isLintFinding(diagnostic, first),
  });
  // The texts that it asks about first are those that have just been checked.
  loop.next();
  let round = loop.next(view(first));
  while (!round.done) {
    const checked = await checkCatalog(withTexts(host, root, round.value, first.texts), root, options);
    round = loop.next(view(checked));
  }
  return { ...round.value, catalogRules: first.rules ?? BUILT_IN };
}

/**
 * The host as it would be if the files of the catalog in `root` had these texts. Those that are as they were are read as they
 * are: a file that is not UTF-8 has a text for code frames, and must stay as unreadable as it is.
 */
function withTexts(
  host: Host,
  root: string,
  texts: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
): Host {
  const changed = [...texts].filter(([file, text]) => text !== before.get(file));
  const paths = new Map(changed.map(([file, text]) => [join(root, file), text]));
  return {
    ...host,
    readBytes(path) {
      const text = paths.get(path);
      return text === undefined ? host.readBytes(path) : new TextEncoder().encode(text);
    },
  };
}

/** Writes the repaired files, all or none; the diagnostics tell why not. */
export function writeRepairs(host: Host, root: string, result: FixResult): readonly Diagnostic[] {
  if (result.changed.length === 0) return [];
  // A draft is renamed over each file, which must not put a file in the place of a link.
  const base = host.realPath(root);
  const files = result.changed.map((file): PlannedFile => {
    const path = relativePath(base, host.realPath(join(root, file)));
    return { kind: 'write', path, ...contentOf(host, root, file, result) };
  });
  const help = 'Nothing was changed; mend the cause and run `sagac lint --fix` again.';
  return applyPlan(host, { root: base, files }).map((diagnostic) => ({ ...diagnostic, help }));
}

interface Content {
  readonly before: string;
  readonly after: string;
}

/** What a file holds and what it is to hold. A byte order mark is no part of the text that is repaired, and stays. */
function contentOf(host: Host, root: string, file: string, { texts }: FixResult): Content {
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(host.readBytes(join(root, file)));
  const mark = before.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = texts.get(file);
  return { before, after: text === undefined ? before : mark + text };
}

/** Unified diffs of the repaired files, with paths as seen from the folder that the command runs in. */
export function repairDiff(host: Host, root: string, result: FixResult): string {
  const base = relativePath(host.cwd, root);
  return result.changed
    .map((file) => {
      const { before, after } = contentOf(host, root, file, result);
      return unifiedDiff(joinPath(base, file), before, after);
    })
    .join('');
}

/** Tells what was repaired in the catalog at `root`, or with `dry` what would be. */
export function tellRepairs({ host, io }: CliContext, root: string, result: FixResult, dry: boolean): void {
  const base = relativePath(host.cwd, root);
  const { applied, changed, rejected, harms, remaining } = result;
  for (const { title, edits } of dry ? [] : applied) {
    const files = [...new Set(edits.map((edit) => joinPath(base, edit.span.file)))];
    print(io.err, `  fixed  ${printableLine(`${files.join(', ')}: ${title}`)}`);
  }
  const done = `${plural(applied.length, 'fix', 'fixes')} in ${plural(changed.length, 'file')}`;
  const leftOut = new Set(rejected.map(identityOf));
  const more = fixText(countFindings(remaining.filter((entry) => !leftOut.has(identityOf(entry)))));
  if (applied.length > 0) print(io.err, dry ? `Would make ${done}.` : `Made ${done}.`);
  else print(io.err, more === undefined ? 'There is nothing to fix.' : `Nothing was fixed; ${more}.`);
  if (rejected.length === 0) return;
  const left = `${plural(rejected.length, 'fix', 'fixes')} left out (${codesOf(rejected)})`;
  print(
    io.err,
    `${left}: then there would be something new to find${harms.length === 0 ? '' : ` (${harms.join(', ')})`}.`,
  );
}

function codesOf(diagnostics: readonly Diagnostic[]): string {
  return [...new Set(diagnostics.map((entry) => entry.code))].join(', ');
}
