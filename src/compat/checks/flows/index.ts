import type { CompatCheck } from '../../check.js';
import { flowAdded } from './flow-added.js';
import { flowRemoved } from './flow-removed.js';
import { reactionAdded } from './reaction-added.js';
import { reactionChanged } from './reaction-changed.js';
import { reactionRemoved } from './reaction-removed.js';

/** The checks of the group `flows`, sorted by id. */
export const flowChecks: readonly CompatCheck[] = [
  flowAdded,
  flowRemoved,
  reactionAdded,
  reactionChanged,
  reactionRemoved,
];
