export type { AgainstOptions, EarlierState } from './earlier-state.js';
export { againstDiagnostic } from './messages.js';
export { openAgainst } from './open-against.js';
export type { States } from './open-commit.js';
