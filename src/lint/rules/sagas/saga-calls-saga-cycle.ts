import { wayText } from '../../../model/facts/name-list.js';
import { flattenSteps } from '../../../model/graph.js';
import type { Catalog, NameRef, SagaDef } from '../../../model/index.js';
import { sagasStartedBy } from '../../../model/saga-starts.js';
import { commandRefsOf } from '../../../model/step-parts.js';
import { linksOf, shortestCircle } from '../../../model/strongly-connected.js';
import type { Finding, Rule } from '../../rule.js';

const definitions = (lastSteps: string) => `services:
  claims: { owner: team-claims }
  repairs: { owner: team-repairs }
events:
  ClaimSettled: { version: 1.0.0, producer: claims, payload: { claimId: uuid } }
  ClaimNotSettled: { version: 1.0.0, producer: claims, payload: { claimId: uuid } }
  CarRepaired: { version: 1.0.0, producer: repairs, payload: { claimId: uuid } }
  CarNotRepaired: { version: 1.0.0, producer: repairs, payload: { claimId: uuid } }
  WorkshopBooked: { version: 1.0.0, producer: repairs, payload: { claimId: uuid } }
commands:
  SettleClaim: { version: 1.0.0, handler: claims, senders: [claims], payload: { claimId: uuid }, success: ClaimSettled, failure: [ClaimNotSettled] }
  RepairCar: { version: 1.0.0, handler: repairs, payload: { claimId: uuid }, success: CarRepaired, failure: [CarNotRepaired] }
  BookWorkshop: { version: 1.0.0, handler: repairs, payload: { claimId: uuid }, success: WorkshopBooked }
sagas:
  ClaimSettlement:
    service: claims
    start: SettleClaim
    correlation: claimId
    steps: [{ do: RepairCar }]
    complete: ClaimSettled
    abort: ClaimNotSettled
  CarRepair:
    service: repairs
    start: RepairCar
    correlation: claimId
    steps: [${lastSteps}]
    complete: CarRepaired
    abort: CarNotRepaired
`;

/** Sagas that start each other in a ring. */
export const sagaCallsSagaCycle: Rule = {
  id: 'saga-calls-saga-cycle',
  group: 'sagas',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Disallow sagas that start each other in a ring.',
  why: `Each of them waits for the next to end, and the last waits for the first: none ever does, or every round starts another set of instances until somebody switches the service off. With one correlation value the second start is refused instead, and every run aborts. It comes about when two teams each reuse the other's process.

Counted are the commands of steps, undos and checks that start a saga of the catalog.`,
  bad: definitions('{ do: BookWorkshop }, { do: SettleClaim }'),
  good: definitions('{ do: BookWorkshop }'),
  check({ catalog, report }) {
    const starts = startsIn(catalog);
    for (const ring of ringsOf(starts)) report(finding(ring));
  },
};

/** One saga that starts another, and where. */
interface Start {
  readonly from: SagaDef;
  readonly to: SagaDef;
  readonly by: NameRef;
}

function startsIn(catalog: Catalog): readonly Start[] {
  return [...catalog.sagas.values()].flatMap((from) => {
    const sent = flattenSteps(from.steps).flatMap(({ step }) => commandRefsOf(step));
    return sent.flatMap((by) => sagasStartedBy(catalog, by.name).map((to) => ({ from, to, by })));
  });
}

/** The shortest ring through each saga that is in one, each ring once; sagas of rings that are told already are left out. */
function ringsOf(starts: readonly Start[]): readonly (readonly Start[])[] {
  const { arrows, along } = linksOf(starts, ({ from, to }) => [from.id, to.id]);
  const open = new Set(arrows.keys());
  const rings: (readonly Start[])[] = [];
  for (const saga of arrows.keys()) {
    const ring = open.has(saga) ? shortestCircle(arrows, saga, open) : undefined;
    if (ring) rings.push(along(ring));
    // Without a ring through this one, none of the others goes through it either.
    for (const told of [saga, ...(ring ?? [])]) open.delete(told);
  }
  return rings;
}

function finding(ring: readonly Start[]): Finding {
  const [first, ...others] = ring as readonly [Start, ...Start[]];
  const path = wayText([...ring.map(({ from }) => from.id), first.from.id]);
  return {
    span: first.by.span,
    message:
      others.length === 0
        ? `\`${first.from.id}\` starts itself with \`${first.by.name}\`: ${path}.`
        : `\`${first.from.id}\` starts \`${first.to.id}\`, which leads back to it: ${path}.`,
    labels: others.map(({ to, by }) => ({ span: by.span, text: `starts \`${to.id}\`` })),
    help: 'Take one of these commands out of its saga: let one saga lead, and give the others only what is theirs to do.',
    element: first.from,
  };
}
