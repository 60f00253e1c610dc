import { type Clock, setAlarm } from '../clock.js';
import { describeError } from '../errors.js';
import { copyJson, isJsonObject, type JsonObject, toJsonObject } from '../json.js';
import type { CommandContext, CommandHandler } from './types.js';

/** What came of a call. */
export type Answer =
  | { readonly kind: 'reply'; readonly event: string; readonly data: JsonObject }
  | { readonly kind: 'error'; readonly error: string };

export interface ParticipantCall {
  readonly handler: CommandHandler;
  readonly input: JsonObject;
  readonly context: Omit<CommandContext, 'signal'>;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/** Who hears of a call: of an answer or of the end of its time, whichever is first, and then of a late answer. */
export interface CallListener {
  answered(answer: Answer): void;
  timedOut(): void;
  answeredLate(answer: Answer): void;
}

/**
 * Calls a participant. Whatever it does, the listener hears of one outcome in time; nothing is ever thrown. The function
 * that comes back breaks the call off: only a late answer is heard of then.
 */
export function callParticipant(call: ParticipantCall, listener: CallListener): () => void {
  let isOpen = true;
  const time = createLazySignal();
  function close(): void {
    isOpen = false;
    stopAlarm();
    time.abort();
  }
  const stopAlarm = setAlarm(call.clock, call.timeoutMs, () => {
    if (!isOpen) return;
    close();
    listener.timedOut();
  });
  void answerOf(call, time).then((answer) => {
    if (!isOpen) return listener.answeredLate(answer);
    isOpen = false;
    stopAlarm();
    listener.answered(answer);
  });
  return close;
}

interface LazySignal {
  readonly signal: () => AbortSignal;
  abort(): void;
}

/** Most participants never ask for their signal, and making one takes as long as everything else here. */
function createLazySignal(): LazySignal {
  let controller: AbortController | undefined;
  let isAborted = false;
  return {
    signal() {
      controller ??= new AbortController();
      if (isAborted) controller.abort();
      return controller.signal;
    },
    abort() {
      isAborted = true;
      controller?.abort();
    },
  };
}

async function answerOf({ handler, input, context }: ParticipantCall, time: LazySignal): Promise<Answer> {
  const given: CommandContext = {
    ...context,
    get signal() {
      return time.signal();
    },
  };
  try {
    // What participants do to their input is nobody else's business.
    return readAnswer(await handler(copyJson(input), given));
  } catch (error) {
    return { kind: 'error', error: describeError(error) };
  }
}

/** Participants are foreign code: their answers are not taken at their type's word. */
function readAnswer(answer: unknown): Answer {
  const plain = toJsonObject(answer);
  const event = plain?.outcome;
  if (typeof event !== 'string') return { kind: 'error', error: 'the participant answered without an `outcome`' };
  const data = plain?.data ?? {};
  if (!isJsonObject(data)) return { kind: 'error', error: `the \`data\` of the outcome \`${event}\` is no object` };
  return { kind: 'reply', event, data };
}
