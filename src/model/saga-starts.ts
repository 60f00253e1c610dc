import type { Catalog } from './catalog.js';
import { memoised } from './graph.js';
import { push } from './grouped.js';
import type { CommandDef, EventDef } from './message.js';
import type { SagaDef } from './saga.js';

/** The sagas that a command starts, by its id. */
export function sagasStartedBy(catalog: Catalog, command: string): readonly SagaDef[] {
  return starts(catalog).get(command) ?? [];
}

/** The command that starts a saga; undefined where an event does, or nothing that the catalog has. */
export function startCommandOf(catalog: Catalog, saga: SagaDef): CommandDef | undefined {
  return saga.start && catalog.commands.get(saga.start.name);
}

/** The event that starts a saga; undefined where a command does, or nothing that the catalog has. */
export function startEventOf(catalog: Catalog, saga: SagaDef): EventDef | undefined {
  return saga.start && catalog.events.get(saga.start.name);
}

const starts = memoised((catalog) => {
  const sagas = new Map<string, SagaDef[]>();
  for (const saga of catalog.sagas.values()) {
    const command = startCommandOf(catalog, saga);
    if (command) push(sagas, command.id, saga);
  }
  return sagas;
});
