import { commandsAnsweredBy, memoised, namesOf, reactionsIn, stepsIn } from '../../model/graph.js';
import type { Catalog, CommandDef, EventDef } from '../../model/index.js';
import { isCurrent } from './message-standing.js';

/**
 * The commands that an event is said to be a failure of and that do not name it: `failureOf` names the command itself, or a
 * success of it from the same handler, and nobody else has the event as theirs.
 */
export function commandsMissing(catalog: Catalog, event: EventDef): readonly CommandDef[] {
  const { failureOf } = event;
  if (failureOf === undefined || !isCurrent(event)) return [];
  const named = catalog.commands.get(failureOf.name);
  if (named) return isMissing(named, event) ? [named] : [];
  if (isAnswer(catalog, event) || endsElsewhere(catalog).has(event.id)) return [];
  const commands = commandsAnsweredBy(catalog, failureOf.name).filter(({ role }) => role === 'success');
  return commands.map(({ command }) => command).filter((command) => isMissing(command, event));
}

function isAnswer(catalog: Catalog, event: EventDef): boolean {
  return commandsAnsweredBy(catalog, event.id).length > 0;
}

/** Without a handler or a producer nobody can say whether they are the same. */
function isMissing(command: CommandDef, event: EventDef): boolean {
  const isOwn = command.handler !== undefined && command.handler.name === event.producer?.name;
  const isDeclared = [...command.failure, ...command.success].some(({ name }) => name === event.id);
  return isCurrent(command) && isOwn && !isDeclared;
}

/** Events that reactions, waits and the ends of sagas have as theirs. */
const endsElsewhere = memoised((catalog): ReadonlySet<string> => {
  const sagas = [...catalog.sagas.values()];
  return new Set([
    ...reactionsIn(catalog).flatMap(({ emits, fails }) => namesOf([...emits, ...fails])),
    ...stepsIn(catalog).flatMap((step) =>
      step.kind === 'await' ? [...namesOf(step.events), ...namesOf(step.failure)] : [],
    ),
    ...sagas.flatMap(({ complete, abort, cancelOn, hears }) => [
      ...[...complete, ...abort].map(({ event }) => event.name),
      ...namesOf([...cancelOn, ...hears]),
    ]),
  ]);
});
