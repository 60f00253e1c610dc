import { compact } from '../../model/build/compact.js';
import { flattenSteps } from '../../model/graph.js';
import { push } from '../../model/grouped.js';
import type { SagaDef, Step } from '../../model/index.js';
import { undoOf } from '../../model/step-parts.js';
import type { CommandDelta, CommandDeltas } from './command-deltas.js';
import { noteIn, type SagaDiff } from './saga-diff.js';
import type { CommandUse } from './saga-facts.js';

type Noting = Pick<SagaDiff, 'old' | 'new' | 'changes'>;

/** A command in a step of the old saga. */
interface Place {
  readonly step: Step;
  readonly direction: CommandUse['direction'];
}

/** Notes what a saga in flight makes of commands that are different now. The old saga counts: it has sent, or will send them. */
export function diffCommands(diff: Noting, deltas: CommandDeltas): void {
  if (deltas.size === 0) return;
  for (const [command, places] of placesOf(diff.old, deltas)) {
    for (const delta of deltas.get(command) ?? []) noteDelta(diff, command, delta, places);
  }
}

function placesOf(saga: SagaDef, deltas: CommandDeltas): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const { step } of flattenSteps(saga.steps)) {
    const add = (command: string | undefined, direction: Place['direction']): void => {
      if (command !== undefined && deltas.has(command)) push(places, command, { step, direction });
    };
    if (step.kind === 'do') add(step.command.name, 'do');
    if (step.kind === 'do') add(step.check?.name, 'check');
    add(undoOf(step)?.command.name, 'undo');
  }
  return places;
}

function noteDelta(diff: Noting, command: string, delta: CommandDelta, places: readonly Place[]): void {
  const { sides } = delta;
  const at = `steps.${places[0]?.step.name ?? ''}`;
  const uses = usesOf(places);
  switch (delta.kind) {
    case 'added': {
      const { event, outcome, was } = delta;
      noteIn(diff, 'saga-outcome-added', at, { command, event, outcome, uses, ...(was && { was }) }, sides);
      break;
    }
    case 'removed':
      noteIn(diff, 'saga-outcome-removed', at, { command, event: delta.event, outcome: delta.outcome, uses }, sides);
      break;
    case 'meaning':
      noteMeaning(diff, command, delta, places);
      break;
    case 'handler': {
      const { from, to } = delta;
      noteIn(diff, 'saga-handler-moved', at, { command, uses, ...compact({ from, to }) }, sides);
      break;
    }
  }
}

/** What a failure means counts only on the way forth: an undo or a check that fails is given up in any case. */
function noteMeaning(
  diff: Noting,
  command: string,
  { event, what, to, sides }: Extract<CommandDelta, { readonly kind: 'meaning' }>,
  places: readonly Place[],
): void {
  const forth = places.filter(({ direction }) => direction === 'do');
  const [first] = forth;
  if (first === undefined) return;
  const undone = forth.filter(({ step }) => undoOf(step) !== undefined).map(({ step }) => step.name);
  const facts = { command, event, what, to, uses: usesOf(forth), undone };
  noteIn(diff, 'saga-failure-changed', `steps.${first.step.name}`, facts, sides);
}

function usesOf(places: readonly Place[]): readonly CommandUse[] {
  return places.map(({ step: { name, optional }, direction }) => ({ step: name, direction, optional }));
}
