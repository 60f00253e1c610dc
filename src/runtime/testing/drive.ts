import type { JsonObject } from '../json.js';
import { timerOwner } from '../saga/change-state.js';
import { type Decision, decide } from '../saga/decide.js';
import type { SagaDefinition } from '../saga/definition.js';
import type { OutgoingMessage } from '../saga/effects.js';
import type { OperatorAct, SagaInput } from '../saga/input.js';
import type { JournalEntry } from '../saga/journal.js';
import { idempotencyKey } from '../saga/names.js';
import { nameOfPath } from '../saga/paths.js';
import { planSaga } from '../saga/plan.js';
import { type Direction, nextTimerOf, type ReplyAddress, type SagaState } from '../saga/state.js';

/** Drives the pure core by hand, one input after the other, and keeps what came of it. */
export interface Driver {
  readonly state: () => SagaState;
  readonly journal: JournalEntry[];
  /** Everything that was put in so far. */
  readonly inputs: readonly SagaInput[];
  /** Commands sent by the last input, as `Command` or `Command#2` for a later attempt. */
  readonly sent: () => readonly string[];
  readonly messages: () => readonly OutgoingMessage[];
  readonly input: (input: SagaInput) => void;
  /** The success of a step by its path, with `Undo` or `Check` before it for its undo or its check. */
  readonly succeed: (step: string) => void;
  readonly refuse: (step: string) => void;
  readonly answer: (step: string, event: string, data?: JsonObject, attempt?: number) => void;
  /** The latest attempt's time runs out. */
  readonly timeOut: (step: string) => void;
  /** The retry timer of a step fires. */
  readonly retry: (step: string) => void;
  /** Time passes until the next timer, which fires. */
  readonly tick: () => void;
  /** So many milliseconds pass, and whatever is due fires. */
  readonly pass: (ms: number) => void;
  /** An event of the outside comes. */
  readonly hear: (event: string, data?: JsonObject) => void;
  readonly operate: (act: OperatorAct) => void;
  /** Every attempt's time runs out, and every retry timer fires. */
  readonly exhaust: (step: string) => void;
  readonly deadline: () => void;
}

/** Starts a saga with an order of 150.00, or with the given start message, sent by somebody or by nobody. */
export function drive(definition: SagaDefinition, start?: JsonObject, replyTo?: ReplyAddress): Driver {
  const plan = planSaga(definition);
  const journal: JournalEntry[] = [];
  const inputs: SagaInput[] = [];
  let now = 1_000;
  let last: Decision = decideNext({
    type: 'start',
    now,
    data: start ?? { orderId: 'o1', total: { amount: '150.00' } },
    run: 1,
    ...(replyTo && { replyTo }),
  });

  function decideNext(input: SagaInput): Decision {
    inputs.push(input);
    const decision = decide(plan, journal.length === 0 ? undefined : last.state, input);
    journal.push(...decision.entries);
    return decision;
  }
  function input(next: SagaInput): void {
    now = Math.max(now + 10, next.now);
    last = decideNext({ ...next, now });
  }
  function locate(name: string): { step: string; direction: Direction; key: string; attempt: number } {
    const { prefix, step } = splitName(name);
    const direction = DIRECTIONS[prefix] ?? 'do';
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
    input({ type: 'tick', now: last.state.timers[timerOwner(locate(name))]?.dueAt ?? now });
  }
  function exhaust(name: string): void {
    const { step, direction } = locate(name);
    const status = (): string | undefined => last.state.steps[step]?.[direction]?.status;
    while (status() === 'waiting' || status() === 'backing-off') status() === 'waiting' ? timeOut(name) : retry(name);
  }
  return {
    state: () => last.state,
    journal,
    inputs,
    sent: () => last.messages.flatMap(sentCommand),
    messages: () => last.messages,
    input,
    succeed: (name) => answer(name, `${commandOf(name)}Done`),
    refuse: (name) => answer(name, `${commandOf(name)}Refused`),
    answer,
    timeOut,
    retry,
    exhaust,
    tick: () => input({ type: 'tick', now: nextTimerOf(last.state) ?? now }),
    pass: (ms) => input({ type: 'tick', now: now + ms }),
    hear: (event, data = {}) => input({ type: 'event', now, event, data }),
    operate: (act) => input({ type: 'operator', now, who: 'ana', why: 'a test', act }),
    deadline: () => input({ type: 'tick', now: last.state.deadlineAt ?? now }),
  };
}

const DIRECTIONS: Readonly<Record<string, Direction>> = { Undo: 'undo', Check: 'check' };

function splitName(name: string): { readonly prefix: string; readonly step: string } {
  const [, prefix = '', step = ''] = /^(Undo|Check)?(.*)$/.exec(name) ?? [];
  return { prefix, step };
}

function commandOf(name: string): string {
  const { prefix, step } = splitName(name);
  return `${prefix}${nameOfPath(step)}`;
}

function sentCommand(message: OutgoingMessage): readonly string[] {
  if (message.kind !== 'command') return [];
  return [message.attempt === 1 ? message.command : `${message.command}#${message.attempt}`];
}
