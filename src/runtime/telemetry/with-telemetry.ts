import type { Clock } from '../clock.js';
import type { SagaStore } from '../store.js';
import { describeWorkerProblem, type WorkerProblem } from '../worker/problems.js';
import type { CommittedTransition } from '../worker/types.js';
import { createTelemetry, type Telemetry } from './create-telemetry.js';

/** The options of a worker, or of a generated orchestrator, as far as telemetry is concerned. */
export interface ObservableOptions {
  readonly store: SagaStore;
  readonly clock?: Clock;
  readonly onTransition?: (transition: CommittedTransition) => void;
  readonly onProblem?: (problem: WorkerProblem) => void;
}

/**
 * The same options, observed: `createWorker(withTelemetry({ store, ... }))`. Own hooks are called as before. Without an
 * SDK of OpenTelemetry, or without its package, nothing is observed and nothing fails.
 */
export function withTelemetry<Options extends ObservableOptions>(
  options: Options,
  telemetry: Telemetry = createTelemetry({ store: options.store, ...(options.clock && { clock: options.clock }) }),
): Options & Required<Pick<ObservableOptions, 'onTransition' | 'onProblem'>> {
  const { onTransition, onProblem = telemetry.logs ? undefined : printProblem } = options;
  return {
    ...options,
    onTransition: (transition) => {
      telemetry.transition(transition);
      onTransition?.(transition);
    },
    onProblem: (problem) => {
      telemetry.problem(problem);
      onProblem?.(problem);
    },
  };
}

/** What a worker does where nobody takes its problems. */
function printProblem(problem: WorkerProblem): void {
  process.stderr.write(`sagac: ${describeWorkerProblem(problem)}\n`);
}
