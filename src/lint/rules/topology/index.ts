import type { Rule } from '../../rule.js';
import { orphanEvent } from './orphan-event.js';
import { unknownReference } from './unknown-reference.js';

/** The rules of the group `topology`, sorted by id. */
export const topology: readonly Rule[] = [orphanEvent, unknownReference];
