import { compileSaga } from '../../../compile/compile-saga.js';
import { whyNeverHolds } from '../../../compile/impossible-guards.js';
import { covers } from '../../../diagnostics/index.js';
import type { GuardPoint } from '../../../model/data-flow/data-flow.js';
import { type Seen, withGroup } from '../../../model/data-flow/seen.js';
import { anyOf } from '../../../model/facts/name-list.js';
import { flattenSteps, namesOf } from '../../../model/graph.js';
import type { Catalog, FlowDef, Reaction, SagaDef } from '../../../model/index.js';
import { undoOf } from '../../../model/step-parts.js';
import { sagaFlow } from '../../facts/saga-flow.js';
import type { Finding, Rule } from '../../rule.js';

const definitions = (guard: string) => `services:
  freight: { owner: team-freight }
  customs: { owner: team-customs }
types:
  Route: { enum: [domestic, overseas] }
events:
  CargoBooked: { version: 1.0.0, producer: freight, payload: { cargoId: uuid, route: Route } }
  CargoCleared: { version: 1.0.0, producer: customs, payload: { cargoId: uuid } }
  CargoHeldBack: { version: 1.0.0, producer: customs, payload: { cargoId: uuid } }
  CargoLoaded: { version: 1.0.0, producer: freight, payload: { cargoId: uuid } }
commands:
  ClearCargo: { version: 1.0.0, handler: customs, payload: { cargoId: uuid }, success: CargoCleared, failure: [CargoHeldBack] }
  LoadCargo: { version: 1.0.0, handler: freight, payload: { cargoId: uuid }, success: CargoLoaded }
sagas:
  ShipCargo:
    service: freight
    start: CargoBooked
    correlation: cargoId
    steps:
      - { do: ClearCargo, when: '${guard}' }
      - do: LoadCargo
`;

/** A step, an undo or a reaction whose condition never holds. */
export const unreachableStep: Rule = {
  id: 'unreachable-step',
  group: 'sagas',
  severity: 'warning',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Disallow steps that are never reached.',
  why: `A step whose guard never holds is a promise that nobody keeps: whoever reads the saga believes that the cargo is cleared, and no cargo ever is. Nothing fails, so nothing tells of it. Mostly a value is misspelt, or an enumeration has changed and the guard has not.

A guard is taken to be impossible only where the catalog shows it: it is constant, it asks for a value that is none of an enumeration or breaks the bounds or the pattern of its type, it contradicts itself, or it wants missing what has always come by then. Guards of undos and of reactions are judged like those of steps. A message that never comes is reported by the compiler.`,
  bad: definitions('CargoBooked.route == "oversea"'),
  good: definitions('CargoBooked.route == "overseas"'),
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      for (const finding of inSaga(catalog, saga)) report(finding);
    }
    for (const flow of catalog.flows.values()) {
      for (const reaction of flow.reactions) {
        const finding = inReaction(catalog, flow, reaction);
        if (finding) report(finding);
      }
    }
  },
};

function inSaga(catalog: Catalog, saga: SagaDef): readonly Finding[] {
  const steps = flattenSteps(saga.steps).map(({ step }) => step);
  if (!steps.some((step) => step.when ?? undoOf(step)?.when)) return [];
  const refused = compileSaga(catalog, saga).diagnostics.filter(({ code }) => code.startsWith('saga-guard'));
  const guards = sagaFlow(catalog, saga).guards.filter(
    ({ guard }) => !refused.some(({ span }) => span && covers(guard.span, span)),
  );
  return guards.flatMap((point) => inGuard(catalog, saga, point) ?? []);
}

function inGuard(catalog: Catalog, saga: SagaDef, { guard, step, seen }: GuardPoint): Finding | undefined {
  const why = whyNeverHolds(catalog, seen, guard.text);
  if (why === undefined) return undefined;
  const isOfStep = guard === step.when;
  return {
    span: guard.span,
    message: isOfStep
      ? `\`${step.name}\` of \`${saga.id}\` is never reached: ${why}.`
      : `The undo of \`${step.name}\` in \`${saga.id}\` never runs: ${why}.`,
    help: `Correct the guard, or remove the ${isOfStep ? 'step' : 'undo'}.`,
    element: saga,
  };
}

function inReaction(catalog: Catalog, flow: FlowDef, reaction: Reaction): Finding | undefined {
  const why = reaction.when && whyNeverHolds(catalog, seenBy(reaction), reaction.when.text);
  if (reaction.when === undefined || why === undefined) return undefined;
  const triggers = anyOf(namesOf(reaction.on));
  return {
    span: reaction.when.span,
    message: `The reaction to ${triggers} in \`${flow.id}\` never runs: ${why}.`,
    help: 'Correct the guard, or remove the reaction.',
    element: flow,
  };
}

/** One of the triggers has come, and with it everything that the reaction needs. */
function seenBy({ on, needs }: Reaction): Seen {
  const needed = namesOf(needs).reduce<Seen>((seen, name) => withGroup(seen, [name], true), {
    groups: [],
    variables: new Map(),
  });
  return withGroup(needed, namesOf(on), true);
}
