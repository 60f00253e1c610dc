export type { CatalogSnapshot, IndexEntry } from './catalog-snapshot.js';
export { snapshotDiagnostic } from './messages.js';
export { printSnapshot } from './print-snapshot.js';
export { claimsToBeSnapshot, readSnapshot, type SnapshotFiles, type SnapshotRead } from './read-snapshot.js';
export { createStoredHost, STORED_ROOT } from './stored-host.js';
export { takeSnapshot } from './take-snapshot.js';
