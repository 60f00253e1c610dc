import { defineDiagnostics } from '../diagnostics/index.js';

/** Why a snapshot is not written, or cannot be read. */
export const snapshotDiagnostic = defineDiagnostics({
  'snapshot-of-errors': {
    severity: 'error',
    message: () => 'No snapshot is written of a catalog with errors: it could not be compared with.',
    help: () => 'Repair what is listed above first.',
  },
  'snapshot-foreign': {
    severity: 'error',
    message: (p: { file: string }) => `\`${p.file}\` is no snapshot of a catalog.`,
    help: () => 'Name a file that `sagac snapshot` wrote, the folder of a catalog, or a git ref.',
  },
  'snapshot-too-new': {
    severity: 'error',
    message: (p: { file: string; version: number; known: number }) =>
      `\`${p.file}\` is a snapshot of version ${p.version}, and this sagac reads up to version ${p.known}.`,
    help: () => 'Update sagac, or write the snapshot anew with this one.',
  },
  'snapshot-damaged': {
    severity: 'error',
    message: (p: { place: string; reason: string }) => `The snapshot cannot be used: ${p.reason} (${p.place}).`,
    help: () => 'Write it anew with `sagac snapshot`; it is not meant to be changed by hand.',
  },
  'snapshot-too-large': {
    severity: 'error',
    message: (p: { file: string; bytes: number; most: number }) =>
      `\`${p.file}\` has ${p.bytes} bytes, more than the ${p.most} that are read of a snapshot.`,
    help: () => 'Name a file that `sagac snapshot` wrote.',
  },
});
