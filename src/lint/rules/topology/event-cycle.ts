import type { Label } from '../../../diagnostics/index.js';
import { hopsOf } from '../../../model/choreography.js';
import { wayText } from '../../../model/facts/name-list.js';
import { commandsOf, flattenSteps } from '../../../model/graph.js';
import type { Catalog, Element, NameRef, SagaDef } from '../../../model/index.js';
import { startEventOf } from '../../../model/saga-starts.js';
import { circlesOf, linksOf, shortestCircle } from '../../../model/strongly-connected.js';
import type { Finding, Rule } from '../../rule.js';

/** Events that cause each other in a circle. */
export const eventCycle: Rule = {
  id: 'event-cycle',
  group: 'topology',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow events that lead back to themselves.',
  why: `Nobody draws such a circle, it comes about: each reaction is right by itself, and together they go round as fast as the broker can, until the disk is full or the customer has a thousand mails. No service sees more than its own step.

The circles are those of all reactions of all flows, over failures too, and of sagas with \`repeat\`; the shortest way round is printed. A circle with a timer (\`after\`, \`at\`) or a \`restart\` in it is a retry or a reminder, which is fine as long as it ends: that one is only asked for a bound, such as a \`when\` that counts the rounds, and nothing is said where a condition stands in it.`,
  bad: `services:
  stock: { owner: team-stock }
  purchasing: { owner: team-buying }
events:
  StockRanLow: { version: 1.0.0, producer: stock, payload: { sku: string } }
  GoodsOrdered: { version: 1.0.0, producer: purchasing, payload: { sku: string } }
  StockCounted: { version: 1.0.0, producer: stock, payload: { sku: string } }
flows:
  Replenishment:
    reactions:
      - { on: StockRanLow, by: purchasing, emits: GoodsOrdered }
      - { on: GoodsOrdered, by: stock, emits: StockCounted }
      - { on: StockCounted, by: stock, emits: StockRanLow }
`,
  good: `services:
  stock: { owner: team-stock }
  purchasing: { owner: team-buying }
events:
  StockRanLow: { version: 1.0.0, producer: stock, payload: { sku: string } }
  GoodsOrdered: { version: 1.0.0, producer: purchasing, payload: { sku: string } }
  StockCounted: { version: 1.0.0, producer: stock, payload: { sku: string } }
flows:
  Replenishment:
    reactions:
      - { on: StockRanLow, by: purchasing, emits: GoodsOrdered }
      - { on: GoodsOrdered, by: stock, emits: StockCounted }
`,
  check({ catalog, report }) {
    const causes = causesIn(catalog);
    const hot = circlesIn(causes.filter(({ isTimed }) => !isTimed));
    const seen = new Set(hot.flatMap(({ group }) => group));
    // A circle that a condition can end is bound; one through events of a hot circle is told with it.
    const slow = circlesIn(causes.filter(({ isGuarded }) => !isGuarded)).filter(
      ({ group }) => !group.some((event) => seen.has(event)),
    );
    for (const circle of [...hot, ...slow]) report(findingFor(circle));
  },
};

/** One event that causes another. */
interface Cause {
  readonly from: NameRef;
  readonly to: NameRef;
  readonly element: Element;
  readonly by?: NameRef;
  readonly isTimed: boolean;
  readonly isGuarded: boolean;
}

function causesIn(catalog: Catalog): readonly Cause[] {
  const byReactions = hopsOf(catalog).map(({ from, to, flow, reaction }) => ({
    from,
    to,
    element: flow,
    ...(reaction.by && { by: reaction.by }),
    isTimed: reaction.after !== undefined || reaction.at !== undefined || reaction.restart,
    isGuarded: reaction.when !== undefined,
  }));
  return [...byReactions, ...[...catalog.sagas.values()].flatMap((saga) => causesOfSaga(catalog, saga))];
}

/** Only a saga that may run again for the same value goes round; all others run once and are bound by that. */
function causesOfSaga(catalog: Catalog, saga: SagaDef): readonly Cause[] {
  const { start, service } = saga;
  if (!saga.repeat || start === undefined || startEventOf(catalog, saga) === undefined) return [];
  const answers = [...new Set(commandsOf(saga))].flatMap((name) => {
    const command = catalog.commands.get(name);
    return command ? [...command.success, ...command.failure] : [];
  });
  const isTimed = flattenSteps(saga.steps).some(({ step }) => step.kind === 'wait');
  const ends = [...saga.complete, ...saga.abort].map(({ event }) => event);
  return [...ends, ...answers].map((to) => ({
    from: start,
    to,
    element: saga,
    ...(service && { by: service }),
    isTimed,
    isGuarded: false,
  }));
}

interface Circle {
  readonly group: readonly string[];
  /** The shortest way round from the first event of the group in the order of names. */
  readonly way: readonly Cause[];
}

function circlesIn(causes: readonly Cause[]): readonly Circle[] {
  const { arrows, along } = linksOf(causes, ({ from, to }) => [from.name, to.name]);
  return circlesOf(arrows).map((group) => {
    const [start = ''] = [...group].sort();
    return { group, way: along(shortestCircle(arrows, start, new Set(group)) ?? []) };
  });
}

/** Events of a way that a message names before it leaves out the middle. */
const MOST_NAMED = 8;

function findingFor({ way }: Circle): Finding {
  const last = way.at(-1) as Cause;
  const names = way.map(({ from }) => from.name);
  const path = `${wayText(names, MOST_NAMED)} -> \`${names[0]}\``;
  return {
    span: last.to.span,
    ...textFor(way, `\`${last.to.name}\``, path),
    element: last.element,
    labels: way.slice(0, -1).slice(0, MOST_NAMED).map(labelFor),
  };
}

function textFor(way: readonly Cause[], event: string, path: string): Pick<Finding, 'message' | 'help'> {
  if (way.some(({ isTimed }) => isTimed)) {
    return {
      message: `${event} comes round again after a time, and nothing says how often: ${path}.`,
      help: 'Give it a bound: a `when` that counts the rounds or looks at the state, so that the last round leads to a failure that somebody hears.',
    };
  }
  const guarded = way.some(({ isGuarded }) => isGuarded);
  return {
    message: `${event} leads back to itself${guarded ? ', and only a condition ends that' : ''}: ${path}.`,
    help: guarded
      ? 'Make sure that the condition fails after some rounds, or let one of the reactions go by another event.'
      : 'Take one of these reactions out of the circle; where it is meant as a retry, give it a pause (`after`) and a condition that ends it.',
  };
}

function labelFor({ from, to, by }: Cause): Label {
  return { span: to.span, text: `${by ? `\`${by.name}\`` : 'Somebody'} answers \`${from.name}\` with it` };
}
