import { describeError } from '../errors.js';
import { FIRST_DELAY, longerDelay } from '../growing-delay.js';
import type { CommandMessage } from '../saga/effects.js';
import { callSite } from '../saga/sites.js';
import { callOf } from '../saga/state.js';
import { type Answer, callParticipant } from './call-participant.js';
import { die, noteQuiet, noteRoom, pass, report, type WorkerCore } from './core.js';
import type { Held } from './held.js';
import { handlerOf, sagaStartedBy } from './known-definitions.js';
import { isLeaseFresh, launch, renewLease } from './lease.js';
import { postAnswer } from './post.js';
import { startByCommand } from './start-by-command.js';
import { feed } from './turn.js';
import type { CommandHandler } from './types.js';

const TIME_UP = { kind: 'timeout' } as const;

/** Hands a command of an instance to its participant here, to the saga that it starts, or to the link. */
export function deliverCommand(core: WorkerCore, held: Held, message: CommandMessage): void {
  if (core.stopping.signal.aborted) return;
  held.atWork.add(message.id);
  const handler = handlerOf(core.options, message.command);
  if (handler !== undefined) {
    core.places.enter(() => safely(core, () => atPlace(core, held, message, handler)));
  } else if (sagaStartedBy(core, message.command) !== undefined) {
    launch(core, () => startNested(core, held, message));
  } else {
    launch(core, () => dispatch(core, held, message));
  }
}

/** Whether there is still something to do for a command: its answer is awaited, and the instance is in hand. */
function isWanted({ stopping }: WorkerCore, { standing, state }: Held, message: CommandMessage): boolean {
  if (standing !== 'held' || stopping.signal.aborted) return false;
  const call = callOf(state, message.step, message.direction);
  return call?.status === 'waiting' && call.attempt === message.attempt;
}

function atPlace(core: WorkerCore, held: Held, message: CommandMessage, handler: CommandHandler): void {
  if (isLeaseFresh(core)) {
    call(core, held, message, handler);
    return;
  }
  // After a pause somebody else may have taken over, and would call the participant as well.
  launch(core, async () => {
    try {
      await renewLease(core);
    } catch (error) {
      leave(core, held, message);
      throw error;
    }
    call(core, held, message, handler);
  });
}

/** Calls the participant. A command that was given up while it waited here is dropped: its undo may have happened. */
function call(core: WorkerCore, held: Held, message: CommandMessage, handler: CommandHandler): void {
  if (!isWanted(core, held, message)) {
    leave(core, held, message);
    return;
  }
  const { instance, key, step, direction, attempt, input, timeoutMs = core.settings.attemptTimeoutMs } = message;
  const at = { instance, step, direction, attempt };
  const { traceparent } = held.state;
  const trace = traceparent === undefined ? {} : { traceparent };
  const context = { idempotencyKey: key, attempt, instanceId: instance, step, direction, ...trace };
  const over = (outcome: Answer | typeof TIME_UP): void => {
    core.calls.delete(breakOff);
    held.atWork.delete(message.id);
    take(core, held, message, outcome);
    leave(core, held, message);
  };
  pass(core, 'participant:before-call', at);
  const breakOff = callParticipant(
    { handler, input, context, clock: core.clock, timeoutMs },
    {
      answered: (answer) =>
        safely(core, () => {
          pass(core, 'participant:after-call', at);
          over(answer);
        }),
      timedOut: () => safely(core, () => over(TIME_UP)),
      answeredLate: (answer) => safely(core, () => takeLate(core, message, answer)),
    },
  );
  core.calls.add(breakOff);
}

/** What throws in a callback ends the worker, as it would anywhere else. */
function safely(core: WorkerCore, act: () => void): void {
  try {
    act();
  } catch (error) {
    die(core, error);
  }
}

function leave(core: WorkerCore, held: Held, message: CommandMessage): void {
  held.atWork.delete(message.id);
  core.places.leave();
  noteRoom(core);
  noteQuiet(core);
}

/** Gives the instance what came of an attempt. Of one that was lost meanwhile nothing is taken: others try it again. */
function take(core: WorkerCore, held: Held, message: CommandMessage, answer: Answer | typeof TIME_UP): void {
  const { key, attempt, instance } = message;
  if (held.standing === 'lost') return;
  const current = core.held.get(instance);
  if (answer.kind !== 'reply') {
    if (current === held) feed(core, held, { input: { type: 'attempt-lost', key, attempt, reason: answer } });
    return;
  }
  const input = { type: 'reply', key, attempt, event: answer.event, data: answer.data } as const;
  if (current === undefined) postAnswer(core, instance, input);
  else feed(core, current, { input });
}

/** An answer after the time was up still counts: a late success has to be undone, whoever has the instance now. */
function takeLate(core: WorkerCore, message: CommandMessage, answer: Answer): void {
  if (answer.kind !== 'reply' || core.over.signal.aborted) return;
  const { key, attempt, instance } = message;
  const input = { type: 'reply', key, attempt, event: answer.event, data: answer.data } as const;
  const current = core.held.get(instance);
  if (current === undefined) postAnswer(core, instance, input);
  else feed(core, current, { input });
}

async function startNested(core: WorkerCore, held: Held, message: CommandMessage): Promise<void> {
  const { instance, step, direction, attempt, key, command, input, timeoutMs } = message;
  if (!isLeaseFresh(core)) await renewLease(core);
  if (!isWanted(core, held, message)) return void held.atWork.delete(message.id);
  const at = { instance, step, direction, attempt };
  pass(core, 'nested:before-start', at);
  const { traceparent } = held.state;
  const trace = traceparent === undefined ? {} : { traceparent };
  const receipt = await startByCommand(core, { command, data: input, replyTo: { key, attempt, instance }, ...trace });
  pass(core, 'nested:after-start', at);
  held.atWork.delete(message.id);
  if (receipt.kind === 'answered') return take(core, held, message, { ...receipt, kind: 'reply' });
  if (receipt.kind === 'refused') return take(core, held, message, { kind: 'error', error: receipt.reason });
  dispatched(core, held, message, timeoutMs);
}

/** Gives a command to the broker, as often as it takes. Its time counts from then on. */
async function dispatch(core: WorkerCore, held: Held, message: CommandMessage): Promise<void> {
  const { instance, step, direction, attempt, id } = message;
  const definition = callSite(held.plan, step, direction)?.call;
  if (definition === undefined) return void held.atWork.delete(id);
  const at = { instance, step, direction, attempt };
  for (let delay = FIRST_DELAY; ; delay = longerDelay(delay)) {
    if (!isLeaseFresh(core)) await renewLease(core);
    if (!isWanted(core, held, message)) return void held.atWork.delete(id);
    pass(core, 'dispatch:before-publish', at);
    try {
      await core.options.remote?.sendCommand(message, held.state, definition);
      break;
    } catch (error) {
      report(core, { kind: 'broker-failed', id, error: describeError(error) });
    }
    await core.clock.sleep(delay, core.stopping.signal);
  }
  pass(core, 'dispatch:after-publish', at);
  held.atWork.delete(id);
  // A saga elsewhere takes as long as it takes, as one of this worker does.
  const standard = definition.startsSaga ? undefined : core.settings.attemptTimeoutMs;
  dispatched(core, held, message, message.timeoutMs ?? standard);
}

function dispatched(core: WorkerCore, held: Held, { key, attempt }: CommandMessage, timeoutMs?: number): void {
  if (held.standing !== 'held') return;
  const time = timeoutMs === undefined ? {} : { timeoutMs };
  feed(core, held, { input: { type: 'dispatched', key, attempt, ...time } });
}
