import { defineDiagnostics } from '../diagnostics/index.js';

type Repository = 'whole' | 'shallow';

/** Why an earlier state of a catalog is not there to compare with. */
export const againstDiagnostic = defineDiagnostics({
  'against-registry': {
    severity: 'error',
    message: () => 'Comparing with a registry is not built yet, so none was asked.',
    help: () => 'Compare with a git ref, a folder or a snapshot file.',
  },
  'against-not-found': {
    severity: 'error',
    message: (p: { path: string; git: boolean }) =>
      p.git
        ? `There is no folder or snapshot \`${p.path}\`, and no git repository in which it could be a branch or tag.`
        : `There is no folder or snapshot \`${p.path}\`.`,
    help: () => 'Name the folder of a catalog, a file that `sagac snapshot` wrote, or a git ref.',
  },
  'against-no-catalog': {
    severity: 'error',
    message: (p: { path: string; inside: number; transitive: boolean }) =>
      p.transitive
        ? `\`${p.path}\` has no \`sagac.yaml\`, and holds no catalogs or snapshots.`
        : `\`${p.path}\` has no \`sagac.yaml\`.`,
    help: (p: { inside: number }) =>
      p.inside > 0
        ? `Add \`--transitive\` to compare with all that lies in it (${p.inside} found), or name one of them.`
        : 'Name the folder of a catalog, or a file that `sagac snapshot` wrote.',
  },
  'against-unreadable': {
    severity: 'error',
    message: (p: { path: string; code: string }) => `\`${p.path}\` cannot be read (${p.code}).`,
    help: () => 'Check that it is there and that you may read it.',
  },
  'against-both': {
    severity: 'info',
    message: (p: { name: string }) => `\`${p.name}\` is a git ref and a path; the ref is what is compared with.`,
    help: (p: { name: string }) => `Write \`./${p.name}\` for the path.`,
  },
  'against-same-state': {
    severity: 'info',
    message: (p: { name: string; as: string }) =>
      `\`${p.name}\` is the very state of \`${p.as}\`, and is compared with once.`,
  },
  'no-catalog-at-ref': {
    severity: 'error',
    message: (p: { ref: string; folder: string; catalog: string }) =>
      `At \`${p.ref}\` there was no catalog in \`${p.folder}\`, and none called \`${p.catalog}\` elsewhere.`,
    help: (p: { ref: string; others: readonly string[] }) =>
      p.others.length === 0
        ? 'Compare with a later state; the first one of a catalog has nothing before it.'
        : `If it lay elsewhere under another name, say where: ${sayWhere(p.ref, p.others)}.`,
  },
  'several-catalogs-at-ref': {
    severity: 'error',
    message: (p: { ref: string; folder: string; catalog: string; others: readonly string[] }) =>
      `At \`${p.ref}\` there was no catalog in \`${p.folder}\`, but ${p.others.length} called \`${p.catalog}\` elsewhere.`,
    help: (p: { ref: string; others: readonly string[] }) => `Say which: ${sayWhere(p.ref, p.others)}.`,
  },
  'no-catalog-in-folder': {
    severity: 'error',
    message: (p: { ref: string; folder: string }) => `At \`${p.ref}\` there is no \`sagac.yaml\` in \`${p.folder}\`.`,
    help: (p: { ref: string; others: readonly string[] }) =>
      p.others.length === 0
        ? 'The folder counts from the top of the repository, and there was no catalog at all then.'
        : `The folder counts from the top of the repository: ${sayWhere(p.ref, p.others)}.`,
  },
  'no-version-tag': {
    severity: 'error',
    message: (p: { glob: string | undefined; repository: Repository; onHead: string | undefined }) =>
      p.onHead === undefined
        ? `The history of \`HEAD\` has no tag ${matching(p.glob)}${inShallow(p.repository)}.`
        : `\`${p.onHead}\` is this very state, and its history has no other tag ${matching(p.glob)}${inShallow(p.repository)}.`,
  },
  'several-tag-families': {
    severity: 'error',
    message: (p: { globs: readonly string[] }) =>
      `The tags are versions of different things: ${p.globs.map((glob) => `\`${glob}\``).join(', ')}.`,
    help: (p: { globs: readonly string[] }) => `Say which: \`latest-tag:${p.globs[0]}\`.`,
  },
  'against-head-tag': {
    severity: 'info',
    message: (p: { tag: string }) =>
      `\`${p.tag}\` is the last commit, and files of the catalog have been changed since.`,
    help: () => 'Commit the changes to compare them with the version before that one.',
  },
  'history-cut-off': {
    severity: 'warning',
    message: () => 'This is a shallow clone, so there may be earlier versions that are not compared with.',
    help: (p: { remote: string }) => `Run \`git fetch --tags --unshallow ${p.remote}\` first.`,
  },
});

function sayWhere(ref: string, folders: readonly string[]): string {
  const shown = folders.slice(0, 3).map((folder) => `\`${ref}:${folder}\``);
  return folders.length > 3 ? `${shown.join(', ')} ...` : shown.join(' or ');
}

function matching(glob: string | undefined): string {
  return glob === undefined ? 'with a version' : `that matches \`${glob}\``;
}

function inShallow(repository: Repository): string {
  return repository === 'shallow' ? ', as far as this shallow clone goes' : '';
}
