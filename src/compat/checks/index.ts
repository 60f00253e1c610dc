import type { CompatCheck } from '../check.js';
import { delivery } from './delivery/index.js';
import { messages } from './messages/index.js';
import { outcomes } from './outcomes/index.js';
import { payloadChecks } from './payload/index.js';
import { sagaChecks } from './sagas/index.js';
import { topology } from './topology/index.js';

/** Every check, group by group: one for each kind of change. */
export const checks: readonly CompatCheck[] = [
  ...payloadChecks,
  ...messages,
  ...outcomes,
  ...delivery,
  ...topology,
  ...sagaChecks,
];
