import { defineDiagnostics } from '../../diagnostics/index.js';

/** Wrong usage of `sagac import`, and what stands in the way of writing. */
export const importProblem = defineDiagnostics({
  'source-not-found': {
    severity: 'error',
    message: (p: { path: string }) => `There is no file or folder \`${p.path}\`.`,
    help: () => 'Name a file with a schema or a document, a folder of them, or `-` for the standard input.',
  },
  'source-unreadable': {
    severity: 'error',
    message: (p: { path: string; reason: string }) => `\`${p.path}\` ${p.reason}.`,
  },
  'nothing-to-import': {
    severity: 'error',
    message: (p: { formats: string }) => `Nothing here is in a format that can be imported: ${p.formats}.`,
    help: () => 'Where a file is in one of them all the same, name the format with `--format`.',
  },
  'nothing-for-a-catalog': {
    severity: 'error',
    message: () => 'Nothing of what was read has a place in a catalog.',
    help: () => 'Nothing was written. What was left out, and why, is told above.',
  },
  'out-is-file': {
    severity: 'error',
    message: (p: { path: string }) => `\`${p.path}\` is a file, and a catalog is a folder.`,
    help: () => 'Name a folder with `--out DIR`.',
  },
  'no-place-to-import': {
    severity: 'error',
    message: () => 'There is no catalog here that the definitions could go to.',
    help: () => 'Name a folder for a new one with `--out DIR`.',
  },
  'import-over-file': {
    severity: 'error',
    message: (p: { files: string; folder: string }) => `\`${p.folder}\` already has ${p.files}.`,
    help: () => 'Add `--merge` to bring both together, or name another folder with `--out`.',
  },
  'import-over-definition': {
    severity: 'error',
    message: (p: { names: string }) => `The catalog already defines ${p.names}.`,
    help: () => 'Add `--merge` to bring both together, or name another folder with `--out`.',
  },
  'merge-without-catalog': {
    severity: 'error',
    message: (p: { folder: string }) => `\`${p.folder}\` has no \`sagac.yaml\`, so there is nothing to merge with.`,
    help: () => 'Leave `--merge` away to begin a catalog there.',
  },
  'merge-into-errors': {
    severity: 'error',
    message: () => 'Nothing can be merged into a catalog with errors.',
    help: () => 'Repair what is listed above first.',
  },
});
