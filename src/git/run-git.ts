import type { Diagnostic } from '../diagnostics/index.js';
import type { Host } from '../host.js';
import { gitDiagnostic } from './messages.js';

/** A value, or why there is none. */
export type Result<T> = { readonly value: T } | { readonly problem: Diagnostic };

/** The output of a git command in a folder; undefined where git refuses it, which questions may mean to find out. */
export function askGit(host: Host, folder: string, ...args: readonly string[]): string | undefined {
  const answer = host.git(folder, args);
  return answer?.status === 0 ? new TextDecoder().decode(answer.out).trimEnd() : undefined;
}

/** Git's own words without what it puts before them, as the rest of a sentence. */
export function refusal(err: string): Diagnostic {
  const line = err.split('\n').find((text) => text.trim() !== '') ?? 'it gave no reason';
  const reason = line.replace(/^(fatal|error): /, '').replace(/[.:]$/, '');
  return gitDiagnostic('git-failed', undefined, { reason });
}
