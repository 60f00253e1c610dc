import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SERVICES } from './build-services.mjs';
import { orderOf } from './orders.mjs';
import { placeOrders } from './place-orders.mjs';
import { reconcile } from './reconcile.mjs';
import { underWay } from './under-way.mjs';
import { until } from './until.mjs';

/** Dead letters that are read of one channel, to be told of. */
const LETTERS = 1_000;

/** What one does with services that run, and asks of them. */
export function createWorld(parts) {
  const { name, prefix, folder, port, services, database, store, broker, postgres, topics, stop } = parts;
  const orders = [];
  const stopping = new AbortController();
  const looks = { database, store, services: SERVICES, orders };
  const deadChannels = deadLetterChannels(topics);

  async function deadLetters() {
    const letters = deadChannels.map(async (channel) => {
      const found = await broker.operations.deadLetters(`${prefix}${channel}`, LETTERS);
      return found.map(({ message }) => ({ channel, message }));
    });
    return (await Promise.all(letters)).flat();
  }

  return {
    ...{ name, prefix, folder, logs: join(folder, 'logs'), services, orders, broker, postgres, database, store, port },
    async placeOrders(count) {
      const fresh = Array.from({ length: count }, (_, index) => orderOf(orders.length + index, name));
      orders.push(...fresh);
      await placeOrders(port, fresh, stopping.signal);
      return fresh;
    },
    until,
    underWay: () => underWay(looks),
    async settled(timeoutMs) {
      let left = [];
      const isAtRest = async () => {
        left = await underWay(looks);
        return left.length === 0;
      };
      await until('Not all is done', isAtRest, timeoutMs, stopping.signal).catch((error) => {
        throw new Error([error.message, ...left].join('\n  '));
      });
    },
    snapshot: () => database.snapshot(),
    deadLetters,
    async reconcile({ isPlanted = () => false } = {}) {
      const [snapshot, letters, left] = await Promise.all([database.snapshot(), deadLetters(), underWay(looks)]);
      const problems = [
        ...left.map((what) => `Not at rest: ${what}.`),
        ...reconcile(snapshot),
        ...sagaProblems(await store.list(), snapshot),
        ...letters.filter(({ message }) => !isPlanted(message)).map(textOfLetter),
      ];
      return { ok: problems.length === 0, problems, snapshot, deadLetters: letters };
    },
    stop() {
      stopping.abort(new Error('the world is stopped'));
      return stop();
    },
  };
}

/** The channels in which nothing may be at the end, as the catalog names them. */
function deadLetterChannels(topics) {
  const { topics: all } = parse(readFileSync(topics, 'utf8'));
  return all.filter(({ use }) => use === 'dead-letters').map(({ name }) => name);
}

/** What the sagas say has to be what the service wrote down. */
function sagaProblems(states, { orders }) {
  const statuses = new Map(states.map(({ instance, status }) => [instance, status]));
  const meant = { confirmed: 'completed', cancelled: 'aborted' };
  return orders.flatMap(({ order, status }) => {
    const saga = statuses.get(`Checkout.${order}`) ?? 'missing';
    return saga === meant[status] ? [] : [`${order}: it is ${status}, and its checkout ${saga}.`];
  });
}

function textOfLetter({ channel, message: { type, id, headers } }) {
  return `A dead letter in ${channel}: ${type} ${id}: ${headers['dead-reason'] ?? 'no reason given'}.`;
}
