/** The public API of `sagac/runtime/testing`: what generated tests, and tests of real participants, import. */
export { assertUndone, type Undone } from './assert-undone.js';
export { type EventBringerOptions, eventBringer } from './event-bringer.js';
export { type Rehearsal, type RehearsalOptions, rehearse } from './rehearse.js';
export type { Faults } from './with-faults.js';
