import { failureEventsOf, producersOf } from '../../model/graph.js';
import type { Catalog, FlowDef } from '../../model/index.js';
import { outcomesOf, reactionsAfter } from './reach.js';
import type { ReactionFacts } from './reaction-facts.js';

/** The events of the outside in the order in which the flow tells them; of one turn only one comes. */
export type Turns = readonly (readonly string[])[];

/**
 * When which event of the outside comes: as the reactions tell it, but what a reaction needs comes before what leads to
 * it. Events of which one says that the other did not happen share a turn.
 */
export function turnsOf(catalog: Catalog, flow: FlowDef, reactions: readonly ReactionFacts[]): Turns {
  const turns: string[][] = [];
  for (const event of orderOf(catalog, flow, reactions)) {
    const shared = turns.find((turn) => turn.some((other) => areRivals(catalog, event, other)));
    if (shared === undefined) turns.push([event]);
    else shared.push(event);
  }
  return turns;
}

/** Whether somebody other than the reactions of the flow sends an event. */
function isSentOutside(catalog: Catalog, flow: FlowDef, event: string): boolean {
  return producersOf(catalog, event).some(({ via }) => via.kind !== 'reaction' || via.flow !== flow);
}

function orderOf(catalog: Catalog, flow: FlowDef, reactions: readonly ReactionFacts[]): readonly string[] {
  const isSent = (event: string) => isSentOutside(catalog, flow, event);
  const waitedFor = [...new Set(reactions.flatMap(({ on, needs }) => [...needs, ...on]))];
  const published = new Set(reactions.flatMap(outcomesOf));
  const order: string[] = [];
  const visited = new Set<string>();

  function visit(event: string): void {
    if (visited.has(event)) return;
    visited.add(event);
    for (const source of reactions) {
      if (outcomesOf(source).includes(event)) for (const cause of [...source.needs, ...source.on]) visit(cause);
    }
    const turn = waitedFor.filter((other) => other === event || areRivals(catalog, event, other));
    for (const { needs } of reactionsAfter(reactions, turn)) for (const need of needs) visit(need);
    if (!published.has(event) && isSent(event)) order.push(event);
  }

  for (const event of waitedFor) visit(event);
  return [...order, ...beginningsOfCycles(reactions, order, isSent)];
}

/** In a ring of reactions each event is published by one of them: somebody outside must send the first one all the same. */
function beginningsOfCycles(
  reactions: readonly ReactionFacts[],
  order: readonly string[],
  isSent: (event: string) => boolean,
): readonly string[] {
  const begun: string[] = [];
  for (const reaction of reactions) {
    if (reactionsAfter(reactions, [...order, ...begun]).has(reaction)) continue;
    const first = reaction.on.find(isSent);
    if (first !== undefined) begun.push(first);
  }
  return begun;
}

/** One says that the other did not happen, or both are ends of one saga. */
function areRivals(catalog: Catalog, a: string, b: string): boolean {
  const isFailureOf = (failure: string, name: string) => {
    const event = catalog.events.get(name);
    return event !== undefined && failureEventsOf(catalog, event).some(({ id }) => id === failure);
  };
  return isFailureOf(a, b) || isFailureOf(b, a) || areEndsOfOneSaga(catalog, a, b);
}

function areEndsOfOneSaga(catalog: Catalog, a: string, b: string): boolean {
  return [...catalog.sagas.values()].some(({ complete, abort }) => {
    const isEnd = (ends: typeof complete, name: string) => ends.some(({ event }) => event.name === name);
    return (isEnd(complete, a) && isEnd(abort, b)) || (isEnd(complete, b) && isEnd(abort, a));
  });
}
