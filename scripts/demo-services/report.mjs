import { timelineOf } from '../../dist/runtime.js';

/** One line for each order: what was special about it, and what came of it. */
export function printOrders(orders, snapshot) {
  const found = new Map(snapshot.orders.map((order) => [order.order, order]));
  const rows = orders.map(({ number, kind, placed }) => {
    const { status = 'missing', reason, placedAt, endedAt } = found.get(placed.orderId) ?? {};
    const took = placedAt && endedAt ? `${((endedAt - placedAt) / 1_000).toFixed(2)} s` : '';
    return [`${number + 1}`, `${placed.total.amount} EUR`, kind, status, reason ?? '', took];
  });
  printTable(['order', 'total', 'what is special', 'ended', 'because', 'took'], rows);
}

/** What the saga wrote in its journal, and what the services did meanwhile in tables of their own. */
export function printTimeline(order, entries, snapshot) {
  const { placedAt } = snapshot.orders.find((one) => one.order === order);
  const saga = timelineOf(entries).map(({ text }, index) => ({ at: entries[index].at, who: 'checkout', text }));
  const deeds = deedsOf(order, snapshot).map(({ at, ...rest }) => ({ at: at.getTime(), ...rest }));
  const all = [{ at: placedAt.getTime(), who: 'order', text: 'the order is placed' }, ...saga, ...deeds];
  for (const { at, who, text } of all.sort((a, b) => a.at - b.at)) {
    const seconds = ((at - placedAt.getTime()) / 1_000).toFixed(3).padStart(8);
    console.log(`${seconds}s  ${who.padEnd(12)}  ${who === 'checkout' ? text : `* ${text}`}`);
  }
}

function deedsOf(order, { payments, stockMoves, parcels, points, mails, heard }) {
  const own = (rows, who, textOf) =>
    rows.filter((row) => row.order === order).map((row) => ({ at: row.at, who, text: textOf(row) }));
  return [
    ...own(stockMoves, 'inventory', ({ kind, quantity, sku }) => `${kind}s ${quantity} ${sku}`),
    ...own(payments, 'payment', ({ kind, amount }) => `${kind}s ${(amount / 100).toFixed(2)} EUR`),
    ...own(parcels, 'shipping', ({ isCancelled }) =>
      isCancelled ? 'books a parcel, which is called back later' : 'books a parcel',
    ),
    ...own(points, 'loyalty', (row) =>
      row.points > 0 ? `credits ${row.points} points` : `takes back ${-row.points} points`,
    ),
    ...own(
      mails,
      'notification',
      ({ kind, isBounced }) => `writes the ${kind} mail${isBounced ? ', which bounces' : ''}`,
    ),
    ...own(heard, 'support', ({ event }) => `hears ${event}`),
  ];
}

/** The sums that have to be equal. */
export function printReconciliation(snapshot) {
  const { orders, accounts, payments, stock, stockMoves, parcels, mails } = snapshot;
  const total = (rows, of) => rows.reduce((sum, row) => sum + of(row), 0);
  const only = (rows, kind) => rows.filter((row) => row.kind === kind);
  const ended = (status) => orders.filter((order) => order.status === status);
  const euros = (cents) => `${(cents / 100).toFixed(2)} EUR`;
  const captured = total(only(payments, 'capture'), ({ amount }) => amount);
  const refunded = total(only(payments, 'refund'), ({ amount }) => amount);
  const reserved = total(only(stockMoves, 'reserve'), ({ quantity }) => quantity);
  const released = total(only(stockMoves, 'release'), ({ quantity }) => quantity);
  printTable(
    ['', 'from the orders', 'from the services', ''],
    [
      [
        'orders',
        `${orders.length} placed`,
        `${ended('confirmed').length} confirmed + ${ended('cancelled').length} cancelled`,
        '',
      ],
      [
        'money',
        euros(total(ended('confirmed'), (order) => order.total)),
        `${euros(captured)} captured - ${euros(refunded)} refunded`,
        `${euros(total(accounts, ({ start, balance }) => start - balance))} gone from the accounts`,
      ],
      [
        'articles',
        `${total(ended('confirmed'), ({ lines }) => total(lines, ({ quantity }) => quantity))}`,
        `${reserved} reserved - ${released} released`,
        `${total(stock, ({ start, free }) => start - free)} gone from the shelves`,
      ],
      [
        'parcels',
        `${ended('confirmed').length}`,
        `${parcels.length} booked - ${parcels.filter(({ isCancelled }) => isCancelled).length} called back`,
        '',
      ],
      [
        'mails',
        `${orders.length}`,
        `${only(mails, 'confirmation').length} confirmations + ${only(mails, 'cancellation').length} cancellations`,
        `${mails.filter(({ isBounced }) => isBounced).length} bounced`,
      ],
    ],
  );
}

function printTable(head, rows) {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  for (const row of [head, ...rows]) {
    console.log(`  ${row.map((text, column) => text.padEnd(widths[column])).join('  ')}`.trimEnd());
  }
}
