import { commitOf } from '../git/index.js';
import type { Host } from '../host.js';
import { parseAgainst } from './against-spec.js';
import type { AgainstOptions } from './earlier-state.js';
import { type GitPlace, openGitPlace } from './git-place.js';
import { againstDiagnostic } from './messages.js';
import { openCommit, refused, type States } from './open-commit.js';
import { openLatestTag } from './open-latest-tag.js';
import { kindOfPath, openPath } from './open-path.js';

/**
 * The earlier states that `--against` names for the catalog in the folder `root`, oldest first: a git ref, `merge-base:REF`,
 * `REF:FOLDER`, `latest-tag`, `latest-tag:GLOB`, a folder or a snapshot file. Without a state, errors tell why; beside
 * states there may be notes and warnings.
 */
export function openAgainst(host: Host, root: string, text: string, options: AgainstOptions): States {
  const spec = parseAgainst(text);
  switch (spec.kind) {
    case 'registry':
      return refused(againstDiagnostic('against-registry', undefined, undefined));
    case 'latest-tag':
      return inGit(host, root, (place) => openLatestTag(place, spec.glob, options));
    case 'commit':
      return inGit(host, root, (place) => openCommit(place, spec.ref, spec.folder, options));
    case 'path':
      return openPath(host, spec.path, options);
    case 'name':
      return openName(host, root, spec.name, options);
  }
}

function inGit(host: Host, root: string, open: (place: GitPlace) => States): States {
  const place = openGitPlace(host, root);
  return 'problem' in place ? refused(place.problem) : open(place.value);
}

/** A ref comes before a path, so that what is compared does not depend on what happens to lie in a folder. */
function openName(host: Host, root: string, name: string, options: AgainstOptions): States {
  const place = openGitPlace(host, root);
  const isPath = kindOfPath(host, name) !== undefined;
  const isRef = !('problem' in place) && commitOf(host, root, name) !== undefined;
  if (isPath && !isRef) return openPath(host, name, options);
  if ('problem' in place) {
    const isForeign = place.problem.code === 'not-a-repository';
    return refused(
      isForeign ? againstDiagnostic('against-not-found', undefined, { path: name, git: true }) : place.problem,
    );
  }
  if (!isRef && name.endsWith('.json')) {
    return refused(againstDiagnostic('against-not-found', undefined, { path: name, git: false }));
  }
  const { value, diagnostics } = openCommit(place.value, name, undefined, options);
  const both = isPath ? [againstDiagnostic('against-both', undefined, { name })] : [];
  return { value, diagnostics: [...both, ...diagnostics] };
}
