import type { Fix } from '../../diagnostics/index.js';
import { failureEventEdits, type Outcome } from '../../edit/failure-event.js';
import { memoised } from '../../model/graph.js';
import type { Catalog } from '../../model/index.js';
import { lexiconOf } from './lexicon-of.js';

/** Names already given to events that are about to be written, in lower case; shared by the findings of one run. */
export type TakenNames = Set<string>;

/** The best English name for the failure of an outcome that the catalog does not have yet. Marks it as taken. */
export function newFailureName(catalog: Catalog, outcome: Outcome, taken: TakenNames): string {
  const { command, success } = outcome;
  const lexicon = lexiconOf(catalog);
  const names = [
    ...(success ? lexicon.failureNamesOfEvent(success.name) : []),
    ...(command ? lexicon.failureNamesOfCommand(command.name) : []),
  ];
  const isFree = (name: string) => !namesInUse(catalog).has(name.toLowerCase()) && !taken.has(name.toLowerCase());
  const best = names.find(isFree) ?? numbered(names[0] ?? 'Failed', isFree);
  taken.add(best.toLowerCase());
  return best;
}

/** The repair that writes the failure event `name` and links it; undefined where the YAML is too unusual to edit. */
export function failureEventFix(catalog: Catalog, outcome: Outcome, name: string): Fix | undefined {
  const edits = failureEventEdits(catalog, outcome, name);
  return edits && { title: `Write the event \`${name}\``, safety: 'safe', edits };
}

function numbered(name: string, isFree: (name: string) => boolean): string {
  let number = 2;
  while (!isFree(`${name}${number}`)) number += 1;
  return `${name}${number}`;
}

/** Names of messages and types in lower case: names that differ in case only clash in some target language. */
const namesInUse = memoised((catalog): ReadonlySet<string> => {
  const maps = [catalog.events, catalog.commands, catalog.types];
  return new Set(maps.flatMap((map) => [...map.keys()].map((name) => name.toLowerCase())));
});
