import type { Rule } from '../../rule.js';
import { channelNaming } from './channel-naming.js';
import { competingConsumersOnOneGroup } from './competing-consumers-on-one-group.js';
import { deadLetterWithoutOwner } from './dead-letter-without-owner.js';
import { dedupWindowTooShort } from './dedup-window-too-short.js';
import { eventWithoutChannel } from './event-without-channel.js';
import { exactlyOnceAcrossSystems } from './exactly-once-across-systems.js';
import { keyNotInPayload } from './key-not-in-payload.js';
import { lowCardinalityKey } from './low-cardinality-key.js';
import { missingDeadLetter } from './missing-dead-letter.js';
import { missingInbox } from './missing-inbox.js';
import { missingOutbox } from './missing-outbox.js';
import { mixedChannel } from './mixed-channel.js';
import { orderingWithoutKey } from './ordering-without-key.js';
import { outboxPurgedEarly } from './outbox-purged-early.js';
import { queueUsedAsBroadcast } from './queue-used-as-broadcast.js';
import { retryLongerThanRetention } from './retry-longer-than-retention.js';
import { retryWithoutBackoff } from './retry-without-backoff.js';
import { tooFewPartitions } from './too-few-partitions.js';
import { tooManyConsumersOnePurpose } from './too-many-consumers-one-purpose.js';

/** The rules of the group `delivery`, sorted by id. */
export const delivery: readonly Rule[] = [
  channelNaming,
  competingConsumersOnOneGroup,
  deadLetterWithoutOwner,
  dedupWindowTooShort,
  eventWithoutChannel,
  exactlyOnceAcrossSystems,
  keyNotInPayload,
  lowCardinalityKey,
  missingDeadLetter,
  missingInbox,
  missingOutbox,
  mixedChannel,
  orderingWithoutKey,
  outboxPurgedEarly,
  queueUsedAsBroadcast,
  retryLongerThanRetention,
  retryWithoutBackoff,
  tooFewPartitions,
  tooManyConsumersOnePurpose,
];
