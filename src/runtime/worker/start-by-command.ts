import { SagaError } from '../errors.js';
import type { JsonObject } from '../json.js';
import type { ReplyAddress, SagaState } from '../saga/state.js';
import type { WorkerCore } from './core.js';
import { sagaStartedBy } from './known-definitions.js';
import type { CommandReceipt } from './remote-link.js';
import { startInstance } from './start-instance.js';

export interface StartCommand {
  readonly command: string;
  readonly data: JsonObject;
  readonly replyTo: ReplyAddress;
  readonly traceparent?: string;
}

/**
 * Starts the saga that begins by a command, once for its idempotency key. What cannot be started is refused with the
 * reason, and what has ended before is answered again.
 */
export async function startByCommand(core: WorkerCore, command: StartCommand): Promise<CommandReceipt> {
  const plan = sagaStartedBy(core, command.command);
  if (plan === undefined) return { kind: 'refused', reason: `no saga here begins by \`${command.command}\`` };
  const { data, replyTo, traceparent } = command;
  const trace = traceparent === undefined ? {} : { traceparent };
  try {
    const { instance, state } = await startInstance(core, {
      plan,
      message: data,
      inbox: replyTo.key,
      replyTo,
      ...trace,
    });
    return state === undefined ? { kind: 'started', instance } : receiptOf(core, state, replyTo);
  } catch (error) {
    if (error instanceof SagaError && (error.code === 'start-conflict' || error.code === 'invalid-start')) {
      return { kind: 'refused', reason: error.message };
    }
    throw error;
  }
}

/** Of an instance that was there already. */
async function receiptOf(core: WorkerCore, state: SagaState, replyTo: ReplyAddress): Promise<CommandReceipt> {
  const { instance } = state;
  if (state.answered === true) {
    const entries = await core.store.journal(instance);
    const answer = entries.findLast((entry) => entry.type === 'start-answered');
    if (answer?.type === 'start-answered') return { kind: 'answered', event: answer.event, data: answer.data };
  }
  if (state.replyTo?.key === replyTo.key) return { kind: 'started', instance };
  return { kind: 'refused', reason: `\`${instance}\` was started by somebody else, who waits for its answer` };
}
