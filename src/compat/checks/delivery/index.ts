import type { CompatCheck } from '../../check.js';
import { brokerChanged } from './broker-changed.js';
import { channelShapeChanged } from './channel-shape-changed.js';
import { consumerGroupChanged } from './consumer-group-changed.js';
import { deadLetterChanged } from './dead-letter-changed.js';
import { deliveryChanged } from './delivery-changed.js';
import { inboxChanged } from './inbox-changed.js';
import { keyChanged } from './key-changed.js';
import { maxBytesChanged } from './max-bytes-changed.js';
import { orderingChanged } from './ordering-changed.js';
import { outboxChanged } from './outbox-changed.js';
import { partitionsChanged } from './partitions-changed.js';
import { retentionChanged } from './retention-changed.js';
import { retryDelaysChanged } from './retry-delays-changed.js';

/** The checks of the group `delivery`, sorted by id. */
export const deliveryChecks: readonly CompatCheck[] = [
  brokerChanged,
  channelShapeChanged,
  consumerGroupChanged,
  deadLetterChanged,
  deliveryChanged,
  inboxChanged,
  keyChanged,
  maxBytesChanged,
  orderingChanged,
  outboxChanged,
  partitionsChanged,
  retentionChanged,
  retryDelaysChanged,
];
