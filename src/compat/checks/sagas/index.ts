import type { CompatCheck } from '../../check.js';
import { sagaAdded } from './saga-added.js';
import { sagaCancelChanged } from './saga-cancel-changed.js';
import { sagaCorrelationChanged } from './saga-correlation-changed.js';
import { sagaDeadlineChanged } from './saga-deadline-changed.js';
import { sagaEndChanged } from './saga-end-changed.js';
import { sagaFailureChanged } from './saga-failure-changed.js';
import { sagaHandlerMoved } from './saga-handler-moved.js';
import { sagaHearsChanged } from './saga-hears-changed.js';
import { sagaIdsChanged } from './saga-ids-changed.js';
import { sagaOutcomeAdded } from './saga-outcome-added.js';
import { sagaOutcomeRemoved } from './saga-outcome-removed.js';
import { sagaPivotMoved } from './saga-pivot-moved.js';
import { sagaRemoved } from './saga-removed.js';
import { sagaRepeatChanged } from './saga-repeat-changed.js';
import { sagaServiceChanged } from './saga-service-changed.js';
import { sagaStartChanged } from './saga-start-changed.js';
import { sagaStuckChanged } from './saga-stuck-changed.js';
import { stepAdded } from './step-added.js';
import { stepAwaitChanged } from './step-await-changed.js';
import { stepCheckChanged } from './step-check-changed.js';
import { stepCommandChanged } from './step-command-changed.js';
import { stepEarlyChanged } from './step-early-changed.js';
import { stepGuardChanged } from './step-guard-changed.js';
import { stepHandlerChanged } from './step-handler-changed.js';
import { stepMappingChanged } from './step-mapping-changed.js';
import { stepMoved } from './step-moved.js';
import { stepNoUndoChanged } from './step-no-undo-changed.js';
import { stepOptionalChanged } from './step-optional-changed.js';
import { stepRemoved } from './step-removed.js';
import { stepRenamed } from './step-renamed.js';
import { stepReordered } from './step-reordered.js';
import { stepRetryChanged } from './step-retry-changed.js';
import { stepRoundsChanged } from './step-rounds-changed.js';
import { stepTimeoutChanged } from './step-timeout-changed.js';
import { stepUndoAdded } from './step-undo-added.js';
import { stepUndoChanged } from './step-undo-changed.js';
import { stepUndoRemoved } from './step-undo-removed.js';
import { stepUntilChanged } from './step-until-changed.js';
import { stepWaitChanged } from './step-wait-changed.js';

/** A check of each kind of change of a saga, sorted by id. */
export const sagaChecks: readonly CompatCheck[] = [
  sagaAdded,
  sagaCancelChanged,
  sagaCorrelationChanged,
  sagaDeadlineChanged,
  sagaEndChanged,
  sagaFailureChanged,
  sagaHandlerMoved,
  sagaHearsChanged,
  sagaIdsChanged,
  sagaOutcomeAdded,
  sagaOutcomeRemoved,
  sagaPivotMoved,
  sagaRemoved,
  sagaRepeatChanged,
  sagaServiceChanged,
  sagaStartChanged,
  sagaStuckChanged,
  stepAdded,
  stepAwaitChanged,
  stepCheckChanged,
  stepCommandChanged,
  stepEarlyChanged,
  stepGuardChanged,
  stepHandlerChanged,
  stepMappingChanged,
  stepMoved,
  stepNoUndoChanged,
  stepOptionalChanged,
  stepRemoved,
  stepRenamed,
  stepReordered,
  stepRetryChanged,
  stepRoundsChanged,
  stepTimeoutChanged,
  stepUndoAdded,
  stepUndoChanged,
  stepUndoRemoved,
  stepUntilChanged,
  stepWaitChanged,
];
