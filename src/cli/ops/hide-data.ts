import type { CallState, JournalEntry, SagaState, StepState } from '../../runtime/index.js';

/** A journal entry without the data of messages: `null` stands where it was. */
export function hideEntryData(entry: JournalEntry): unknown {
  return {
    ...entry,
    ...('data' in entry && { data: null }),
    ...('input' in entry && { input: null }),
    ...('items' in entry && { items: entry.items.map(() => null) }),
    ...('problem' in entry && entry.problem.kind === 'failure' && { problem: { ...entry.problem, data: null } }),
  };
}

/** A state without the data of messages. What names the instance stays: the correlation value, and the ids it made. */
export function hideStateData(state: SagaState): unknown {
  return {
    ...state,
    messages: mapValues(state.messages, () => null),
    early: state.early.map((kept) => ({ ...kept, data: null })),
    steps: mapValues(state.steps, hideStepData),
  };
}

function hideStepData(step: StepState): unknown {
  const { loop, answer } = step;
  return {
    ...step,
    ...(step.do && { do: hideInput(step.do) }),
    ...(step.undo && { undo: hideInput(step.undo) }),
    ...(step.check && { check: hideInput(step.check) }),
    ...(loop && { loop: { ...loop, items: loop.items.map(() => null) } }),
    ...(answer && { answer: { ...answer, data: null } }),
  };
}

function hideInput(call: CallState): unknown {
  return { ...call, input: null };
}

function mapValues<Value>(map: Readonly<Record<string, Value>>, change: (value: Value) => unknown): unknown {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
