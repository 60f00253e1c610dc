import { hashJson } from '../json.js';
import { advance } from './advance.js';
import { correlationOf } from './correlation.js';
import type { Draft } from './draft.js';
import { type Effect, effectsOf } from './effects.js';
import { initialState } from './initial-state.js';
import type { SagaInput, StartInput } from './input.js';
import type { JournalEntry, SagaStarted } from './journal.js';
import { instanceId } from './names.js';
import { receiveLoss, receiveReply, receiveTimer } from './receive.js';
import type { SagaState } from './state.js';
import type { SagaPlan } from './steps.js';

/** What an input leads to. `effects` follow from `entries` alone. */
export interface Decision {
  /** Empty when the input no longer matters: nothing changes then. */
  readonly entries: readonly JournalEntry[];
  readonly effects: readonly Effect[];
  readonly state: SagaState;
}

/**
 * The whole meaning of a saga: records an input and does all that can be done now. Pure: no clock, no chance, no I/O.
 * Throws only for inputs that no worker makes (a start of what has begun, anything else before the start).
 */
export function decide(plan: SagaPlan, state: SagaState | undefined, input: SagaInput): Decision {
  const draft = input.type === 'start' ? begin(plan, state, input) : resume(plan, state, input);
  if (draft.entries.length > 0) advance(draft);
  const first = draft.state.version - draft.entries.length;
  const effects = draft.entries.flatMap((entry, index) => effectsOf(draft.state.instance, entry, first + index + 1));
  return { entries: draft.entries, effects, state: draft.state };
}

function begin(plan: SagaPlan, state: SagaState | undefined, input: StartInput): Draft {
  if (state !== undefined) throw new Error(`${state.instance} has begun already`);
  const entry = startEntry(plan, input);
  return { plan, now: input.now, entries: [entry], state: initialState(entry) };
}

function startEntry({ definition, hash }: SagaPlan, input: StartInput): SagaStarted {
  const correlation = correlationOf(definition, input.data);
  if (correlation === undefined) throw new Error(`the start message has no ${definition.correlation}`);
  return {
    type: 'saga-started',
    at: input.now,
    format: 1,
    instance: instanceId(definition.saga, correlation, input.run),
    saga: definition.saga,
    sagaVersion: definition.version,
    definition: hash,
    correlation,
    run: input.run,
    message: definition.start.message,
    data: input.data,
    dataHash: hashJson(input.data),
    ...(definition.deadlineMs === undefined ? {} : { deadlineMs: definition.deadlineMs }),
  };
}

function resume(plan: SagaPlan, state: SagaState | undefined, input: Exclude<SagaInput, StartInput>): Draft {
  if (state === undefined) throw new Error(`nothing has begun that could take a ${input.type}`);
  const draft: Draft = { plan, now: input.now, entries: [], state };
  switch (input.type) {
    case 'reply':
      receiveReply(draft, input);
      break;
    case 'attempt-lost':
      receiveLoss(draft, input);
      break;
    case 'timer':
      receiveTimer(draft, input.timer);
      break;
  }
  return draft;
}
