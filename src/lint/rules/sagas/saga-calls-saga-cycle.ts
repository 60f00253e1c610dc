import { flattenSteps } from '../../../model/graph.js';
import type { Catalog, NameRef, SagaDef, Step } from '../../../model/index.js';
import { sagasStartedBy } from '../../../model/saga-starts.js';
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

type Starts = ReadonlyMap<SagaDef, readonly Start[]>;

function startsIn(catalog: Catalog): Starts {
  const starts = [...catalog.sagas.values()].map((from): [SagaDef, readonly Start[]] => {
    const sent = flattenSteps(from.steps).flatMap(({ step }) => commandsOfStep(step));
    return [from, sent.flatMap((by) => sagasStartedBy(catalog, by.name).map((to) => ({ from, to, by })))];
  });
  return new Map(starts);
}

function commandsOfStep(step: Step): readonly NameRef[] {
  if (step.kind === 'undo') return [step.undo.command];
  if (step.kind !== 'do') return [];
  return [step.command, step.undo?.command, step.check].filter((ref) => ref !== undefined);
}

/** The shortest ring through each saga that is in one, each ring once; sagas of rings that are told already are left out. */
function ringsOf(starts: Starts): readonly (readonly Start[])[] {
  const open = new Set([...starts].filter(([, list]) => list.length > 0).map(([saga]) => saga));
  const rings: (readonly Start[])[] = [];
  for (const saga of starts.keys()) {
    if (!open.has(saga)) continue;
    const ring = shortestRing(starts, open, saga);
    // No ring through this one, so none of the others goes through it either.
    if (ring === undefined) open.delete(saga);
    else rings.push(ring);
    for (const { from } of ring ?? []) open.delete(from);
  }
  return rings;
}

/** Goes from saga to saga, nearest first, until it is back. */
function shortestRing(starts: Starts, open: ReadonlySet<SagaDef>, first: SagaDef): readonly Start[] | undefined {
  const cameBy = new Map<SagaDef, Start>();
  const queue = [first];
  for (const saga of queue) {
    for (const start of starts.get(saga) ?? []) {
      if (start.to === first) return [...wayTo(cameBy, first, saga), start];
      if (!open.has(start.to) || cameBy.has(start.to)) continue;
      cameBy.set(start.to, start);
      queue.push(start.to);
    }
  }
  return undefined;
}

function wayTo(cameBy: ReadonlyMap<SagaDef, Start>, first: SagaDef, last: SagaDef): readonly Start[] {
  const way: Start[] = [];
  for (let at = last; at !== first; ) {
    const start = cameBy.get(at);
    if (start === undefined) return way;
    way.unshift(start);
    at = start.from;
  }
  return way;
}

function finding(ring: readonly Start[]): Finding {
  const [first, ...others] = ring as readonly [Start, ...Start[]];
  const path = [...ring.map(({ from }) => from), first.from].map(({ id }) => `\`${id}\``).join(' -> ');
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
