import type { Rule } from '../../rule.js';
import { eventCycle } from './event-cycle.js';
import { hiddenSaga } from './hidden-saga.js';
import { leakedInternalEvent } from './leaked-internal-event.js';
import { missingRunbook } from './missing-runbook.js';
import { missingSummary } from './missing-summary.js';
import { needlessOrchestration } from './needless-orchestration.js';
import { orphanEvent } from './orphan-event.js';
import { overEngineered } from './over-engineered.js';
import { phantomEvent } from './phantom-event.js';
import { severalProducers } from './several-producers.js';
import { singlePointService } from './single-point-service.js';
import { synchronousDependency } from './synchronous-dependency.js';
import { unknownReference } from './unknown-reference.js';
import { unowned } from './unowned.js';
import { wireNameCollision } from './wire-name-collision.js';

/** The rules of the group `topology`, sorted by id. */
export const topology: readonly Rule[] = [
  eventCycle,
  hiddenSaga,
  leakedInternalEvent,
  missingRunbook,
  missingSummary,
  needlessOrchestration,
  orphanEvent,
  overEngineered,
  phantomEvent,
  severalProducers,
  singlePointService,
  synchronousDependency,
  unknownReference,
  unowned,
  wireNameCollision,
];
