import { compareText, type Diagnostic } from '../diagnostics/index.js';
import { findCommit, isCommitted, listTags, type Result, remotesOf, repositoryKind, type Tag } from '../git/index.js';
import type { AgainstOptions } from './earlier-state.js';
import { type GitPlace, gitStates } from './git-place.js';
import { againstDiagnostic } from './messages.js';
import { findCatalogTree, openTags, refused, type States } from './open-commit.js';
import { compareByVersion, versionIn } from './version-order.js';

/**
 * The catalog as of the newest version among the tags in the history of `HEAD`, without a tag of `HEAD` itself where nothing
 * has changed since; with `transitive`, as of all of them, oldest first.
 */
export function openLatestTag(place: GitPlace, glob: string | undefined, { transitive }: AgainstOptions): States {
  const { host, root } = place;
  const found = findCommit(host, root, 'HEAD');
  if ('problem' in found) return refused(found.problem);
  const head = found.value.commit;
  const listed = listTags(host, root, glob ?? '*', head);
  if ('problem' in listed) return refused(listed.problem);
  const chosen = glob === undefined ? versionsOf(listed.value) : listed;
  if ('problem' in chosen) return refused(chosen.problem);
  const tags = [...chosen.value].sort(compareTags);
  // A tag of this very commit names what is compared, as long as nothing was changed since.
  const onHead = tags.findLast(({ commit }) => commit === head);
  const changed = onHead !== undefined && !isCommitted(host, root);
  const earlier = changed ? tags : tags.filter(({ commit }) => commit !== head);
  const newest = earlier.at(-1);
  if (newest === undefined) return refused(noTag(place, glob, onHead?.name));
  const told = changed ? [againstDiagnostic('against-head-tag', undefined, { tag: onHead.name })] : [];
  const states = transitive ? openTags(place, earlier) : openTag(place, newest);
  if (transitive && states.value.length === 0) return openTag(place, newest);
  return { value: states.value, diagnostics: [...told, ...states.diagnostics] };
}

function openTag(place: GitPlace, { name, commit }: Tag): States {
  const tree = findCatalogTree(place, { label: name, commit });
  return 'problem' in tree ? refused(tree.problem) : gitStates(place, [tree.value]);
}

/**
 * The tags that are versions of one thing: plain ones (`v1.2.0`) where there are some, else those with one and the same text
 * before the version. Pre-releases count where there is nothing else.
 */
function versionsOf(tags: readonly Tag[]): Result<readonly Tag[]> {
  const versions = tags.flatMap((tag) => {
    const version = versionIn(tag.name);
    return version ? [{ tag, version }] : [];
  });
  const families = [...new Set(versions.map(({ version }) => version.family))].sort(compareText);
  const [first, ...more] = families;
  if (first !== '' && more.length > 0) {
    const globs = families.map((family) => `${family}*`);
    return { problem: againstDiagnostic('several-tag-families', undefined, { globs }) };
  }
  const own = versions.filter(({ version }) => version.family === first);
  const releases = own.filter(({ version }) => version.before.length === 0);
  return { value: (releases.length > 0 ? releases : own).map(({ tag }) => tag) };
}

/** By version; tags without one come before all others, by time. */
function compareTags(a: Tag, b: Tag): number {
  if (versionIn(a.name) || versionIn(b.name)) return compareByVersion(a.name, b.name);
  return a.time - b.time || compareText(a.name, b.name);
}

function noTag({ host, root }: GitPlace, glob: string | undefined, onHead: string | undefined): Diagnostic {
  const repository = repositoryKind(host, root);
  const [remote] = remotesOf(host, root);
  const everywhere = listTags(host, root, glob ?? '*');
  const others = 'problem' in everywhere ? [] : everywhere.value.filter(({ name }) => name !== onHead);
  const newest = others
    .filter(({ name }) => glob !== undefined || versionIn(name))
    .sort(compareTags)
    .at(-1);
  const flags = repository === 'shallow' ? '--tags --unshallow' : '--tags';
  const fetch = remote === undefined ? undefined : `run \`git fetch ${flags} ${remote}\` first`;
  const name = newest && `compare with \`${newest.name}\`, which is not in this history`;
  const ways = [fetch, name].filter((way) => way !== undefined).join(', or ');
  const help = ways === '' ? 'tag a release (`git tag v1.0.0`), or compare with a branch or commit' : ways;
  const params = { glob, repository, onHead };
  return againstDiagnostic('no-version-tag', undefined, params, {
    help: `${help.slice(0, 1).toUpperCase()}${help.slice(1)}.`,
  });
}
