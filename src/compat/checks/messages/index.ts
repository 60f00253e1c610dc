import type { CompatCheck } from '../../check.js';
import { carriesChanged } from './carries-changed.js';
import { channelChanged } from './channel-changed.js';
import { deprecationRemoved } from './deprecation-removed.js';
import { envelopeChanged } from './envelope-changed.js';
import { messageAdded } from './message-added.js';
import { messageDeprecated } from './message-deprecated.js';
import { messageKindChanged } from './message-kind-changed.js';
import { messageRemoved } from './message-removed.js';
import { messageRenamed } from './message-renamed.js';
import { oldMajorKept } from './old-major-kept.js';
import { sunsetChanged } from './sunset-changed.js';
import { visibilityChanged } from './visibility-changed.js';
import { wireNameChanged } from './wire-name-changed.js';

/** The checks of the group `messages`, sorted by id. */
export const messageChecks: readonly CompatCheck[] = [
  carriesChanged,
  channelChanged,
  deprecationRemoved,
  envelopeChanged,
  messageAdded,
  messageDeprecated,
  messageKindChanged,
  messageRemoved,
  messageRenamed,
  oldMajorKept,
  sunsetChanged,
  visibilityChanged,
  wireNameChanged,
];
