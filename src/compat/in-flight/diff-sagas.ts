import { compareText } from '../../diagnostics/index.js';
import type { Catalog, SagaDef } from '../../model/index.js';
import type { Change } from '../change.js';
import { type CommandDeltas, commandDeltas } from './command-deltas.js';
import { diffCommands } from './command-diff.js';
import { diffHead } from './head-diff.js';
import { diffOrder } from './order-diff.js';
import { pairSteps } from './pair-steps.js';
import { droppedCommand, heardBy, noteIn, type SagaDiff, sagasOfService, sentBy } from './saga-diff.js';
import { isSameStructure } from './same-structure.js';
import { diffStep } from './step-diff.js';

/** Every difference between the sagas of two states of a catalog, as facts without judgement; in order of the sagas' ids. */
export function diffSagas(old: Catalog, next: Catalog): readonly Change[] {
  const changes: Change[] = [];
  const deltas = commandDeltas(old, next);
  for (const id of [...new Set([...old.sagas.keys(), ...next.sagas.keys()])].sort(compareText)) {
    const [before, after] = [old.sagas.get(id), next.sagas.get(id)];
    if (before !== undefined && after !== undefined) diffSaga({ old, next, deltas, changes }, before, after);
    else if (before !== undefined) noteRemoved(changes, next, before);
    else if (after !== undefined) noteAdded(changes, after);
  }
  return changes;
}

interface Work {
  readonly old: Catalog;
  readonly next: Catalog;
  readonly deltas: CommandDeltas;
  readonly changes: Change[];
}

function diffSaga({ old, next, deltas, changes }: Work, before: SagaDef, after: SagaDef): void {
  if (before !== after && !isSameStructure(before, after)) {
    const diff: SagaDiff = {
      oldCatalog: old,
      newCatalog: next,
      old: before,
      new: after,
      steps: pairSteps(before, after),
      changes,
      sent: sentBy(after),
      heard: heardBy(after),
    };
    diffHead(diff);
    diffOrder(diff);
    for (const pair of diff.steps.byOld.values()) diffStep(diff, pair);
  }
  diffCommands({ old: before, new: after, changes }, deltas);
}

function noteRemoved(changes: Change[], next: Catalog, saga: SagaDef): void {
  const service = saga.service?.name;
  const neighbours = sagasOfService(next, service);
  const dropped = [...sentBy(saga)].sort(compareText).map((command) => droppedCommand(next, service, command));
  const facts = {
    dropped: dropped.filter(({ alsoIn }) => alsoIn.length === 0),
    neighbours,
    ...(service !== undefined && { service }),
  };
  noteIn({ new: saga, changes }, 'saga-removed', '', facts, { old: saga.nameSpan });
}

function noteAdded(changes: Change[], saga: SagaDef): void {
  const service = saga.service === undefined ? {} : { service: saga.service.name };
  noteIn({ new: saga, changes }, 'saga-added', '', service, { new: saga.nameSpan });
}
