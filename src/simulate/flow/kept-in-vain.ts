import { askedOfData, guardAnswers } from './guard-answers.js';
import { isCause } from './order.js';
import { eventsAfter } from './reach.js';
import { type FlowSetting, reactionAt } from './setting.js';
import { type Delivery, type FlowWorld, hasCome } from './world.js';

/**
 * What is kept for ever in an end although nothing has gone wrong: its reaction waits for what will not come. Where the
 * conditions of several reactions over data would have to fit together, nobody knows whether such a run exists at all;
 * then nothing is said.
 */
export function keptInVain(setting: FlowSetting, world: FlowWorld): readonly Delivery[] {
  if (!isUntroubled(setting, world)) return [];
  return world.pending.filter(
    (delivery) =>
      reactionAt(setting, delivery.reaction).hasEffect &&
      guardAnswers(setting, world, delivery).every((answer) => answer) &&
      !isOwedToData(setting, world, delivery) &&
      askedOnTheWay(setting, world, missingOf(setting, world, delivery)).size <= 1,
  );
}

/** What a delivery waits for and has not come. */
export function missingOf(setting: FlowSetting, world: FlowWorld, { reaction }: Delivery): readonly string[] {
  return reactionAt(setting, reaction).needs.filter((need) => !hasCome(world, need));
}

function isUntroubled({ failures }: FlowSetting, { story, silent, stalled, faulty, cut }: FlowWorld): boolean {
  if (faulty || stalled || silent.length > 0 || cut.length > 0) return false;
  return !story.some(({ event }) => failures.has(event));
}

/** Whether what is kept has only come because a condition over data was fulfilled. */
function isOwedToData(setting: FlowSetting, { story }: FlowWorld, { instance }: Delivery): boolean {
  const isAsked = (by: number | undefined) => by !== undefined && askedOfData(setting, reactionAt(setting, by));
  return story.some(({ by }, index) => isAsked(by) && (index === instance || isCause(story, index, story[instance])));
}

/** Conditions over data, as they are written, that may have kept events from coming. */
function askedOnTheWay(setting: FlowSetting, { answers }: FlowWorld, missing: readonly string[]): ReadonlySet<string> {
  const leading = setting.reactions.filter(({ emits }) => {
    const after = eventsAfter(setting.reactions, emits);
    return missing.some((event) => after.has(event));
  });
  const texts = leading.flatMap((facts) => (askedOfData(setting, facts) ? [facts.reaction.when?.text ?? ''] : []));
  return new Set(texts.filter((text) => answers[text] !== true));
}
