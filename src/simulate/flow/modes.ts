import { consumersOf } from '../../model/graph.js';
import type { FailureMode } from '../report.js';
import { isPutAside, type ReactionWay, troublesOf } from './choices.js';
import { missingOf } from './kept-in-vain.js';
import { createOutcomes, type Outcome } from './outcome.js';
import { performFlow } from './perform.js';
import { deadLetterOwner, type ReactionFacts } from './reaction-facts.js';
import type { FlowSetting } from './setting.js';
import type { FirstKept, FirstTaken, Taken } from './taken.js';
import { moveInWords, quoted, responseInWords, wayInWords } from './words.js';
import type { FlowMove, FlowWorld } from './world.js';

/** How a run goes that leads to a state. */
type MovesTo = (node: number) => readonly FlowMove[];

/** One row for each way in which a reaction can go wrong, in the order of the definition. */
export function failureModes(setting: FlowSetting, taken: Taken, movesTo: MovesTo): readonly FailureMode[] {
  const outcomeOf = createOutcomes(setting);
  return setting.reactions.flatMap((facts) => {
    const wrong = rowsOf(facts).flatMap((way) => {
      const first = taken.first(facts, way);
      if (first === undefined) return [];
      const outcome = outcomeOf(first.after);
      const absorbed = isEqual(outcome, outcomeOf(withoutTrouble(setting, first)));
      return [{ ...whatFails(setting, facts, way, first, movesTo), ...outcome, absorbed }];
    });
    const kept = taken.kept(facts);
    return kept === undefined ? wrong : [...wrong, { ...waiting(setting, facts, kept), ...outcomeOf(kept.end) }];
  });
}

function rowsOf(facts: ReactionFacts): readonly ReactionWay[] {
  return [{ way: 'drops' }, ...troublesOf(facts)];
}

function whatFails(
  setting: FlowSetting,
  facts: ReactionFacts,
  way: ReactionWay,
  first: FirstTaken,
  movesTo: MovesTo,
): Omit<FailureMode, keyof Outcome | 'absorbed'> {
  const { event } = first.move.delivery;
  const after = faultsBefore(setting, movesTo(first.from));
  const alerted = way.way === 'silent' ? deadLetterOwner(setting.catalog, event) : undefined;
  return {
    step: facts.name,
    service: facts.service,
    what: wayInWords(facts, event, way),
    ...(after !== undefined && { after }),
    does: deeds(setting, facts, way, first),
    ...(alerted !== undefined && { alerted }),
  };
}

/** Nothing goes wrong here: what a reaction needs does not come, and what came to it is kept or given up. */
function waiting(
  setting: FlowSetting,
  facts: ReactionFacts,
  { delivery, end }: FirstKept,
): Omit<FailureMode, keyof Outcome> {
  const isGivenUp = facts.reaction.onMissing === 'retry';
  const alerted = isGivenUp ? deadLetterOwner(setting.catalog, delivery.event) : undefined;
  return {
    step: facts.name,
    service: facts.service,
    what: `waits for ${quoted(missingOf(setting, end, delivery))}, and it does not come`,
    does: [isGivenUp ? `gives ${quoted([delivery.event])} up` : `keeps ${quoted([delivery.event])} for ever`],
    ...(alerted !== undefined && { alerted }),
    absorbed: false,
  };
}

/** The world as if nothing had gone wrong with a delivery; one that is put aside can still go any way. */
function withoutTrouble(setting: FlowSetting, { move, before }: FirstTaken): FlowWorld {
  if (isPutAside(setting, move)) return before;
  const { id, kind, delivery } = move;
  return performFlow(setting, before, { id, faults: 0, kind, delivery, way: 'works' });
}

function isEqual(a: Outcome, b: Outcome): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function faultsBefore(setting: FlowSetting, moves: readonly FlowMove[]): string | undefined {
  const faults = moves.flatMap((move) =>
    move.kind === 'handled' && move.faults > 0 ? [moveInWords(setting, move)] : [],
  );
  return faults.length === 0 ? undefined : faults.join(', then ');
}

function deeds(setting: FlowSetting, facts: ReactionFacts, way: ReactionWay, first: FirstTaken): readonly string[] {
  if (way.failure !== undefined) return whatFollows(setting, facts, way.failure);
  const response = responseInWords(facts, way);
  const isOver = hasNothingToFollow(facts, way, first);
  return [...(response === undefined ? [] : [response]), ...(isOver ? ['nothing follows'] : [])];
}

function hasNothingToFollow({ reaction }: ReactionFacts, { way }: ReactionWay, { after }: FirstTaken): boolean {
  return after.stalled || way === 'drops' || (way === 'early' && reaction.onMissing === 'ignore');
}

/** Who takes a failure up, or at least hears of it. */
function whatFollows(setting: FlowSetting, { service }: ReactionFacts, failure: string): readonly string[] {
  const takers = setting.reactions.filter(({ on }) => on.includes(failure));
  const hearers = consumersOf(setting.catalog, failure).flatMap((consumer) => consumer.service?.name ?? []);
  const others = [...new Set(hearers)].filter(
    (name) => name !== service && !takers.some((taker) => taker.service === name),
  );
  const deeds = takers.map((taker) => `${quoted([taker.service])} ${wayInWords(taker, failure, { way: 'works' })}`);
  const heard = others.length === 0 ? [] : [`${quoted(others.sort())} ${others.length > 1 ? 'hear' : 'hears'} it`];
  return deeds.length + heard.length === 0 ? ['nobody hears it'] : [...deeds, ...heard];
}
