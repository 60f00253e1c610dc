import type { Rule } from '../../rule.js';

/** The rules of the group `delivery`, sorted by id. */
export const delivery: readonly Rule[] = [];
