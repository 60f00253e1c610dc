import { nameList } from '../../../model/facts/name-list.js';
import type { ReactionName } from '../../change-facts.js';
import { breaks, type JudgeContext, type Ruling, type Rulings } from '../../check.js';
import { type Reader, readersOf, sendersOf } from '../../readers/readers-of.js';

/** A reaction by what it is: the reaction of `mail` to `OrderPlaced`. */
export function reactionText({ on, by }: ReactionName): string {
  const doer = by === undefined ? '' : ` of \`${by}\``;
  return on.length === 0 ? `reaction${doer} without an event` : `reaction${doer} to ${nameList(on, 4)}`;
}

/** What reactions led to and do not any more. */
export interface Ended {
  readonly by?: string;
  readonly events: readonly string[];
}

/** Who waits for events that nobody is known to publish any more breaks; what has gone with the reaction is told elsewhere. */
export function waitingRulings(context: JudgeContext, ended: readonly Ended[]): Rulings {
  const ruling = waitingRuling(context, ended);
  return ruling ? { every: { forward: ruling } } : {};
}

function waitingRuling(context: JudgeContext, ended: readonly Ended[]): Ruling | undefined {
  const lost = lostEvents(context, ended);
  if (lost.length === 0) return undefined;
  const readers = [...new Set(lost.flatMap((event) => waitingFor(context, event)))];
  const verb = readers.length > 1 ? 'wait' : 'waits';
  return breaks(
    `${nameList(readers, 4)} ${verb} for ${nameList(lost, 4)}, which nothing in the catalog leads to any more.`,
  );
}

/** How to spare those who wait; nothing where nobody does. */
export function keepEmitting(context: JudgeContext, ended: readonly Ended[]): string | undefined {
  const lost = lostEvents(context, ended);
  if (lost.length === 0) return undefined;
  return `Go on to publish ${nameList(lost, 4)} until nobody reads ${lost.length > 1 ? 'them' : 'it'} any more, or say which reaction, command or saga leads to ${lost.length > 1 ? 'them' : 'it'} now.`;
}

function lostEvents(context: JudgeContext, ended: readonly Ended[]): readonly string[] {
  const lost = ended.flatMap(({ by, events }) => events.filter((event) => isLost(context, event, by)));
  return [...new Set(lost)];
}

/** That the service is declared as the producer says nothing of how, and the reaction was all that said it. */
function isLost(context: JudgeContext, event: string, by: string | undefined): boolean {
  if (!context.new.events.has(event)) return false;
  const others = sendersOf(context.new, event).filter(({ via, service }) => via !== 'declared' || service !== by);
  return others.length === 0 && waitingFor(context, event).length > 0;
}

/** Those who read an event in both states: who does not read it any more waits no longer. */
function waitingFor({ old, new: next }: JudgeContext, event: string): readonly string[] {
  const still = new Set(readersOf(next, event).map(readerKey));
  const waiting = readersOf(old, event).filter((reader) => still.has(readerKey(reader)));
  return [...new Set(waiting.flatMap(({ service, process }) => service ?? process ?? []))];
}

function readerKey({ service, via, process }: Reader): string {
  return JSON.stringify([via, service, process]);
}
