import type { Rule } from '../../rule.js';
import { missingCompensation } from './missing-compensation.js';
import { missingDeadline } from './missing-deadline.js';
import { unmappedInput } from './unmapped-input.js';

/** The rules of the group `sagas`, sorted by id. */
export const sagas: readonly Rule[] = [missingCompensation, missingDeadline, unmappedInput];
