import type { Clock } from '../clock.js';
import type { SagaDefinition } from '../saga/definition.js';
import { planSaga } from '../saga/plan.js';
import type { CommandHandler, CommandHandlers } from '../worker/types.js';

/** What a participant does when a command comes, by attempt. */
export type Behaviour = 'succeed' | 'refuse' | 'hang' | 'throw' | 'happen-then-hang';

export type Behave = (command: string, attempt: number, key: string) => Behaviour;

/** Participants that live on over crashes of the worker, and keep what really happened. */
export interface World {
  readonly handlers: CommandHandlers;
  /** Every call: `key` as often as it was called. */
  readonly calls: string[];
  /** Keys whose effect has happened, in order; each key once. */
  readonly effects: string[];
}

/** Makes idempotent participants for every command of some sagas; `behave` picks what each attempt does. */
export function createWorld(
  sagas: SagaDefinition | readonly SagaDefinition[],
  behave: Behave = () => 'succeed',
): World {
  const calls: string[] = [];
  const effects: string[] = [];
  function handle(command: string, success: string): CommandHandler {
    return async (_input, { idempotencyKey, attempt }) => {
      calls.push(idempotencyKey);
      const behaviour = effects.includes(idempotencyKey) ? 'succeed' : behave(command, attempt, idempotencyKey);
      if (behaviour === 'throw') throw new Error(`${command} is out of order`);
      if (behaviour === 'refuse') return { outcome: `${command}Refused`, data: {} };
      if (behaviour !== 'hang' && !effects.includes(idempotencyKey)) effects.push(idempotencyKey);
      if (behaviour === 'hang' || behaviour === 'happen-then-hang') return new Promise(() => undefined);
      return { outcome: success, data: {} };
    };
  }
  const commands = [sagas].flat().flatMap((saga) => planSaga(saga).commands);
  const handlers = commands.map(({ command, success }) => [command, handle(command, success[0] ?? '')]);
  return { handlers: Object.fromEntries(handlers), calls, effects };
}

/** A handler that answers after a while of the clock's time, whatever its signal says. */
export function slowHandler(clock: Clock, ms: number, outcome: string): CommandHandler {
  return async () => {
    await clock.sleep(ms);
    return { outcome, data: {} };
  };
}
