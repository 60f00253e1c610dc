import { decide } from '../../runtime/saga/decide.js';
import { idempotencyKey } from '../../runtime/saga/names.js';
import { type SagaPlan, undoOf } from '../../runtime/saga/plan.js';
import { callOf } from '../../runtime/saga/state.js';
import {
  type EngineMutant,
  type EntryOf,
  goOn,
  instead,
  mishearing,
  misplanning,
  misreading,
  writing,
} from './engine-mutant.js';
import { sentAgain } from './forward-engine-mutants.js';

/** Engines that go wrong when a step fails, on the way back, or with what comes late. */
export const backwardEngineMutants: readonly EngineMutant[] = [
  { id: 'undoes in the order of the steps', decide: undoForward },
  misreading('forgets the undo of its first step', (definition) => {
    const first = definition.steps.findIndex((step) => undoOf(step) !== undefined);
    const [before, after] = [definition.steps.slice(0, first), definition.steps.slice(first + 1)];
    const step = definition.steps[first];
    if (step?.kind !== 'do') return { ...definition, steps: [...before, ...after] };
    const { undo: _undo, ...rest } = step;
    return { ...definition, steps: [...before, rest, ...after] };
  }),
  instead('undoes twice', 'step-succeeded', (entry, { plan }) =>
    entry.direction === 'undo' && entry.attempt === 1 ? [entry, sentAgain(entry, plan)] : undefined,
  ),
  instead('undoes what was refused', 'step-failed', (entry) =>
    isRefusal(entry) && !entry.mayHaveHappened ? [{ ...entry, mayHaveHappened: true }] : undefined,
  ),
  instead('undoes what was never asked for', 'unwinding-started', (entry, { plan, before }) => {
    if (before === undefined) return undefined;
    const step = [...plan.steps.values()].find(
      (known) => known.kind === 'do' && known.undo && callOf(before, known.name, 'do') === undefined,
    );
    const call = step && undoOf(step)?.call;
    if (step === undefined || call === undefined) return undefined;
    const { command, service } = call;
    const key = idempotencyKey(before.instance, step.name, 'undo');
    const sent = { step: step.name, direction: 'undo', attempt: 1, key, command, service, input: {} } as const;
    return [entry, { type: 'command-sent', at: entry.at, ...sent }];
  }),
  instead('takes silence for a no', 'step-failed', (entry) =>
    entry.direction === 'do' && entry.cause.kind === 'timeout' && entry.mayHaveHappened
      ? [{ ...entry, mayHaveHappened: false }]
      : undefined,
  ),
  instead('forgets that a failure may leave something', 'step-failed', (entry) =>
    isRefusal(entry) && entry.mayHaveHappened ? [{ ...entry, mayHaveHappened: false }] : undefined,
  ),
  instead('stops undoing at the first undo that fails', 'step-failed', (entry) =>
    entry.direction === 'undo' ? [entry, { type: 'saga-parked', at: entry.at, problems: [] }] : undefined,
  ),
  mishearing('forgets what comes late', (input, { plan, before }) => {
    if (input.type !== 'reply') return input;
    return decide(plan, before, input).entries.some(({ type }) => type === 'late-success') ? undefined : input;
  }),
  instead('takes what comes late for the point of no return', 'late-success', (entry) =>
    entry.direction === 'do' && !entry.pivot ? [{ ...entry, pivot: true }] : undefined,
  ),
  instead('does not undo what comes late', 'late-success', (entry) =>
    entry.reopens ? [{ ...entry, reopens: false }] : undefined,
  ),
  misplanning('knows no point of no return', ({ pivot: _pivot, ...plan }) => ({ ...plan, afterPivot: new Set() })),
  instead('parks where it should unwind', 'unwinding-started', ({ at }) => [{ type: 'saga-parked', at, problems: [] }]),
  writing('ignores the deadline', (entries) => {
    const at = entries.findIndex((entry) => entry.type === 'deadline-passed' && entry.consequence === 'unwind');
    const passed = entries[at];
    return passed?.type === 'deadline-passed' ? [...entries.slice(0, at), { ...passed, consequence: 'none' }] : entries;
  }),
  writing('ignores a cancel', (entries) => {
    const [first] = entries;
    return first?.type === 'event-received' && first.use === 'cancels' ? [{ ...first, use: 'ignored' }] : entries;
  }),
];

function isRefusal({ direction, cause }: EntryOf<'step-failed'>): boolean {
  return direction === 'do' && cause.kind === 'failure';
}

function undoForward(...[plan, before, input]: Parameters<typeof decide>): ReturnType<typeof decide> {
  if (before?.status === 'unwinding') return decide(turnedRound(plan), before, input);
  const right = decide(plan, before, input);
  const at = right.entries.findIndex(({ type }) => type === 'unwinding-started');
  if (at === -1) return right;
  const given = right.entries.slice(at + 1).filter((entry) => entry.type === 'step-failed' && entry.direction === 'do');
  return goOn(turnedRound(plan), before, [...right.entries.slice(0, at + 1), ...given], input.now);
}

function turnedRound(plan: SagaPlan): SagaPlan {
  return { ...plan, definition: { ...plan.definition, steps: plan.definition.steps.toReversed() } };
}
