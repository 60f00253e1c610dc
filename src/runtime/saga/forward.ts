import { beginAwait } from './await.js';
import { undoCall } from './backward.js';
import type {
  AwaitStepDefinition,
  DoStepDefinition,
  ForEachStepDefinition,
  ParallelStepDefinition,
  StepDefinition,
} from './definition.js';
import { type Draft, record, viewFrom } from './draft.js';
import { holds } from './guard.js';
import { takeEarly } from './hear.js';
import { enterLoop } from './loop.js';
import { innerScope, scopeOfPath, stepPath, tryPath } from './paths.js';
import { isPastPivot, mayBegin } from './pivot.js';
import { allSteps } from './plan.js';
import { sendFirst, tryOrBlock } from './send.js';
import { callSite } from './sites.js';
import { type CallState, callOf, type HandledFailure, isPending, type SagaState, stepOf } from './state.js';
import { waitForward } from './wait.js';

/** `open`: an answer, an event or a timer will move it on. `halted`: nothing will. */
export type Progress = 'done' | 'open' | 'halted';

/** Begins what can be begun of a sequence of steps, and says how far it is. */
export function goForward(draft: Draft, steps: readonly StepDefinition[], scope: string): Progress {
  for (const step of steps) {
    const progress = stepForward(draft, step, stepPath(scope, step.name));
    if (progress !== 'done') return progress;
  }
  return 'done';
}

function stepForward(draft: Draft, step: StepDefinition, path: string): Progress {
  switch (step.kind) {
    case 'do':
    case 'await':
      return tryForward(draft, step, path);
    case 'parallel':
      return parallelForward(draft, step, path);
    case 'forEach':
      return loopForward(draft, step, path);
    case 'wait':
      return isReached(draft, path) || mayBegin(draft.plan, draft.state) ? waitForward(draft, step, path) : 'halted';
    case 'undo':
      return 'done';
  }
}

function isReached({ state }: Draft, path: string): boolean {
  return callOf(state, path, 'do') !== undefined;
}

/** A step that may fail: tried once, and again as often as its failures are handled so. */
function tryForward(draft: Draft, step: DoStepDefinition | AwaitStepDefinition, base: string): Progress {
  for (let number = 1; ; number += 1) {
    const path = tryPath(base, number);
    if (!isReached(draft, path)) {
      if (!mayBegin(draft.plan, draft.state)) return 'halted';
      begin(draft, step, path, number === 1);
    }
    const handled = stepOf(draft.state, path)?.handled;
    if (handled === undefined) return progressOf(callOf(draft.state, path, 'do'), step.optional);
    const after = handleForward(draft, step, { base, number, handled });
    if (after !== 'again') return after;
  }
}

function begin(draft: Draft, step: DoStepDefinition | AwaitStepDefinition, path: string, isFirst: boolean): void {
  if (step.kind === 'await') {
    beginAwait(draft, step, path);
    return;
  }
  const site = callSite(draft.plan, path, 'do');
  if (site) sendFirst(draft, site, isFirst ? step.when : undefined);
}

function progressOf(call: CallState | undefined, optional: boolean): Progress {
  if (isPending(call)) return 'open';
  if (call?.status === 'failed') return optional ? 'done' : 'halted';
  return call?.status === 'succeeded' || call?.status === 'skipped' ? 'done' : 'halted';
}

interface Handling {
  readonly base: string;
  readonly number: number;
  readonly handled: HandledFailure;
}

/** First what may have happened is undone where the saga goes on as if it had not, then the handler's steps run. */
function handleForward(
  draft: Draft,
  step: DoStepDefinition | AwaitStepDefinition,
  { base, number, handled }: Handling,
): Progress | 'again' {
  const path = tryPath(base, number);
  const settled = handled.then === 'retry' || handled.then === 'skip' ? undoTry(draft, step, path) : 'done';
  if (settled !== 'done') return settled;
  const handler = step.onFailure.find((candidate) => candidate.on === handled.on);
  const progress = goForward(draft, handler?.steps ?? [], innerScope(base, number));
  if (progress !== 'done') return progress;
  switch (handled.then) {
    case 'retry':
      return 'again';
    case 'continue':
    case 'skip':
      return 'done';
    case 'unwind':
      // Behind the point of no return, what came late after all is as good as what came in time.
      if (callOf(draft.state, path, 'do')?.status === 'succeeded' && isPastPivot(draft.plan, draft.state))
        return 'done';
      if (draft.state.cause === undefined)
        record(draft, { type: 'failure-passed-on', step: path, cause: handled.cause });
      return 'halted';
  }
}

function undoTry(draft: Draft, step: StepDefinition, path: string): Progress {
  if (callOf(draft.state, path, 'undo') === undefined && !mayBegin(draft.plan, draft.state)) return 'halted';
  const undo = undoCall(draft, step, path);
  if (undo === undefined) return 'done';
  return progressOf(undo, false);
}

function parallelForward(draft: Draft, step: ParallelStepDefinition, path: string): Progress {
  const scope = scopeOfPath(path);
  const entry = enter(draft, step, path, hasBegun(draft.state, step, scope));
  if (entry !== 'entered') return entry;
  return together(step.branches.map((branch) => goForward(draft, branch, scope)));
}

function loopForward(draft: Draft, step: ForEachStepDefinition, path: string): Progress {
  const entry = enter(draft, step, path, stepOf(draft.state, path)?.loop !== undefined);
  if (entry !== 'entered') return entry;
  if (!enterLoop(draft, step, path)) return 'halted';
  // An event that came early cuts the loop before its first round.
  if (step.until !== undefined) takeEarly(draft);
  const round = (number: number): Progress => goForward(draft, step.steps, innerScope(path, number));
  const rounds = stepOf(draft.state, path)?.loop?.rounds ?? 0;
  if (step.parallel) return together(Array.from({ length: rounds }, (_, index) => round(index + 1)));
  for (let number = 1; number <= (stepOf(draft.state, path)?.loop?.rounds ?? 0); number += 1) {
    const progress = round(number);
    if (progress !== 'done') return progress;
  }
  return 'done';
}

function together(branches: readonly Progress[]): Progress {
  return branches.find((branch) => branch === 'open') ?? branches.find((branch) => branch === 'halted') ?? 'done';
}

/** A group's guard is asked once: messages that come later must not take a begun group back. */
function enter(
  draft: Draft,
  step: ParallelStepDefinition | ForEachStepDefinition,
  path: string,
  begun: boolean,
): 'entered' | Progress {
  if (begun) return 'entered';
  const own = callOf(draft.state, path, 'do');
  if (own !== undefined) return progressOf(own, false);
  if (!mayBegin(draft.plan, draft.state)) return 'halted';
  if (step.when === undefined) return 'entered';
  const guard = step.when;
  const answer = tryOrBlock(draft, { step: path, direction: 'do' }, () => holds(guard, viewFrom(draft, path)));
  if (answer === undefined) return 'halted';
  if (answer) return 'entered';
  record(draft, { type: 'step-skipped', step: path, direction: 'do' });
  return 'done';
}

function hasBegun(state: SagaState, step: ParallelStepDefinition, scope: string): boolean {
  return allSteps(step.branches.flat()).some(({ name }) => Object.hasOwn(state.steps, stepPath(scope, name)));
}
