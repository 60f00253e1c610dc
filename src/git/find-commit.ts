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
  const answer = host.git(folder, ['rev-parse', '--show-prefix']);
  if (!answer) return { problem: gitDiagnostic('git-not-installed', undefined, undefined) };
  if (answer.status !== 0) return { problem: notUsable(answer.err) };
  const prefix = new TextDecoder().decode(answer.out).replace(/\/?\r?\n$/, '');
  const ref = spec.startsWith(MERGE_BASE) ? spec.slice(MERGE_BASE.length) : spec;
  const tip = commitOf(host, folder, ref);
  if (tip === undefined) return { problem: notFound(host, folder, ref) };
  if (ref === spec) return { value: { commit: tip, prefix } };
  const commit = askGit(host, folder, 'merge-base', 'HEAD', tip);
  return commit === undefined ? { problem: noMergeBase(host, folder, ref) } : { value: { commit, prefix } };
}

function notUsable(err: string): Diagnostic {
  return err.includes('not a git repository') ? gitDiagnostic('not-a-repository', undefined, undefined) : refusal(err);
}

/** What begins with a dash would be a flag of git. */
function commitOf(host: Host, folder: string, ref: string): string | undefined {
  if (ref === '' || ref.startsWith('-')) return undefined;
  return askGit(host, folder, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
}

function notFound(host: Host, folder: string, ref: string): Diagnostic {
  const repository = repositoryKind(host, folder);
  const remotes = lines(askGit(host, folder, 'remote'));
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
  const [remote = 'origin'] = lines(askGit(host, folder, 'remote'));
  const help =
    repository === 'shallow'
      ? `Run \`git fetch --unshallow ${remote}\` first, or compare with \`${ref}\` itself.`
      : `Compare with \`${ref}\` itself.`;
  return gitDiagnostic('no-merge-base', undefined, { ref, repository }, { help });
}

function repositoryKind(host: Host, folder: string): 'whole' | 'shallow' {
  return askGit(host, folder, 'rev-parse', '--is-shallow-repository') === 'true' ? 'shallow' : 'whole';
}

function lines(text: string | undefined): readonly string[] {
  return (text ?? '').split('\n').filter((line) => line !== '');
}
