import { type Clock, systemClock } from '../clock.js';
import type { CallDefinition } from '../saga/definition.js';
import { planSaga } from '../saga/plan.js';
import type { CommandAnswer, CommandContext, CommandHandler, CommandHandlers } from '../worker/types.js';
import { conductOf, isRefused, latencyOf } from './fate.js';
import type { Ledger } from './ledger.js';
import { proofSagas } from './proof-sagas.js';

/** Longer than any of their commands may take. */
const DAWDLE = 600;
/** The answer to a do that comes too late. */
const OVERTAKEN = 'overtaken';

interface Desk {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly seed: number;
}

/**
 * Participants as good services are: a key has one effect whoever calls how often, its answer is remembered, and a do
 * that its undo (or the answer that it has not happened) has overtaken is refused. Otherwise they are as bad as services
 * get.
 */
export function createParticipants(ledger: Ledger, seed: number, clock: Clock = systemClock): CommandHandlers {
  const desk = { ledger, seed, clock };
  const nested = new Set(proofSagas.flatMap(({ start }) => (start.kind === 'command' ? [start.message] : [])));
  const calls = proofSagas.flatMap((saga) => planSaga(saga).commands).filter(({ command }) => !nested.has(command));
  return Object.fromEntries(calls.map((call) => [call.command, createParticipant(desk, call)]));
}

function createParticipant(desk: Desk, call: CallDefinition): CommandHandler {
  const { ledger, seed, clock } = desk;
  return async (input, context) => {
    const { idempotencyKey: key, attempt, step, direction, instanceId: instance } = context;
    ledger.write({ kind: 'call', key, attempt, command: call.command, instance, step, direction, input });
    await clock.sleep(latencyOf(seed, key, attempt));
    const carryOut = (): CommandAnswer => ({ outcome: settle(desk, call, context), data: {} });
    switch (conductOf(seed, key, attempt)) {
      case 'answer':
        return carryOut();
      case 'throw':
        throw new Error('out of order');
      case 'hang':
        return new Promise(() => undefined);
      case 'nonsense':
        return { outcome: 'Nonsense', data: {} };
      case 'happen-then-throw':
        carryOut();
        throw new Error('the connection is gone');
      case 'happen-then-hang':
        carryOut();
        return new Promise(() => undefined);
      case 'happen-then-dawdle': {
        const answer = carryOut();
        await clock.sleep(DAWDLE);
        return answer;
      }
      case 'dawdle':
        await clock.sleep(DAWDLE);
        return carryOut();
    }
  };
}

/** The answer for a key, given once. An undo, or a check that finds nothing, closes the key of the do. */
function settle(
  { ledger, seed }: Desk,
  call: CallDefinition,
  { idempotencyKey: key, direction }: CommandContext,
): string {
  const [success = '', refusal = ''] = [call.success[0], call.failure[0]?.event];
  return ledger.together(() => {
    const known = ledger.answerOf(key);
    if (known !== undefined) return known.outcome === OVERTAKEN ? refusal : known.outcome;
    const doKey = key.replace(/\/(undo|check)$/, '');
    const isFound = direction !== 'check' || ledger.answerOf(doKey)?.effect === true;
    const happens = isFound && !isRefused(seed, key, direction);
    const outcome = happens ? success : refusal;
    ledger.write({ kind: 'answer', key, outcome, effect: happens && !call.readOnly });
    const closes = direction === 'undo' ? happens : direction === 'check' && !happens;
    if (closes && ledger.answerOf(doKey) === undefined) {
      ledger.write({ kind: 'answer', key: doKey, outcome: OVERTAKEN, effect: false });
    }
    return outcome;
  });
}
