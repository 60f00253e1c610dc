import type { FlowInvariant } from '../../flow/flow-invariant.js';
import { endlessFlow } from './endless-flow.js';
import { lostEvent } from './lost-event.js';
import { missingNeed } from './missing-need.js';
import { repeatedEffect } from './repeated-effect.js';
import { servicesDisagree } from './services-disagree.js';
import { silentFailure } from './silent-failure.js';
import { unreachableReaction } from './unreachable-reaction.js';

/** Every invariant of flows, sorted by id. */
export const flowInvariants: readonly FlowInvariant[] = [
  endlessFlow,
  lostEvent,
  missingNeed,
  repeatedEffect,
  servicesDisagree,
  silentFailure,
  unreachableReaction,
];
