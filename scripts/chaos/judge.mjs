import { setTimeout as sleep } from 'node:timers/promises';
import { SERVICES } from '../demo-services/build-services.mjs';
import { lostMessages } from './logs.mjs';
import { letterProblems } from './poison.mjs';

/** What the sagas still have to tell, and the inboxes of commands have begun and not ended. */
const LEFT_IN_STORE = ['notices', 'mail'];
const LOOKS = 20;
const LOOK_EVERY = 500;
const CLAIMED = 'SELECT idempotency_key AS key FROM sagac_answers WHERE up_to = -1';

/**
 * Everything that is wrong when all has come to rest, one sentence each: orders, money and stock by the tables of the services, the
 * checkouts by their store, what waits in outboxes and inboxes, what was published and never
 * done with, and the dead letters. That nobody has anything left to take is waited for
 * before: a duplicate that is late would be seen here.
 */
export async function judge({ world, channels, planted, notes }) {
  const [{ problems, snapshot }, letters, left, tries, lost] = await Promise.all([
    // The letters are looked at below, one by one.
    world.reconcile({ isPlanted: () => true }),
    channels.deadLetters(),
    leftovers(world),
    triedTooOften(world),
    neverDone(() => lostMessages(notes, channels, planted)),
  ]);
  return {
    problems: [...problems, ...left, ...tries, ...lost, ...letterProblems(planted, letters)],
    snapshot,
    letters,
  };
}

/** A confirmation that bounces is no success, and may be tried once for each time that the checkout has asked for it. */
async function triedTooOften({ database, store }) {
  const { mails } = await database.snapshot();
  const tried = new Map();
  for (const { order, kind } of mails) if (kind === 'confirmation') tried.set(order, (tried.get(order) ?? 0) + 1);
  const problems = [];
  for (const [order, count] of [...tried].filter(([, times]) => times > 1)) {
    const journal = await store.journal(`Checkout.${order}`);
    const asked = journal.filter(({ type, step }) => type === 'command-sent' && step === 'SendConfirmation').length;
    if (count > asked) problems.push(`${order}: ${count} confirmations were tried, and ${asked} asked for.`);
  }
  return problems;
}

/** The last messages may be in somebody's hands. */
async function neverDone(look) {
  for (let tries = 1; ; tries += 1) {
    const lost = await look();
    if (lost.length === 0 || tries === LOOKS) return lost;
    await sleep(LOOK_EVERY);
  }
}

async function leftovers({ database }) {
  const notes = await Promise.all(
    LEFT_IN_STORE.map(async (table) => {
      const [{ n }] = await database.rows(
        'order',
        `SELECT count(*)::integer AS n FROM "${database.checkout}".${table}`,
      );
      return n === 0 ? [] : [`${n} rows are left in \`${table}\` of the checkouts.`];
    }),
  );
  const claims = await Promise.all(
    SERVICES.map(async (service) => {
      const rows = await database.rows(service, CLAIMED);
      return rows.map(({ key }) => `${service} has begun ${key} and not ended it.`);
    }),
  );
  return [...notes, ...claims].flat();
}
