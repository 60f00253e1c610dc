import { type Hop, hopsOfFlow } from '../../../model/choreography.js';
import { countOf, nameList, wayText } from '../../../model/facts/name-list.js';
import { grouped } from '../../../model/grouped.js';
import type { FlowDef, Reaction } from '../../../model/index.js';
import { undoingReactions } from '../../facts/choreographed-undo.js';
import type { Finding, Rule } from '../../rule.js';

/** So few services can look after each other. */
const FEWEST_SERVICES = 3;

/** A choreography that has become a saga without saying so. */
export const hiddenSaga: Rule = {
  id: 'hidden-saga',
  group: 'topology',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow choreographies that are too long to follow or that undo what came before.',
  why: `A choreography is the right thing for a few services that pass something on. When it gets long, nobody sees the whole: there is no place that knows how far a case has come, none that notices when it stays somewhere, and a new step changes three services. When services take back what they did because a later one failed, it is a saga, only that its order, its time limits and its failed undos are written down nowhere.

A hop is one reaction; the way counted is the shortest one to the event that is farthest from the start of the flow, and at least 3 services must have a part in it. The option \`hops\` is the most that is accepted (4). A reaction takes something back if its service hears of a later failure and publishes something else than on the way there; trying again is none, and two services may settle one such thing among themselves.`,
  options: {
    schema: {
      type: 'object',
      properties: { hops: { type: 'integer', minimum: 1 } },
      additionalProperties: false,
    },
    defaults: { hops: 4 },
  },
  bad: `services:
  sales: { owner: team-sales }
  stock: { owner: team-stock }
  payment: { owner: team-payments }
events:
  OrderPlaced: { version: 1.0.0, producer: sales, payload: { orderId: uuid } }
  StockReserved: { version: 1.0.0, producer: stock, payload: { orderId: uuid } }
  StockReleased: { version: 1.0.0, producer: stock, payload: { orderId: uuid } }
  PaymentCaptured: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentDeclined: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  OrderCancelled: { version: 1.0.0, producer: sales, payload: { orderId: uuid } }
flows:
  Checkout:
    owner: team-sales
    reactions:
      - { on: OrderPlaced, by: stock, emits: StockReserved }
      - { on: StockReserved, by: payment, emits: PaymentCaptured, fails: [PaymentDeclined] }
      - { on: PaymentDeclined, by: stock, emits: StockReleased }
      - { on: StockReleased, by: sales, emits: OrderCancelled }
`,
  good: `services:
  sales: { owner: team-sales }
  stock: { owner: team-stock }
  payment: { owner: team-payments }
events:
  OrderPlaced: { version: 1.0.0, producer: sales, payload: { orderId: uuid } }
  StockReserved: { version: 1.0.0, producer: stock, payload: { orderId: uuid } }
  StockReleased: { version: 1.0.0, producer: stock, payload: { orderId: uuid } }
  PaymentCaptured: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentDeclined: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  OrderConfirmed: { version: 1.0.0, producer: sales, payload: { orderId: uuid } }
  OrderCancelled: { version: 1.0.0, producer: sales, payload: { orderId: uuid } }
commands:
  ReserveStock: { version: 1.0.0, handler: stock, payload: { orderId: uuid }, success: StockReserved }
  ReleaseStock: { version: 1.0.0, handler: stock, payload: { orderId: uuid }, success: StockReleased }
  CapturePayment: { version: 1.0.0, handler: payment, payload: { orderId: uuid }, success: PaymentCaptured, failure: [PaymentDeclined] }
sagas:
  Checkout:
    version: 1.0.0
    service: sales
    start: OrderPlaced
    correlation: orderId
    steps:
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, pivot: true }
    complete: OrderConfirmed
    abort: OrderCancelled
`,
  check({ catalog, options, report }) {
    const most = Number(options['hops']);
    for (const flow of catalog.flows.values()) {
      const chain = longestChain(hopsOfFlow(catalog, flow));
      const undos = undoingReactions(catalog, flow);
      const isLong = chain.length > most && servicesOf(chain.map(({ reaction }) => reaction)).length >= FEWEST_SERVICES;
      const isUndone = undos.length > 1 || (undos.length === 1 && servicesOf(flow.reactions).length >= FEWEST_SERVICES);
      if (isLong || isUndone) report(findingFor(flow, isLong ? chain : [], undos, most));
    }
  },
};

function servicesOf(reactions: readonly Reaction[]): readonly string[] {
  return [...new Set(reactions.flatMap(({ by }) => by?.name ?? []))].sort();
}

/** The shortest way to the event that is farthest from where the flow begins; circles do not make it longer. */
function longestChain(hops: readonly Hop[]): readonly Hop[] {
  const from = grouped(hops, (hop) => hop.from.name);
  const ends = new Set(hops.map(({ to }) => to.name));
  const starts = [...from.keys()].filter((event) => !ends.has(event));
  const queue = starts.length > 0 ? starts : [...from.keys()].slice(0, 1);
  const cameBy = new Map<string, Hop | undefined>(queue.map((event) => [event, undefined]));
  for (const event of queue) {
    for (const hop of from.get(event) ?? []) {
      if (cameBy.has(hop.to.name)) continue;
      cameBy.set(hop.to.name, hop);
      queue.push(hop.to.name);
    }
  }
  return wayTo(cameBy, queue.at(-1));
}

function wayTo(cameBy: ReadonlyMap<string, Hop | undefined>, event: string | undefined): readonly Hop[] {
  const way: Hop[] = [];
  for (let hop = cameBy.get(event ?? ''); hop; hop = cameBy.get(hop.from.name)) way.push(hop);
  return way.reverse();
}

function findingFor(flow: FlowDef, chain: readonly Hop[], undos: readonly Reaction[], most: number): Finding {
  const services = servicesOf(flow.reactions);
  const parts = [
    ...(chain.length > 0 ? [`${countOf(chain.length, 'hop')} in a row, more than ${most}`] : []),
    ...(undos.length > 0
      ? [`${countOf(undos.length, 'reaction')} that undo${undos.length === 1 ? 'es' : ''} what came before`]
      : []),
  ];
  return {
    span: flow.nameSpan,
    message: `\`${flow.id}\` is a saga in hiding: ${countOf(services.length, 'service')} (${nameList(services, 6)}), ${parts.join(', and ')}.`,
    element: flow,
    help: `${chain.length > 0 ? `The way is ${wayText(eventsOf(chain), 9)}. ` : ''}Let one service run it as a saga, which keeps order, time limits and undos in one place.`,
    labels: undos.slice(0, 5).map(({ span, by }) => ({ span, text: `\`${by?.name}\` takes back what it did` })),
  };
}

function eventsOf(chain: readonly Hop[]): readonly string[] {
  return [chain[0]?.from.name ?? '', ...chain.map(({ to }) => to.name)];
}
