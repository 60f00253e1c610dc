import { builtIn, type Dictionary } from './dictionary.js';
import { findFailure } from './find-failure.js';
import { happeningVerbs } from './happening-verbs.js';
import { participleOf } from './inflect.js';
import { isPastAt, isPhrasal, meaningRawWords, meaningWords } from './message-name.js';
import { joinWords, nameStyle } from './split-words.js';
import { isVerb, verbOfGerund, verbsOfNoun } from './verbs.js';

/** How an event's name speaks: of what `past`, of a `state` that was found, as a `command`, of something `ongoing`, or as a bare `noun`. */
export interface EventTense {
  readonly kind: 'past' | 'state' | 'command' | 'ongoing' | 'noun';
  /** The same in the past tense, where the words allow it. */
  readonly better?: string;
}

/** Adjectives and adverbs in which an event may tell of a state that was reached. */
const STATES = new Set(
  `ready due available unavailable low high empty full overdue online offline idle active inactive live open complete incomplete healthy unhealthy over away pending eligible stale
  absent present late early dead alive critical normal safe unsafe public private visible hidden valid invalid unknown known new old up down on off out in`.split(
    /\s+/,
  ),
);

/** Verbs that open an event's name as nouns (`OrderSummary`). */
const NOUNS_FIRST = new Set(
  `order account invoice ticket contract document claim offer trade stock price plan project service state store cash loan contact page team user access cost guide measure model
  name note part pilot post power program query question range rent risk shop site skill sound source space stage supply survey task tax tool trial type view water work bet bid
  seat seed tip label device driver sale plate frame box bottle bag case cap coat paint plaster tile wire pipe roof laser vacuum smoke salt season dye culture dose batch cluster
  pool vault index image mirror bridge swap fork port patch flash mint stake anchor tier peer host crew staff head chair man lead mill forge oven kiln coil nest stencil tin can fence
  chart plot budget journal log flag title number date film photograph meter gauge scale sample profile patrol clock queue interview exercise podcast blog stream input match
  weld bolt nail clamp wedge level beam courier tug shuttle ferry bale compost fuse slot roster house lease salary fine levy subsidy escrow syndicate tender auction network
  shelter school guard ring bell flare surge spike rain snow flood
  abseil affront ambush anger assault awe banter barge bivouac blunder bomb bribe bully campaign canoe carp censure champion chauffeur claw compliment conjecture crusade damage defect delight desire
  despair detour disillusion dismay distress doubt emcee excuse experiment fear feud fiddle filibuster flunk freelance fuel grouse grudge handcraft harm hound hype intrigue jest jibe journey junket kayak libel litter
  loaf lobby lust menace mess mime mimic moonlight mortgage motorbike mug murder mutiny nitrate outrage panic parachute parade paraphrase parley parrot patent pawn phrase picnic pillage posture prey profit puree
  rampage rant refrain relish reproach revolt riot sabotage scam scheme scorn scrimmage scull shipwreck shock signal silkscreen skateboard skirmish slander snorkel snowboard sojourn splurge squabble stent stockpile
  struggle tango thrill torch torment tout trap trek triumph trouble contest point crack spark circle attack raid hunt cruise guarantee poison cheat crow duck badger plague abuse advocate waste chase bob exploit stab surprise fancy
  hurdle grasp grab exile desert lounge spy venture slack torture barbecue carpool caucus acclaim insult disgust hint puzzle scare wonder worry hope hate dread retort ridicule rebuke quarrel
  quip slur taunt urge echo chant chatter excel ram slash spear whack wreck scald massacre digest yaw bevel conscript biobank inlay dart dash pose rush toil truant pioneer aim spar vent voyage waffle waltz worship`.split(
    /\s+/,
  ),
);

/** Verbs that do so before the noun of another deed (`TransferReceipt`, but `TransferMoney`). */
const NOUNS_SOMETIMES = new Set(
  `charge check process transfer book schedule release load refund rate ship test place record return report review request share vote visit trip train track quote list
  issue deposit fund credit debit balance purchase audit bill
  filter search start route pack payment support sign`.split(/\s+/),
);

/** Judges the tense of an event's name. */
export function eventTense(name: string, known: Dictionary = builtIn): EventTense {
  const words = meaningWords(name);
  if (words.some((_, index) => isPastAt(words, index, known))) return { kind: 'past' };
  if (findFailure(name, known) || STATES.has(words.at(-1) ?? '') || words.includes('too')) return { kind: 'state' };
  const [first = '', ...object] = words;
  const last = words.at(-1) ?? '';
  const namesThing =
    NOUNS_FIRST.has(first) || happeningVerbs.has(first) || (NOUNS_SOMETIMES.has(first) && isDeedNoun(last, known));
  if (isVerb(first, known) && object.length > 0 && !namesThing) {
    const [second = ''] = object;
    return {
      kind: 'command',
      ...(isPhrasal(first, second) ? better(name, [2], `${first} ${second}`) : better(name, [1], first)),
    };
  }
  const verb = verbOfGerund(last, known);
  if (verb !== undefined && words.length > 1) return { kind: 'ongoing', ...better(name, [0, -1], verb) };
  const deed = words.length > 1 && isDeedNoun(last, known) ? verbsOfNoun(last, known)[0] : undefined;
  return { kind: 'noun', ...(deed !== undefined && better(name, [0, -1], deed)) };
}

/** Whether a verb usually opens a name as a noun: `order`, `transfer`. */
export function opensAsNoun(verb: string): boolean {
  return NOUNS_FIRST.has(verb) || NOUNS_SOMETIMES.has(verb) || happeningVerbs.has(verb);
}

/** A noun made of a verb: `confirmation`, `delivery`; not a verb that is a noun as well. */
export function isDeedNoun(noun: string, known: Dictionary = builtIn): boolean {
  return !isVerb(noun, known) && verbsOfNoun(noun, known).length > 0;
}

const JOINING = /^(to|for|from|with|by|at|of|in|on|that|if|is|it|about)$/i;

function better(
  name: string,
  object: readonly [from: number, to?: number],
  verb: string,
): { readonly better?: string } {
  const words = meaningRawWords(name).slice(...object);
  if (words.length === 0 || words.some((word) => JOINING.test(word))) return {};
  const [base = '', particle] = verb.split(' ');
  return { better: joinWords([...words, participleOf(base), ...(particle ? [particle] : [])], nameStyle(name)) };
}
