import type { FailureKind } from './failure-words.js';
import { decisionVerbs, physicalVerbs, reversalVerbs } from './verb-classes.js';
import { wordSet } from './word-set.js';

/** How well a failure's name fits a success: 0 not at all, 1 for want of a better one, 2 as if made for it. */
export type Fit = 0 | 1 | 2;

const FITS: readonly Fit[] = [0, 1, 2];

/** How well words of failure fit a deed when only its object is named: `PaymentDeclined` is made for `PaymentCaptured`. */
export function fitOfKinds(verb: string, kinds: readonly FailureKind[]): Fit {
  const telling = kinds.filter((kind) => kind !== 'failed');
  const fits = (telling.length > 0 ? telling : kinds).map((kind) => fitOfKind(verb, kind));
  return FITS.findLast((fit) => fits.includes(fit)) ?? 0;
}

function fitOfKind(verb: string, kind: FailureKind): Fit {
  if (kind !== 'failed' && NATURAL[kind].has(verb)) return 2;
  if (reversalVerbs.has(verb)) return 0;
  if (kind === 'failed') return 2;
  return LOOSE[kind](verb) ? 1 : 0;
}

const TAKING = 'charge capture pay debit collect purchase redeem withdraw';

const UNDER_WAY = wordSet('ship deliver dispatch send notify broadcast redeliver');

const MESSAGES = wordSet('notify broadcast send');

const MOVING = `transport haul convey carry ferry tow airlift forward distribute courier post mail email text fax export import serve wire remit disburse hand return transfer transmit publish push load route
release clear`;

const GAINING = `establish acquire confirm obtain connect win land retrieve recover locate track receive reach find board arrive depart
contact ping call alert page berth dock harvest catch capture`;

const KEEPING = 'store stow warehouse freeze pack unpack load unload mount lift hoist open';

const AGREEING = `renew confirm complete fulfill finalize process book reserve schedule accept approve succeed execute hire rent charter lease
arrange secure allocate assign order`;

const STAGING = 'hold host stage play run perform launch start open depart fly sail attend';

/** Deeds whose opposite a word of failure is. */
const NATURAL: Readonly<Record<Exclude<FailureKind, 'failed'>, ReadonlySet<string>>> = {
  refused: new Set([...decisionVerbs, ...wordSet(TAKING), 'release']),
  absent: new Set([
    ...wordSet('dispatch reserve rebook book hold allocate assign match find pick schedule locate secure rent'),
    ...wordSet(TAKING),
  ]),
  lapsed: new Set([
    ...wordSet(
      'confirm verify accept answer claim renew sign honor match hold return submit file repay remit settle attend',
    ),
    ...wordSet(TAKING),
  ]),
  lost: new Set([...UNDER_WAY, ...wordSet(MOVING), ...wordSet(GAINING), ...wordSet(KEEPING), 'hand over']),
  cancelled: new Set([...wordSet(AGREEING), ...wordSet(STAGING)]),
};

/** Deeds that a word of failure may end as well. */
const LOOSE: Readonly<Record<Exclude<FailureKind, 'failed'>, (verb: string) => boolean>> = {
  refused: (verb) => !physicalVerbs.has(verb),
  absent: (verb) => !MESSAGES.has(verb),
  lapsed: (verb) => !UNDER_WAY.has(verb),
  lost: () => false,
  cancelled: () => false,
};
