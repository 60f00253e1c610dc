import type { Diagnostic } from '../diagnostics/index.js';
import type { Host } from '../host.js';
import { fetchCommand } from './fetch-command.js';
import { gitDiagnostic } from './messages.js';
import { askGit, type Result, refusal } from './run-git.js';

const MERGE_BASE = 'merge-base:';

/** A commit, and where the folder that was asked about lies in its repository: `services/catalog`, or empty. */
export interface FoundCommit {
  readonly commit: string;
  readonly prefix: string;
}

/**
 * The commit that `spec` names as seen from `folder`: a branch, a tag, a hash, `HEAD~3`, or `merge-base:REF` for the commit
 * where the current branch left REF. Where it is not there, the diagnostic has the command that fetches it.
 */
export function findCommit(host: Host, folder: string, spec: string): Result<FoundCommit> {
  const inside = findPrefix(host, folder);
  if ('problem' in inside) return inside;
  const prefix = inside.value;
  const ref = spec.startsWith(MERGE_BASE) ? spec.slice(MERGE_BASE.length) : spec;
  const tip = commitOf(host, folder, ref);
  if (tip === undefined) return { problem: notFound(host, folder, ref) };
  if (ref === spec) return { value: { commit: tip, prefix } };
  const commit = askGit(host, folder, 'merge-base', 'HEAD', tip);
  return commit === undefined ? { problem: noMergeBase(host, folder, ref) } : { value: { commit, prefix } };
}

/** Where a folder lies in its repository: `services/catalog`, or empty for the repository itself. */
export function findPrefix(host: Host, folder: string): Result<string> {
  const answer = host.git(folder, ['rev-parse', '--show-prefix']);
  if (!answer) return { problem: gitDiagnostic('git-not-installed', undefined, undefined) };
  if (answer.status !== 0) return { problem: notUsable(answer.err) };
  return { value: new TextDecoder().decode(answer.out).replace(/\/?\r?\n$/, '') };
}

function notUsable(err: string): Diagnostic {
  return err.includes('not a git repository') ? gitDiagnostic('not-a-repository', undefined, undefined) : refusal(err);
}

/** The commit that a ref names, if there is one. What begins with a dash would be a flag of git. */
export function commitOf(host: Host, folder: string, ref: string): string | undefined {
  if (ref === '' || ref.startsWith('-')) return undefined;
  return askGit(host, folder, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
}

function notFound(host: Host, folder: string, ref: string): Diagnostic {
  const repository = repositoryKind(host, folder);
  const remotes = remotesOf(host, folder);
  const tracking = remotes.map((remote) => `${remote}/${ref}`).find((name) => commitOf(host, folder, name));
  const command = fetchCommand(ref, remotes, repository === 'shallow');
  const help =
    tracking !== undefined
      ? `Did you mean \`${tracking}\`?`
      : command === undefined
        ? 'Run `git branch --all` and `git tag` to see what there is.'
        : `Run \`${command}\` first.`;
  return gitDiagnostic('git-ref-not-found', undefined, { ref, repository }, { help });
}

function noMergeBase(host: Host, folder: string, ref: string): Diagnostic {
  const repository = repositoryKind(host, folder);
  const [remote = 'origin'] = remotesOf(host, folder);
  const help =
    repository === 'shallow'
      ? `Run \`git fetch --unshallow ${remote}\` first, or compare with \`${ref}\` itself.`
      : `Compare with \`${ref}\` itself.`;
  return gitDiagnostic('no-merge-base', undefined, { ref, repository }, { help });
}

/** Whether the history is cut off somewhere, as it is in most jobs of a CI. */
export function repositoryKind(host: Host, folder: string): 'whole' | 'shallow' {
  return askGit(host, folder, 'rev-parse', '--is-shallow-repository') === 'true' ? 'shallow' : 'whole';
}

/** Names of the repositories that this one knows. */
export function remotesOf(host: Host, folder: string): readonly string[] {
  return (askGit(host, folder, 'remote') ?? '').split('\n').filter((line) => line !== '');
}
