import type { ReactionWay } from './choices.js';
import type { ReactionFacts } from './reaction-facts.js';
import { type FlowSetting, reactionAt } from './setting.js';
import type { HandledMove } from './world.js';

/** Names in backquotes: "`A`", "`A` and `B`", "`A`, `B` and `C`". */
export function quoted(names: readonly string[]): string {
  const each = names.map((name) => `\`${name}\``);
  return each.length < 2 ? each.join('') : `${each.slice(0, -1).join(', ')} and ${each.at(-1)}`;
}

/** Where the consumer is when it crashes, as the rest of a sentence. */
function beforeWhat({ emits }: ReactionFacts): string {
  return emits.length > 0 ? `before it has published ${quoted(emits)}` : 'before it has acknowledged';
}

/** What a reaction needs besides the event that has come to it. */
export function othersNeeded({ needs }: ReactionFacts, event: string): readonly string[] {
  return needs.filter((need) => need !== event);
}

/** How a reaction goes, as the rest of a sentence that begins with its name, and so with the event where it is the only one. */
export function wayInWords(facts: ReactionFacts, event: string, { way, failure }: ReactionWay): string {
  const heard = facts.on.length === 1 ? 'it' : `\`${event}\``;
  switch (way) {
    case 'works':
      return facts.emits.length > 0 ? `publishes ${quoted(facts.emits)}` : `handles ${heard}`;
    case 'passes':
      return `leaves ${heard} alone`;
    case 'drops':
      return `drops ${heard} without ${quoted(othersNeeded(facts, event))}`;
    case 'fails':
      return `fails with \`${failure}\``;
    case 'silent':
      return 'cannot do its work and has no event for that';
    case 'duplicate':
      return `gets ${heard} twice`;
    case 'redelivery':
      return `gets ${heard} only when it is delivered again`;
    case 'crash-before':
      return 'crashes before its work';
    case 'crash-called':
      return `crashes after its call of ${quoted(facts.calls)}`;
    case 'crash-done':
      return `crashes after its work, ${beforeWhat(facts)}`;
    case 'early':
      return `gets ${heard} before ${quoted(othersNeeded(facts, event))}`;
  }
}

/** A move in words that begin with the reaction. */
export function moveInWords(setting: FlowSetting, move: HandledMove): string {
  const facts = reactionAt(setting, move.delivery.reaction);
  return `${facts.name} ${wayInWords(facts, move.delivery.event, move)}`;
}

/** What a service does about something that has gone wrong, in a few words. */
export function responseInWords(facts: ReactionFacts, { way }: ReactionWay): string | undefined {
  switch (way) {
    case 'duplicate':
      return facts.recognises ? 'recognises it' : 'does it a second time';
    case 'redelivery':
    case 'crash-before':
      return 'does it then';
    case 'crash-called':
      return facts.repeatableCalls.length > 0
        ? `calls ${quoted(facts.repeatableCalls)} again`
        : 'repeats its calls with the same key';
    case 'crash-done':
      return { fine: 'loses nothing', repeated: 'does it a second time', lost: 'skips it when it comes again' }[
        facts.afterCrash
      ];
    case 'early':
    case 'drops':
      return responseToMissing(facts);
    case 'works':
    case 'passes':
    case 'fails':
    case 'silent':
      return undefined;
  }
}

function responseToMissing({ reaction }: ReactionFacts): string {
  switch (reaction.onMissing ?? 'goes on') {
    case 'park':
      return 'keeps it until then';
    case 'retry':
      return 'tries again until then';
    case 'ignore':
      return 'drops it';
    case 'goes on':
      return 'goes on without';
  }
}
