import type { Rule } from '../../rule.js';
import { eventPastTense } from './event-past-tense.js';

/** The rules of the group `naming`, sorted by id. */
export const naming: readonly Rule[] = [eventPastTense];
