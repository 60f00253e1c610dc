import { hashJson } from '../json.js';
import { advance } from './advance.js';
import { correlationOf } from './correlation.js';
import type { Draft } from './draft.js';
import { messagesOf, type OutgoingMessage } from './effects.js';
import { hear } from './hear.js';
import { initialState } from './initial-state.js';
import type { SagaInput, StartInput } from './input.js';
import type { JournalEntry, SagaStarted } from './journal.js';
import { instanceId, madeId } from './names.js';
import { operate } from './operate.js';
import type { SagaPlan } from './plan.js';
import { receiveDispatch, receiveLoss, receiveReply } from './receive.js';
import type { SagaState } from './state.js';
import { tick } from './tick.js';

/** What an input leads to. `messages` follow from `entries` alone. */
export interface Decision {
  /** Empty when the input no longer matters: nothing changes then. */
  readonly entries: readonly JournalEntry[];
  readonly messages: readonly OutgoingMessage[];
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
  const { instance } = draft.state;
  const messages = draft.entries.flatMap((entry, index) => messagesOf(instance, entry, first + index + 1));
  return { entries: draft.entries, messages, state: draft.state };
}

function begin(plan: SagaPlan, state: SagaState | undefined, input: StartInput): Draft {
  if (state !== undefined) throw new Error(`${state.instance} has begun already`);
  const entry = startEntry(plan, input);
  return { plan, now: input.now, entries: [entry], state: initialState(entry) };
}

function startEntry({ definition, hash }: SagaPlan, input: StartInput): SagaStarted {
  const { now, data, run, replyTo, traceparent } = input;
  const { saga, version, deadlineMs, start } = definition;
  const correlation = correlationOf(definition, data);
  if (correlation === undefined) throw new Error(`the start message has no ${definition.correlation}`);
  const instance = instanceId(saga, correlation, run);
  return {
    type: 'saga-started',
    at: now,
    format: 1,
    instance,
    saga,
    sagaVersion: version,
    definition: hash,
    correlation,
    run,
    message: start.message,
    data,
    dataHash: hashJson(data),
    ids: Object.fromEntries(definition.ids.map((name) => [name, madeId(instance, name)])),
    ...(deadlineMs !== undefined && { deadlineAt: now + deadlineMs }),
    ...(replyTo && { replyTo }),
    ...(traceparent !== undefined && { traceparent }),
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
    case 'dispatched':
      receiveDispatch(draft, input);
      break;
    case 'event':
      hear(draft, input);
      break;
    case 'tick':
      tick(draft);
      break;
    case 'operator':
      operate(draft, input);
      break;
  }
  return draft;
}
