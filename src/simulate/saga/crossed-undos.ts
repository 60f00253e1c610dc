import type { DoStepDefinition } from '../../runtime/saga/definition.js';
import type { SagaPlan } from '../../runtime/saga/plan.js';

type Undone = DoStepDefinition & { readonly undo: NonNullable<DoStepDefinition['undo']> };

/**
 * Steps whose undos have changed places: exchanged, one would fit its step better and the other no worse, by who handles it and
 * by the words of its name. So each takes back what the other one did: `RefundPayment` does not release stock.
 */
export function crossedUndos({ steps }: SagaPlan): ReadonlySet<string> {
  const done = new Set([...steps.values()].flatMap((step) => (step.kind === 'do' ? [step.call.command] : [])));
  // What is an undo here and a step there, as the two halves of a transfer are, is told apart by its input.
  const undone = [...steps.values()].filter(
    (step): step is Undone => step.kind === 'do' && step.undo !== undefined && !done.has(step.undo.call.command),
  );
  const crossed = undone.filter((one) => undone.some((other) => one !== other && areCrossed(one, other)));
  return new Set(crossed.map(({ name }) => name));
}

function areCrossed(one: Undone, other: Undone): boolean {
  const [gain, otherGain] = [affinity(one, other) - affinity(other, other), affinity(other, one) - affinity(one, one)];
  return gain >= 0 && otherGain >= 0 && gain + otherGain > 0;
}

/** How well the undo of one step fits the command of another. */
function affinity({ undo }: Undone, { call }: Undone): number {
  const words = wordsOf(call.command);
  const shared = wordsOf(undo.call.command).filter((word) => words.some((own) => own === word || word.endsWith(own)));
  return (undo.call.service === call.service ? 10 : 0) + shared.length;
}

const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

function wordsOf(name: string): readonly string[] {
  return (name.match(WORD) ?? []).map((word) => word.toLowerCase());
}
