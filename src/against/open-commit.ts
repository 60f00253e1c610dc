import type { Diagnostic, Outcome } from '../diagnostics/index.js';
import { findCommit, listTags, remotesOf, repositoryKind, type Tag } from '../git/index.js';
import type { AgainstOptions, EarlierState } from './earlier-state.js';
import {
  type CatalogTree,
  findCatalogTrees,
  findTreeIn,
  type GitPlace,
  gitStates,
  type NamedCommit,
} from './git-place.js';
import { againstDiagnostic } from './messages.js';
import { compareByVersion } from './version-order.js';

/** States to compare with; none where the diagnostics tell why. */
export type States = Outcome<readonly EarlierState[]>;

/**
 * The catalog as of a ref, in the folder that it has today or in one that is named from the top of the repository. With
 * `transitive`, also as of every tag in the history of the ref, oldest first.
 */
export function openCommit(
  place: GitPlace,
  ref: string,
  folder: string | undefined,
  { transitive }: AgainstOptions,
): States {
  const { host, root } = place;
  const found = findCommit(host, root, ref);
  if ('problem' in found) return refused(found.problem);
  const named = { label: folder === undefined ? ref : `${ref}:${folder}`, commit: found.value.commit };
  const tree = folder === undefined ? findCatalogTree(place, named) : findTreeIn(place, named, ref, folder);
  if ('problem' in tree) return refused(tree.problem);
  if (!transitive) return gitStates(place, [tree.value]);
  const tags = listTags(host, root, '*', named.commit);
  if ('problem' in tags) return refused(tags.problem);
  const byTime = [...tags.value].sort((a, b) => a.time - b.time || compareByVersion(a.name, b.name));
  return openTags(place, byTime, [tree.value]);
}

/** The catalog in one commit. */
export function findCatalogTree(place: GitPlace, named: NamedCommit) {
  const [tree] = findCatalogTrees(place, [named]);
  if (tree === undefined) throw new Error('each commit has an answer');
  return tree;
}

/** The catalog as of each tag that has it, and as of what comes behind them. */
export function openTags(place: GitPlace, tags: readonly Tag[], behind: readonly CatalogTree[] = []): States {
  const found = findCatalogTrees(
    place,
    tags.map((tag) => ({ label: tag.name, commit: tag.commit })),
  );
  const trees = found.flatMap((tree) => ('problem' in tree ? [] : [tree.value]));
  const unclear = found.flatMap((tree) => ('problem' in tree && tree.problem.code !== NOT_YET ? [tree.problem] : []));
  const states = gitStates(place, [...trees, ...behind]);
  const warnings = unclear.map((problem): Diagnostic => ({ ...problem, severity: 'warning' }));
  return { value: states.value, diagnostics: [...cutOff(place), ...warnings, ...states.diagnostics] };
}

/** A tag from before there was a catalog is nothing to tell about. */
const NOT_YET = 'no-catalog-at-ref';

/** What a shallow clone does not have cannot be found. */
function cutOff({ host, root }: GitPlace): readonly Diagnostic[] {
  if (repositoryKind(host, root) === 'whole') return [];
  const [remote = 'origin'] = remotesOf(host, root);
  return [againstDiagnostic('history-cut-off', undefined, { remote })];
}

/** No states, and why. */
export function refused(...diagnostics: readonly Diagnostic[]): States {
  return { value: [], diagnostics };
}
