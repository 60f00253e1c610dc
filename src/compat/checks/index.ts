import type { CompatCheck } from '../check.js';
import { deliveryChecks } from './delivery/index.js';
import { flowChecks } from './flows/index.js';
import { messageChecks } from './messages/index.js';
import { outcomeChecks } from './outcomes/index.js';
import { payloadChecks } from './payload/index.js';
import { sagaChecks } from './sagas/index.js';
import { topologyChecks } from './topology/index.js';

/** Every check, group by group: one for each kind of change. */
export const checks: readonly CompatCheck[] = [
  ...payloadChecks,
  ...messageChecks,
  ...outcomeChecks,
  ...deliveryChecks,
  ...topologyChecks,
  ...flowChecks,
  ...sagaChecks,
];
