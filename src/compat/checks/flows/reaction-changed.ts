import { nameList } from '../../../model/facts/name-list.js';
import type { ChangeOf } from '../../change.js';
import type { ReactionPart } from '../../change-facts.js';
import { type CompatCheck, type Rulings, risks } from '../../check.js';
import { ownerText } from '../change-text.js';
import { confirmation, MAIL, POINTS } from './example.js';
import { type Ended, keepEmitting, reactionText, waitingRulings } from './words.js';

type Changed = ChangeOf<'reaction-changed'>;

/** The same reaction, done otherwise. */
export const reactionChanged: CompatCheck<'reaction-changed'> = {
  id: 'reaction-changed',
  group: 'flows',
  since: '0.1.0',
  summary: 'A reaction waits for, does or leads to something else.',
  why: `Who goes on to read an event that nothing leads to any more waits for it in vain. By another key, or none, a message that comes again is not recognised, and may have its effect twice. While a reaction moves, two services do it, and the new one does not know what the old one has done. What else changes is between the service and its own code.`,
  bump: 'none',
  examples: [
    {
      title: 'leads to an event no longer',
      before: confirmation('on: OrderPlaced, by: mail, emits: [MailSent, PointsEarned]'),
      after: confirmation('on: OrderPlaced, by: mail, emits: [PointsEarned]'),
      verdicts: { every: 'forward' },
    },
    {
      title: 'recognises messages by another key',
      before: confirmation(`${MAIL}, idempotentBy: [orderId]`),
      after: confirmation(`${MAIL}, idempotentBy: [requestId]`),
      verdicts: { every: 'backward?' },
    },
    {
      title: 'moved to another service',
      before: confirmation(MAIL),
      after: confirmation('on: OrderPlaced, by: post, emits: MailSent'),
      verdicts: { every: 'backward? forward?' },
    },
    {
      title: 'waits for another event',
      before: confirmation(POINTS, MAIL),
      after: confirmation(POINTS, 'on: PointsEarned, by: mail, emits: MailSent'),
      verdicts: {},
    },
    {
      title: 'later, and only under a condition',
      before: confirmation(MAIL),
      after: confirmation(`${MAIL}, after: 1h, when: OrderPlaced.requestId != ''`),
      verdicts: {},
    },
  ],
  describe: (change) =>
    `The ${subjectText(change)} in ${ownerText(change)} ${partText(change)} ${listOrNone(change.to)} now instead of ${listOrNone(change.from)}.`,
  judge: (change, context) =>
    change.gone.length > 0 ? waitingRulings(context, [endedIn(change)]) : partRulings(change),
  instead(change, context) {
    const { part, from, to } = change;
    if (change.gone.length > 0) return keepEmitting(context, [endedIn(change)]);
    if (isMoved(change)) return `Let ${nameList(from)} stop, and see where it stood, before ${nameList(to)} begins.`;
    return part === 'idempotentBy' && from.length > 0
      ? `Keep ${nameList(from)}, or change the key when nothing from before can come again.`
      : undefined;
  },
};

function partRulings(change: Changed): Rulings {
  const { part, from, to, on } = change;
  const events = on.length === 0 ? 'the same event' : nameList(on, 4);
  if (isMoved(change)) {
    return {
      every: {
        backward: risks(`${nameList(to)} does not know which of ${events} ${nameList(from)} has dealt with already.`),
        forward: risks(`During the move ${nameList(from)} and ${nameList(to)} may both react to ${events}.`),
      },
    };
  }
  if (part !== 'idempotentBy' || from.length === 0) return {};
  const known = to.length === 0 ? 'is not recognised any more' : `is not recognised by ${nameList(to)}`;
  const reason = `What came before as ${events} and was known by ${nameList(from)} ${known}: coming again, it may have its effect twice.`;
  return { every: { backward: risks(reason) } };
}

/** Naming a service where none was named moves nothing. */
function isMoved({ part, from, to }: Changed): boolean {
  return part === 'by' && from.length > 0 && to.length > 0;
}

function endedIn({ by, gone }: Changed): Ended {
  return { events: gone, ...(by !== undefined && { by }) };
}

function listOrNone(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : nameList(texts.map((text) => text.replaceAll('`', "'")));
}

/** What is told of a reaction is not what it is known by. */
function subjectText({ on, by, part }: Changed): string {
  if (part === 'by') return reactionText({ on });
  return part === 'on' && by !== undefined
    ? `reaction of \`${by}\``
    : reactionText({ on, ...(by !== undefined && { by }) });
}

function partText({ part, call }: Changed): string {
  return call === undefined ? PART_TEXTS[part] : `calls \`${call}\` again safely by`;
}

const PART_TEXTS: Readonly<Record<ReactionPart, string>> = {
  on: 'waits for',
  by: 'is done by',
  emits: 'leads to',
  fails: 'fails with',
  when: 'asks for',
  after: 'waits for a time of',
  at: 'is due at',
  restart: 'has as its `restart`',
  needs: 'needs',
  onMissing: 'does, where what it needs is missing,',
  idempotentBy: 'recognises what comes again by',
  calls: 'calls',
};
