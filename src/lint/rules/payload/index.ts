import type { Rule } from '../../rule.js';
import { booleanFlagPair } from './boolean-flag-pair.js';
import { enumWithoutUnknown } from './enum-without-unknown.js';
import { idAsIntegerDrift } from './id-as-integer-drift.js';
import { insufficientForConsumer } from './insufficient-for-consumer.js';
import { invalidExample } from './invalid-example.js';
import { missingExample } from './missing-example.js';
import { missingOccurredAt } from './missing-occurred-at.js';
import { moneyAsFloat } from './money-as-float.js';
import { moneyWithoutCurrency } from './money-without-currency.js';
import { noSecrets } from './no-secrets.js';
import { openMap } from './open-map.js';
import { optionalEverything } from './optional-everything.js';
import { oversizedEvent } from './oversized-event.js';
import { piiOnPublicChannel } from './pii-on-public-channel.js';
import { piiUnmarked } from './pii-unmarked.js';
import { sameNameDifferentType } from './same-name-different-type.js';
import { thinEvent } from './thin-event.js';
import { timestampAsText } from './timestamp-as-text.js';
import { unboundedText } from './unbounded-text.js';

/** The rules of the group `payload`, sorted by id. */
export const payload: readonly Rule[] = [
  booleanFlagPair,
  enumWithoutUnknown,
  idAsIntegerDrift,
  insufficientForConsumer,
  invalidExample,
  missingExample,
  missingOccurredAt,
  moneyAsFloat,
  moneyWithoutCurrency,
  noSecrets,
  openMap,
  optionalEverything,
  oversizedEvent,
  piiOnPublicChannel,
  piiUnmarked,
  sameNameDifferentType,
  thinEvent,
  timestampAsText,
  unboundedText,
];
