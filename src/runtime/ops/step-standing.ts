import { nameOfPath, scopeOfPath, tryOfPath } from '../saga/paths.js';
import { pathsOf } from '../saga/sites.js';
import { type CallState, type SagaState, type StepState, stepOf } from '../saga/state.js';

/** How far a step is, in all its rounds together. */
export type Standing = 'failed' | 'waiting' | 'undone' | 'done' | 'skipped' | 'open';

export interface StepStanding {
  readonly standing: Standing;
  /** In words: `done`, or `2 done, 1 waiting` where it ran in rounds. */
  readonly text: string;
}

/** How far the step of a name is; `open` where it has not been reached. */
export function standingOf(state: SagaState, name: string): StepStanding {
  const words = latestTries(pathsOf(state, name)).map((path) => wordOf(stepOf(state, path) ?? {}));
  const standing = ORDER.find((candidate) => words.some((word) => STANDING[word] === candidate)) ?? 'open';
  if (words.length < 2) return { standing, text: words[0] ?? 'open' };
  const counts = new Map<Word, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { standing, text: [...counts].map(([word, count]) => `${count} ${word}`).join(', ') };
}

type Word = keyof typeof STANDING;

const STANDING = {
  'undo failed': 'failed',
  failed: 'failed',
  'cannot be worked out': 'failed',
  'being undone': 'waiting',
  waiting: 'waiting',
  'will be tried again': 'waiting',
  'asking whether it happened': 'waiting',
  undone: 'undone',
  done: 'done',
  'failed and handled': 'skipped',
  skipped: 'skipped',
  open: 'open',
} as const satisfies Readonly<Record<string, Standing>>;

/** The worst first: it stands for all. */
const ORDER: readonly Standing[] = ['failed', 'waiting', 'undone', 'done', 'skipped'];

function wordOf({ do: forward, undo, handled }: StepState): Word {
  if (undo?.status === 'succeeded') return 'undone';
  if (undo?.status === 'failed' || undo?.status === 'blocked') return 'undo failed';
  if (undo !== undefined && undo.status !== 'skipped') return 'being undone';
  if (forward === undefined) return 'open';
  return handled !== undefined && forward.status === 'failed' ? 'failed and handled' : WORDS[forward.status];
}

const WORDS: Readonly<Record<CallState['status'], Word>> = {
  waiting: 'waiting',
  'backing-off': 'will be tried again',
  checking: 'asking whether it happened',
  succeeded: 'done',
  failed: 'failed',
  skipped: 'skipped',
  blocked: 'cannot be worked out',
};

/** What became of earlier tries is history. */
function latestTries(paths: readonly string[]): readonly string[] {
  const latest = new Map<string, string>();
  for (const path of paths) {
    const base = scopeOfPath(path) + nameOfPath(path);
    const known = latest.get(base);
    if (known === undefined || tryOfPath(known) < tryOfPath(path)) latest.set(base, path);
  }
  return [...latest.values()];
}
