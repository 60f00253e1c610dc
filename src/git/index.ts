export { gitDiagnostic } from './messages.js';
export type { Result } from './run-git.js';
export { openSnapshot, type Snapshot } from './snapshot.js';
export { createSnapshotHost } from './snapshot-host.js';
