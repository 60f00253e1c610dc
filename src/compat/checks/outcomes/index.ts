import type { CompatCheck } from '../../check.js';
import { commandEffectChanged } from './command-effect-changed.js';
import { commandRetryChanged } from './command-retry-changed.js';
import { commandTimeoutChanged } from './command-timeout-changed.js';
import { failureEffectChanged } from './failure-effect-changed.js';
import { failureLinkChanged } from './failure-link-changed.js';
import { outcomeAdded } from './outcome-added.js';
import { outcomeRemoved } from './outcome-removed.js';
import { outcomeRoleChanged } from './outcome-role-changed.js';
import { retryableChanged } from './retryable-changed.js';

/** The checks of the group `outcomes`, sorted by id. */
export const outcomeChecks: readonly CompatCheck[] = [
  commandEffectChanged,
  commandRetryChanged,
  commandTimeoutChanged,
  failureEffectChanged,
  failureLinkChanged,
  outcomeAdded,
  outcomeRemoved,
  outcomeRoleChanged,
  retryableChanged,
];
