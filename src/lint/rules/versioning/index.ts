import type { Rule } from '../../rule.js';

/** The rules of the group `versioning`, sorted by id. */
export const versioning: readonly Rule[] = [];
