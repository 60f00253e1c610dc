import type { CallDefinition, StepDefinition } from '../../runtime/saga/definition.js';
import { nameOfPath } from '../../runtime/saga/paths.js';
import { answersTo, undoOf } from '../../runtime/saga/plan.js';
import { triesForEver } from '../../runtime/saga/retry.js';
import type { Coverage } from '../report.js';
import type { SagaMove } from './moves.js';
import type { SagaSetting } from './setting.js';
import { answers, comesTooLate, DEADLINE, type MoveText, NO_ANSWER, tellMove } from './tell-move.js';
import type { World } from './world.js';

/** Notes what the runs of a saga take. */
export interface CoverageNotes {
  note(move: SagaMove, after: World): void;
  /** Names of the steps that were reached. */
  readonly reached: ReadonlySet<string>;
  result(): Coverage;
}

export function createCoverage(setting: SagaSetting): CoverageNotes {
  const taken = new Set<string>();
  const reached = new Set<string>();

  const noted = new Set<string>();

  function note(move: SagaMove, after: World): void {
    // Equal moves read the same: there are few of them, and very many transitions.
    if (!noted.has(move.id)) taken.add(sentence(tellMove(setting, move)));
    noted.add(move.id);
    for (const entry of after.last.entries) {
      if (!('step' in entry)) continue;
      const name = nameOfPath(entry.step);
      if (entry.type !== 'step-skipped') reached.add(name);
      else if (entry.direction === 'do') taken.add(leftOut(name));
    }
  }

  function result(): Coverage {
    const expected = expectedOf(setting);
    return {
      taken: expected.filter((text) => taken.has(text)),
      missed: expected.filter((text) => !taken.has(text)),
    };
  }
  return { note, reached, result };
}

/** As a whole sentence: "`CapturePayment` answers `PaymentDeclined`", "the undo of `X` gives no answer". */
export function sentence({ step, direction, what }: MoveText): string {
  if (step === undefined) return what;
  const subject = direction === undefined || direction === 'do' ? `\`${step}\`` : `the ${direction} of \`${step}\``;
  return `${subject} ${what}`;
}

function leftOut(step: string): string {
  return `\`${step}\` is left out by its condition`;
}

/** Everything that the definition provides for, in its order. */
function expectedOf({ plan }: SagaSetting): readonly string[] {
  const { deadlineMs, cancelOn } = plan.definition;
  const ofSteps = [...plan.steps.values()].flatMap(expectedOfStep);
  const deadline = deadlineMs === undefined ? [] : [DEADLINE];
  return [...ofSteps, ...deadline, ...cancelOn.map((event) => `\`${event}\` comes, and cancels`)];
}

function expectedOfStep(step: StepDefinition): readonly string[] {
  const { name } = step;
  const guard = 'when' in step && step.when !== undefined ? [leftOut(name)] : [];
  const undo = undoOf(step)?.call;
  const ofUndo = undo ? expectedOfCall(name, 'undo', undo) : [];
  switch (step.kind) {
    case 'do': {
      const check = step.check ? expectedOfCall(name, 'check', step.check) : [];
      return [...guard, ...expectedOfCall(name, 'do', step.call), ...check, ...ofUndo];
    }
    case 'undo':
      return undo ? expectedOfCall(name, 'do', undo) : [];
    case 'await': {
      const events = [...step.events, ...step.failure].map((event) => `\`${event}\` comes`);
      const late =
        step.timeoutMs === undefined ? [] : [sentence({ step: name, what: comesTooLate(step.events.slice(0, 1)) })];
      return [...guard, ...events, ...late];
    }
    case 'wait':
      return [...guard, sentence({ step: name, what: 'ends its pause' })];
    case 'parallel':
    case 'forEach':
      return guard;
  }
}

function expectedOfCall(step: string, direction: 'do' | 'undo' | 'check', call: CallDefinition): readonly string[] {
  const told = answersTo(call).map((event) => sentence({ step, direction, what: answers(event) }));
  if (triesForEver(call.retry) || call.startsSaga) return told;
  return [...told, sentence({ step, direction, what: NO_ANSWER })];
}
