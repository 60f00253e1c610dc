import type { DoStepDefinition } from '../../runtime/saga/definition.js';
import type { SagaPlan } from '../../runtime/saga/plan.js';

type Undone = DoStepDefinition & { readonly undo: NonNullable<DoStepDefinition['undo']> };

/**
 * Steps whose undos have changed places: each fits the other step strictly better than its own, by who handles it and by the
 * words of its name, so that it takes back what the other one did. `RefundPayment` does not release stock.
 */
export function crossedUndos({ steps }: SagaPlan): ReadonlySet<string> {
  const undone = [...steps.values()].filter((step): step is Undone => step.kind === 'do' && step.undo !== undefined);
  const crossed = undone.filter((one) => undone.some((other) => one !== other && areCrossed(one, other)));
  return new Set(crossed.map(({ name }) => name));
}

function areCrossed(one: Undone, other: Undone): boolean {
  return affinity(one, other) > affinity(one, one) && affinity(other, one) > affinity(other, other);
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
