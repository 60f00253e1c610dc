import { unlessAborted } from './closing.mjs';
import { unexpected } from './reconcile.mjs';
import { printOrders, printReconciliation, printTimeline } from './report.mjs';
import { startWorld } from './start-world.mjs';

/** Runs orders through the services and prints what came of them. Resolves to whether all adds up. */
export async function runDemo({ broker, orders: count, timeoutMs, signal, ...options }) {
  const began = Date.now();
  const since = (from) => `${((Date.now() - from) / 1_000).toFixed(1)} s`;
  heading(`The checkout as seven processes, on ${broker === 'memory' ? 'a broker in memory' : broker} and PostgreSQL`);
  const world = await startWorld({ ...options, broker, signal, say });
  try {
    say(`All of them listen, after ${since(began)}.`);

    heading(`${count} ${count === 1 ? 'order' : 'orders'}`);
    const placing = Date.now();
    const orders = await unlessAborted(signal, world.placeOrders(count));
    await unlessAborted(signal, world.settled(timeoutMs));
    const took = since(placing);
    const { problems, snapshot } = await world.reconcile();
    printOrders(orders, snapshot);
    say(`\nAll of them ended, and everything about them is told, after ${took}.`);

    for (const status of ['confirmed', 'cancelled']) await tellOne(world, status, snapshot, orders);

    heading('Does it add up?');
    printReconciliation(snapshot);
    const all = [...problems, ...unexpected(snapshot, orders), ...endedUnasked(world)];
    for (const problem of all) console.error(`  ${problem}`);
    say(
      all.length === 0
        ? '\nEverything adds up.'
        : `\n${all.length} ${all.length === 1 ? 'thing is' : 'things are'} wrong.`,
    );
    if (options.keep || all.length > 0) say(`Code and logs: ${world.folder}${options.keep ? '' : ' (with --keep)'}`);
    return all.length === 0;
  } finally {
    await world.stop();
    say(`Stopped, after ${since(began)} in all.`);
  }
}

/** The one that has most to tell. */
async function tellOne(world, status, snapshot, orders) {
  const lengths = await Promise.all(
    snapshot.orders
      .filter((order) => order.status === status)
      .map(async ({ order }) => ({ order, entries: await world.store.journal(`Checkout.${order}`) })),
  );
  const [first] = lengths.sort((a, b) => b.entries.length - a.entries.length);
  if (first === undefined) return;
  const { kind } = orders.find(({ placed }) => placed.orderId === first.order);
  heading(`${status === 'confirmed' ? 'One that went through' : 'One that was undone'}: ${kind}`);
  printTimeline(first.order, first.entries, snapshot);
}

function endedUnasked({ services }) {
  return [...services.values()].flatMap(({ name, exits }) =>
    exits.map(({ how, lines }) => `${name} ended ${how} by itself. Its last words:\n${lines.join('\n')}`),
  );
}

function heading(text) {
  say(`\n${process.stdout.isTTY ? '\u001b[1m' : ''}### ${text}${process.stdout.isTTY ? '\u001b[0m' : ''}`);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
