import { describeError } from '../errors.js';
import { toJsonObject } from '../json.js';
import type { CommandMessage } from '../saga/effects.js';
import type { AttemptLostInput, ReplyInput } from '../saga/input.js';
import { callOf } from '../saga/state.js';
import type { Consumed } from '../store.js';
import { die, pass, type WorkerCore } from './core.js';
import { transact } from './transact.js';
import type { CommandHandler } from './types.js';

type Answer =
  | { readonly kind: 'reply'; readonly event: string; readonly data: ReplyInput['data'] }
  | { readonly kind: 'error'; readonly error: string };

/**
 * Hands a command to its participant and feeds back what comes of it. Its time counts from here. A command that was
 * answered or given up while it waited here is dropped: nothing may happen after its undo, or a second time.
 */
export async function deliverCommand(core: WorkerCore, message: CommandMessage): Promise<void> {
  const handler = core.handlers[message.command];
  if (handler === undefined) return;
  if (!(await isAwaited(core, message))) {
    await core.store.removeMessages([message.id]);
    return;
  }
  const { instance, step, direction, attempt } = message;
  const at = { instance, step, direction, attempt };
  pass(core, 'participant:before-call', at);
  const timeUp = new AbortController();
  const answering = call(handler, message, timeUp.signal);
  const answer = await withinTime(core, answering, message.timeoutMs);
  if (answer === undefined) {
    timeUp.abort();
    feedLateAnswer(core, message, answering);
    await feed(core, message, { kind: 'timeout' }, { message: message.id });
    return;
  }
  pass(core, 'participant:after-call', at);
  await feed(core, message, answer, { message: message.id });
}

async function isAwaited({ store }: WorkerCore, message: CommandMessage): Promise<boolean> {
  const state = await store.load(message.instance);
  const call = state && callOf(state, message.step, message.direction);
  return call?.status === 'waiting' && call.attempt === message.attempt;
}

async function withinTime(core: WorkerCore, answering: Promise<Answer>, ms?: number): Promise<Answer | undefined> {
  if (ms === undefined) return answering;
  const limit = new AbortController();
  core.limits.add(limit);
  try {
    const timeUp = core.clock.sleep(ms, limit.signal).then(() => undefined);
    return await Promise.race([answering, timeUp]);
  } finally {
    core.limits.delete(limit);
    limit.abort();
  }
}

async function call(handler: CommandHandler, message: CommandMessage, signal: AbortSignal): Promise<Answer> {
  const { instance: instanceId, step, direction, attempt, key: idempotencyKey } = message;
  try {
    const answer: unknown = await handler(message.input, {
      idempotencyKey,
      attempt,
      signal,
      instanceId,
      step,
      direction,
    });
    return readAnswer(answer);
  } catch (error) {
    return { kind: 'error', error: describeError(error) };
  }
}

/** Participants are foreign code: their answers are not taken at their type's word. */
function readAnswer(answer: unknown): Answer {
  const plain = toJsonObject(answer);
  const event = plain?.outcome;
  if (typeof event !== 'string') return { kind: 'error', error: 'the participant answered without an `outcome`' };
  const data = toJsonObject(plain?.data ?? {});
  if (data === undefined) return { kind: 'error', error: `the \`data\` of the outcome \`${event}\` is no object` };
  return { kind: 'reply', event, data };
}

/** An answer after the time was up still counts: a late success has to be undone. */
function feedLateAnswer(core: WorkerCore, message: CommandMessage, answering: Promise<Answer>): void {
  answering
    .then(async (answer) => {
      if (answer.kind === 'reply' && !core.over.signal.aborted) await feed(core, message, answer, {});
    })
    .catch((error: unknown) => die(core, error));
}

async function feed(
  core: WorkerCore,
  { instance, key, attempt }: CommandMessage,
  answer: Answer | { readonly kind: 'timeout' },
  consumed: Consumed,
): Promise<void> {
  const now = core.clock.now();
  const input: ReplyInput | AttemptLostInput =
    answer.kind === 'reply'
      ? { type: 'reply', now, key, attempt, event: answer.event, data: answer.data }
      : { type: 'attempt-lost', now, key, attempt, reason: answer };
  await transact(core, instance, input, consumed);
}
