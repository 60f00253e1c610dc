import { Unprocessable } from '../broker/broker.js';
import { DEAD_LETTER_HEADERS, deadLetterChannel, deadLetterOf } from '../broker/dead-letters.js';
import { describeError } from '../errors.js';
import { type Core, type Origin, publish, report } from './core.js';
import { Missing, Reject } from './errors.js';
import { groupOf } from './plan.js';

/** Header of a dead letter that names the handler that could not do with it; without it, none could. */
export const DEAD_HANDLER_HEADER = DEAD_LETTER_HEADERS.handler;

export interface Grave extends Origin {
  readonly attempts: number;
  readonly error: unknown;
  readonly handler?: string;
}

/** Puts a message to the dead letters, with what happened to it. Rejects with `Unavailable` where the broker does not take it. */
export async function bury<Tx>(core: Core<Tx>, grave: Grave): Promise<void> {
  const { channel, message, attempts, error, position, handler } = grave;
  const { definition } = core.plan;
  const group = groupOf(definition, channel);
  const { deadLetter = deadLetterChannel(channel, group) } = definition.channels[channel] ?? {};
  const reason = reasonOf(error);
  const told = { reason, ...(handler !== undefined && { handler }) };
  if (deadLetter === false) return report(core, grave, { kind: 'dropped', ...told });
  const from = { channel, group, attempts, error: new Unprocessable(reason) };
  const letter = deadLetterOf(message, { ...from, ...(position !== undefined && { position }) });
  const own = handler === undefined ? {} : { [DEAD_HANDLER_HEADER]: handler };
  await publish(core, deadLetter, { ...letter, headers: { ...letter.headers, ...own } });
  report(core, grave, { kind: 'dead', ...told });
}

/** What people read; of our own errors the text says it all. */
export function reasonOf(error: unknown): string {
  const isOurs = error instanceof Reject || error instanceof Missing || error instanceof Unprocessable;
  return isOurs ? error.message : describeError(error);
}
