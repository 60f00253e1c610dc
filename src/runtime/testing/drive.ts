import type { JsonObject } from '../json.js';
import { type Decision, decide } from '../saga/decide.js';
import type { SagaDefinition } from '../saga/definition.js';
import type { CommandMessage, Effect } from '../saga/effects.js';
import type { SagaInput } from '../saga/input.js';
import type { JournalEntry } from '../saga/journal.js';
import { idempotencyKey } from '../saga/names.js';
import type { Direction, SagaState } from '../saga/state.js';
import { planSaga } from '../saga/steps.js';

/** Drives the pure core by hand, one input after the other, and keeps what came of it. */
export interface Driver {
  readonly state: () => SagaState;
  readonly journal: JournalEntry[];
  /** Commands sent by the last input, as `Command` or `Command#2` for a later attempt. */
  readonly sent: () => readonly string[];
  readonly effects: () => readonly Effect[];
  readonly input: (input: SagaInput) => void;
  /** The step's success, `UndoX` for an undo. */
  readonly succeed: (step: string) => void;
  readonly refuse: (step: string) => void;
  readonly answer: (step: string, event: string, data?: JsonObject, attempt?: number) => void;
  /** The latest attempt's time runs out. */
  readonly timeOut: (step: string) => void;
  /** The retry timer of a step fires. */
  readonly retry: (step: string) => void;
  /** Every attempt's time runs out, and every retry timer fires. */
  readonly exhaust: (step: string) => void;
  readonly deadline: () => void;
}

/** Starts a saga with an order of 150.00, or with the given start message. */
export function drive(definition: SagaDefinition, start?: JsonObject): Driver {
  const plan = planSaga(definition);
  const journal: JournalEntry[] = [];
  let now = 1_000;
  let last: Decision = decideNext({
    type: 'start',
    now,
    data: start ?? { orderId: 'o1', total: { amount: '150.00' } },
    run: 1,
  });

  function decideNext(input: SagaInput): Decision {
    const decision = decide(plan, journal.length === 0 ? undefined : last.state, input);
    journal.push(...decision.entries);
    return decision;
  }
  function input(next: SagaInput): void {
    now += 10;
    last = decideNext({ ...next, now });
  }
  function locate(name: string): { step: string; direction: Direction; key: string; attempt: number } {
    const direction = name.startsWith('Undo') ? 'undo' : 'do';
    const step = direction === 'undo' ? name.slice('Undo'.length) : name;
    const attempt = last.state.steps[step]?.[direction]?.attempt ?? 0;
    return { step, direction, key: idempotencyKey(last.state.instance, step, direction), attempt };
  }
  function answer(name: string, event: string, data: JsonObject = {}, attempt = locate(name).attempt): void {
    input({ type: 'reply', now, key: locate(name).key, attempt, event, data });
  }
  function timeOut(name: string): void {
    const { key, attempt } = locate(name);
    input({ type: 'attempt-lost', now, key, attempt, reason: { kind: 'timeout' } });
  }
  function retry(name: string): void {
    const { step, direction, attempt } = locate(name);
    input({ type: 'timer', now, timer: { kind: 'retry', step, direction, attempt: attempt + 1 } });
  }
  function exhaust(name: string): void {
    const { step, direction } = locate(name);
    const status = (): string | undefined => last.state.steps[step]?.[direction]?.status;
    while (status() === 'waiting' || status() === 'backing-off') status() === 'waiting' ? timeOut(name) : retry(name);
  }
  return {
    state: () => last.state,
    journal,
    sent: () => last.effects.flatMap(sentCommand),
    effects: () => last.effects,
    input,
    succeed: (name) => answer(name, `${name}Done`),
    refuse: (name) => answer(name, `${name}Refused`),
    answer,
    timeOut,
    retry,
    exhaust,
    deadline: () => input({ type: 'timer', now, timer: { kind: 'deadline' } }),
  };
}

function sentCommand(effect: Effect): readonly string[] {
  if (effect.type !== 'send' || effect.message.kind !== 'command') return [];
  const { command, attempt }: CommandMessage = effect.message;
  return [attempt === 1 ? command : `${command}#${attempt}`];
}
