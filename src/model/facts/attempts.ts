import { flattenSteps, memoised } from '../graph.js';
import { push } from '../grouped.js';
import type { Catalog, CommandDef, Duration, NameRef, RetryPolicy, SagaDef } from '../index.js';
import { forwardRefsOf, undoOf } from '../step-parts.js';

/** A place where a saga sends a command, with how often it is tried there. */
export interface SentCommand {
  readonly saga: SagaDef;
  readonly ref: NameRef;
  readonly attempts: number | 'unlimited';
  /** The policy that holds there: an undo may have its own. Undefined where the command is not known. */
  readonly retry?: RetryPolicy;
  readonly timeout?: Duration;
}

/** Where sagas send a command: as a step, an undo or a check. */
export function sendingsOf(catalog: Catalog, command: string): readonly SentCommand[] {
  return sendings(catalog).get(command) ?? [];
}

/** Whether a command may arrive more than once because its sender tries again; where no saga sends it, by its own policy. */
export function isTriedAgain(catalog: Catalog, command: CommandDef): boolean {
  const sent = sendingsOf(catalog, command.id);
  if (sent.length === 0) return command.retry.attempts !== 1;
  return sent.some(({ attempts }) => attempts !== 1);
}

const sendings = memoised((catalog) => {
  const found = new Map<string, SentCommand[]>();
  for (const saga of catalog.sagas.values()) {
    for (const { step } of flattenSteps(saga.steps)) {
      const undo = undoOf(step);
      for (const ref of forwardRefsOf(step)) note(found, catalog, saga, ref, {});
      if (undo) note(found, catalog, saga, undo.command, undo);
    }
  }
  return found;
});

function note(
  found: Map<string, SentCommand[]>,
  catalog: Catalog,
  saga: SagaDef,
  ref: NameRef,
  own: Pick<SentCommand, 'retry' | 'timeout'>,
): void {
  const command = catalog.commands.get(ref.name);
  const retry = own.retry ?? command?.retry;
  const timeout = own.timeout ?? command?.timeout;
  const sent: SentCommand = {
    saga,
    ref,
    attempts: retry?.attempts ?? 1,
    ...(retry && { retry }),
    ...(timeout && { timeout }),
  };
  push(found, ref.name, sent);
}
