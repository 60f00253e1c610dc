import { nameList } from '../../../model/facts/name-list.js';
import { breaks, type Ruling, type Rulings, risks } from '../../check.js';
import type { CommandUse, DroppedCommand, StepSpot } from '../../in-flight/saga-facts.js';

/** A value in backquotes, or that there is none. */
export function valueOrNone(value: string | undefined): string {
  return value === undefined ? 'nothing' : `\`${value}\``;
}

/** What meets the old state of instances, as rulings. */
export function inFlight(ruling: Ruling | undefined): Rulings {
  return ruling === undefined ? {} : { every: { backward: ruling } };
}

/** Nothing goes wrong for an instance that is in flight. */
export function noRulings(): Rulings {
  return {};
}

/**
 * An instance runs the definition that it began with, and a worker takes it only if it has a handler for each command of
 * that definition. `need` says who needs the commands, as "An instance that has done `X` undoes it by `Y`".
 */
export function leftAlone(dropped: readonly DroppedCommand[], need: string): Ruling | undefined {
  const lost = dropped.filter(({ alsoIn }) => alsoIn.length === 0);
  if (lost.length > 0) return breaks(`${need}, but ${lackOf(lost)}: without it, ${ALONE}.`);
  const sagas = [...new Set(dropped.flatMap(({ alsoIn }) => alsoIn))];
  if (sagas.length === 0) return undefined;
  const commands = nameList(dropped.map(({ command }) => command));
  return risks(
    `${need}; only a worker that runs ${nameList(sagas)} too has a handler for ${commands}. Without it, ${ALONE}.`,
  );
}

const ALONE = 'instances in flight are left alone wherever they stand (`definition-left-alone`)';

function lackOf(lost: readonly DroppedCommand[]): string {
  const gone = lost.filter((command) => command.gone).map(({ command }) => command);
  if (gone.length > 0) return `the new catalog does not have ${nameList(gone)}, so nobody carries it out`;
  const commands = nameList(lost.map(({ command }) => command));
  return `a worker of the new definition has a handler for ${commands} only where its link serves it or somebody adds it`;
}

/** How to go on with handlers that old instances need. */
export function keepHandlers(dropped: readonly DroppedCommand[]): string | undefined {
  if (dropped.length === 0) return undefined;
  const commands = nameList(dropped.map(({ command }) => command));
  return `Keep ${commands} in the catalog and give workers ${dropped.length > 1 ? 'their handlers' : 'its handler'} (\`createWorker({ handlers })\`) until the last instance of the old definition has ended.`;
}

/** Which instance meets the commands of these places, as in "that stands at or before `A`". */
export function whichMeets(uses: readonly Pick<CommandUse, 'step' | 'direction'>[]): string {
  const parts = DIRECTIONS.flatMap(([direction, words]) => {
    const steps = uses.filter((use) => use.direction === direction).map(({ step }) => step);
    return steps.length === 0 ? [] : [`${words} ${nameList([...new Set(steps)])}`];
  });
  return `that ${parts.join(', or ')}`;
}

const DIRECTIONS = [
  ['do', 'stands at or before'],
  ['check', 'gets no answer to'],
  ['undo', 'may still undo'],
] as const;

/** Where a step stands, in words. */
export function spotText({ after, before, inside }: StepSpot): string {
  const group = inside === undefined ? '' : ` in ${insideText(inside)}`;
  if (after !== undefined) return `behind \`${after}\`${group}`;
  if (before !== undefined) return `before \`${before}\`${group}`;
  return group === '' ? 'alone' : `alone${group}`;
}

function insideText({ kind, of, on }: NonNullable<StepSpot['inside']>): string {
  switch (kind) {
    case 'parallel':
      return `a branch of \`${of}\``;
    case 'forEach':
      return `the rounds of \`${of}\``;
    case 'onFailure':
      return `what follows \`${on ?? ''}\` of \`${of}\``;
  }
}

/** What came into a list and what went out of it, in words. */
export function listText(added: readonly string[], removed: readonly string[]): string {
  const parts = [added.length > 0 && `with ${nameList(added)}`, removed.length > 0 && `without ${nameList(removed)}`];
  return parts.filter((part) => part !== false).join(', ');
}

/** An instance waits for events that the new orchestrator does not ask for. */
export function waitsInVain(step: string, events: readonly string[], timeout?: string): Ruling {
  const until =
    timeout === undefined ? 'for ever, or until its deadline' : `until its \`${timeout}\` are over, and unwinds`;
  const who = `An instance that stands at or before \`${step}\``;
  return breaks(
    `${who} waits in vain for ${nameList(events)}, which a worker of the new definition is not handed any more: ${until}.`,
  );
}

/** A pause or rounds that an event would have ended go on to their end. */
export function notEndedEarly(step: string, events: readonly string[]): Ruling {
  const who = `An instance that stands at or before \`${step}\``;
  return risks(`${who} is not ended early there by ${nameList(events)} where nobody hands it over any more.`);
}
