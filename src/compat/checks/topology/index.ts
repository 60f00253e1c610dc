import type { CompatCheck } from '../../check.js';
import { channelAdded } from './channel-added.js';
import { channelRemoved } from './channel-removed.js';
import { channelVisibilityChanged } from './channel-visibility-changed.js';
import { consumerAdded } from './consumer-added.js';
import { consumerRemoved } from './consumer-removed.js';
import { handlerChanged } from './handler-changed.js';
import { producerChanged } from './producer-changed.js';
import { serviceAdded } from './service-added.js';
import { serviceRemoved } from './service-removed.js';

/** The checks of the group `topology`, sorted by id. */
export const topologyChecks: readonly CompatCheck[] = [
  channelAdded,
  channelRemoved,
  channelVisibilityChanged,
  consumerAdded,
  consumerRemoved,
  handlerChanged,
  producerChanged,
  serviceAdded,
  serviceRemoved,
];
