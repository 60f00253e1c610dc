import { dirname, join, resolve } from 'node:path';
import type { EarlierState } from '../../against/index.js';
import { checks } from '../../compat/checks/index.js';
import { compareCatalogs } from '../../compat/compare.js';
import type { Comparison } from '../../compat/finding.js';
import { printableLine } from '../../diagnostics/index.js';
import { unifiedDiff } from '../../generate/write/line-diff.js';
import { type Host, HostError } from '../../host.js';
import { findCatalog } from '../../language/find-catalog.js';
import { dayOf } from '../../model/facts/days.js';
import type { Catalog } from '../../model/index.js';
import { readStates } from '../../read-states.js';
import { unreadableIn, withoutUnreadable } from '../compat/unreadable.js';
import { consequenceLines, elsewhereText, isProblem, whoLines } from '../compat/words.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { printDiff } from '../diff-text.js';
import { EXIT, type ExitCode } from '../exit.js';
import { relativePath } from '../paths.js';

/** `sagac diff-driver`: what a change means, for `git diff`. */
export const diffDriverCommand: CliCommand = {
  configure(command, perform) {
    command
      .argument('<path>', 'the file as git calls it')
      .argument('<old-file>', 'its old text')
      .argument('<old-hex>')
      .argument('<old-mode>')
      .argument('<new-file>', 'its new text')
      .argument('[new-hex]')
      .argument('[new-mode]')
      .argument('[renamed...]');
    command.addHelpText('after', HELP);
    command.action((path: string, oldFile: string, _hex: string, _mode: string, newFile: string) =>
      perform((context) => diffDriver(context, path, oldFile, newFile)),
    );
  },
};

const HELP = `
Git calls it with these arguments and shows what it prints: the difference of the
texts, and who breaks. Set it up in a repository:

  $ git config diff.sagac.command "sagac diff-driver"
  $ echo "*.yaml diff=sagac" >> .gitattributes
  $ echo "*.avsc diff=sagac" >> .gitattributes`;

/** Git stops the whole diff where a driver fails, so whatever cannot be compared is shown as text. */
async function diffDriver(context: CliContext, path: string, oldFile: string, newFile: string): Promise<ExitCode> {
  const { host, io } = context;
  const [before, after] = [textOf(host, oldFile), textOf(host, newFile)];
  print(io.out, `diff --sagac a/${path} b/${path}`);
  await printDiff(context, unifiedDiff(path, before ?? '', after ?? ''));
  const comparison = await compareFile(host, path, before, after);
  for (const line of comparison ? meaningLines(comparison) : []) print(io.out, printableLine(line));
  return EXIT.clean;
}

/** Compares two texts of a file; either is undefined where the file was not there. */
async function compareFile(
  host: Host,
  path: string,
  old: string | undefined,
  now: string | undefined,
): Promise<Comparison | undefined> {
  const absolute = resolve(host.cwd, path);
  const root = findCatalog(host, dirname(absolute));
  if (root !== undefined && /\.ya?ml$/.test(path)) {
    return compareDefinitions(host, root, withText(host, absolute, old), withText(host, absolute, now));
  }
  if (old === undefined || now === undefined) return undefined;
  const { compareTexts } = await import('../compat/schemas/compare-texts.js');
  return compareTexts(path, old, now);
}

/** The catalog with each of the two texts in the place of the file; everything else is as it lies there, and is read once. */
async function compareDefinitions(host: Host, root: string, old: Host, now: Host): Promise<Comparison | undefined> {
  const state: EarlierState = { label: '', kind: 'folder', host: old, root, also: [] };
  const {
    now: next,
    earlier: [then],
  } = await readStates(now, root, [state]);
  if (!then?.catalog || !next.catalog) return undefined;
  const parts = [unreadableIn(then), unreadableIn(next)];
  const readable = (catalog: Catalog) => withoutUnreadable(catalog, parts).catalog;
  return compareCatalogs(readable(then.catalog), readable(next.catalog), {
    against: '',
    checks,
    today: dayOf(host.now()),
    consumers: 'all',
    standing: { newest: true, all: true },
    acceptances: [],
  });
}

/** The disk with this text in the place of a file. */
function withText(host: Host, path: string, text: string | undefined): Host {
  const folder = dirname(path);
  const name = relativePath(folder, path);
  return {
    ...host,
    readBytes: (file) => (file === path ? new TextEncoder().encode(text ?? '') : host.readBytes(file)),
    kindOf: (file) => (file === path ? (text === undefined ? undefined : 'file') : host.kindOf(file)),
    list(where) {
      const others = host.list(where);
      if (resolve(where) !== folder) return others;
      const rest = others.filter((entry) => entry.name !== name);
      const all = text === undefined ? rest : [...rest, { name, kind: 'file' as const }];
      return all.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    realPath: (file) => (file === path ? join(host.realPath(folder), name) : host.realPath(file)),
  };
}

function meaningLines({ findings }: Comparison): readonly string[] {
  return findings.flatMap((finding) => {
    const elsewhere = elsewhereText(finding.consequences);
    const head = `# ${isProblem(finding) ? `${finding.severity} ` : ''}${finding.id}: ${finding.message}`;
    const also = elsewhere === '' ? [] : [`would break ${elsewhere}, which is not asked for`];
    const reasons = [...consequenceLines(finding.consequences, finding.message), ...whoLines(finding), ...also];
    return [head, ...(isProblem(finding) ? reasons.map((line) => `#   ${line}`) : [])];
  });
}

/** `/dev/null` stands for no file. */
function textOf(host: Host, file: string): string | undefined {
  const path = resolve(host.cwd, file);
  try {
    return host.kindOf(path) === 'file' ? new TextDecoder().decode(host.readBytes(path)) : undefined;
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
