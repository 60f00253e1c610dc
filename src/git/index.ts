export { type Contents, createContents } from './contents.js';
export { commitOf, findCommit, findPrefix, remotesOf, repositoryKind } from './find-commit.js';
export { findFoldersWith, findObjects, findTree } from './find-trees.js';
export { isCommitted, listTags, type Tag } from './list-tags.js';
export { gitDiagnostic } from './messages.js';
export type { Result } from './run-git.js';
export { openSnapshot, openTree, type Snapshot } from './snapshot.js';
export { createSnapshotHost } from './snapshot-host.js';
