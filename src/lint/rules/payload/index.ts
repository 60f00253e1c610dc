import type { Rule } from '../../rule.js';
import { invalidExample } from './invalid-example.js';
import { noSecrets } from './no-secrets.js';
import { thinEvent } from './thin-event.js';

/** The rules of the group `payload`, sorted by id. */
export const payload: readonly Rule[] = [invalidExample, noSecrets, thinEvent];
