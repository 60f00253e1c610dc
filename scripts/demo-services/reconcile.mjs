/**
 * What is wrong in a world whose orders have all ended: one sentence each, none where everything adds up. It asks what is written
 * down, never what was meant: whoever expects more of an order looks at `unexpected`.
 */
export function reconcile(snapshot) {
  const known = byOrder(snapshot);
  const strangers = [...known.keys()].filter((order) => !snapshot.orders.some((one) => one.order === order));
  return [
    ...strangers.map((order) => `${order}: somebody did something for an order that was never placed.`),
    ...snapshot.orders.flatMap((order) => problemsOf(order, known.get(order.order) ?? empty())),
    ...accountProblems(snapshot),
    ...stockProblems(snapshot),
  ];
}

/** Orders that came to something else than they should have, where nothing but their customer was in the way. */
export function unexpected(snapshot, orders) {
  const found = new Map(snapshot.orders.map((order) => [order.order, order]));
  return orders.flatMap(({ placed, kind, expected }) => {
    const { status = 'missing', reason = null } = found.get(placed.orderId) ?? {};
    if (status === expected.status && reason === (expected.reason ?? null)) return [];
    return [`${placed.orderId} (${kind}): it is ${textOf({ status, reason })}, and not ${textOf(expected)}.`];
  });
}

function textOf({ status, reason }) {
  return reason ? `${status} (${reason})` : status;
}

const PARTS = ['payments', 'stockMoves', 'parcels', 'points', 'mails', 'heard'];

function empty() {
  return Object.fromEntries(PARTS.map((part) => [part, []]));
}

function byOrder(snapshot) {
  const all = new Map();
  for (const part of PARTS) {
    for (const row of snapshot[part]) {
      if (!all.has(row.order)) all.set(row.order, empty());
      all.get(row.order)[part].push(row);
    }
  }
  return all;
}

function problemsOf(order, did) {
  const check = { confirmed: confirmedProblems, cancelled: cancelledProblems }[order.status];
  const problems = check === undefined ? [`it has not ended, it is ${order.status}`] : check(order, did);
  return problems.map((problem) => `${order.order} (${order.status}): ${problem}.`);
}

function confirmedProblems({ total, lines, shipment, confirmations }, did) {
  const captured = did.payments.filter(({ kind }) => kind === 'capture');
  const live = did.parcels.filter(({ isCancelled }) => !isCancelled);
  return [
    ...unless(confirmations === 1, `it was confirmed ${confirmations} times`),
    ...unless(captured.length === 1, `its money was captured ${captured.length} times`),
    ...unless(
      sumOf(did.payments) === total,
      `${cents(sumOf(did.payments))} of its money is with us, and it costs ${cents(total)}`,
    ),
    ...unless(
      did.stockMoves.every(({ kind }) => kind === 'reserve'),
      'articles of it were put back',
    ),
    ...unless(
      same(linesOf(did.stockMoves), linesOf(lines)),
      `${textOfLines(did.stockMoves)} is set aside, and ${textOfLines(lines)} ordered`,
    ),
    ...unless(
      live.length === 1 && live[0].shipment === shipment,
      `${live.length} parcels of it are on their way, or another one than was confirmed`,
    ),
    ...unless(did.parcels.length === live.length, 'a parcel of it was called back'),
    ...unless(
      sumOf(did.points) === (total > 100_00 ? Math.floor(total / 100) : 0),
      `it was worth ${sumOf(did.points)} points`,
    ),
    ...unless(did.points.length <= 1, `its points were booked ${did.points.length} times`),
    ...mailProblems(did, 'confirmation'),
    ...unless(
      heardOf(did, 'OrderConfirmed') === 1,
      `support heard of its confirmation ${heardOf(did, 'OrderConfirmed')} times`,
    ),
  ];
}

function cancelledProblems({ confirmations }, did) {
  const counts = (kind) => did.payments.filter((one) => one.kind === kind).length;
  return [
    ...unless(confirmations === 0, 'it was confirmed as well'),
    ...unless(sumOf(did.payments) === 0, `${cents(sumOf(did.payments))} of its money is still with us`),
    ...unless(
      counts('capture') <= 1 && counts('refund') <= 1,
      `money was taken ${counts('capture')} times and paid back ${counts('refund')} times`,
    ),
    ...unless(linesOf(did.stockMoves).size === 0, `${textOfLines(did.stockMoves)} is still set aside`),
    ...unless(
      did.parcels.every(({ isCancelled }) => isCancelled),
      'a parcel of it is on its way',
    ),
    ...unless(did.parcels.length <= 1, `${did.parcels.length} parcels were booked`),
    ...unless(sumOf(did.points) === 0, `${sumOf(did.points)} points for it are still there`),
    ...unless(did.points.length <= 2, `its points were booked ${did.points.length} times`),
    ...mailProblems(did, 'cancellation'),
  ];
}

/** One mail of the right kind, and support knows what became of one that tells bad news. */
function mailProblems({ mails, heard }, kind) {
  const [mail] = mails;
  // A command whose outcome is a failure is carried out once for each attempt: what bounces may have been tried before.
  const isTried = kind === 'confirmation' && mails.every((one) => one.kind === kind && one.isBounced);
  const told = mail?.isBounced ? 'CancellationMailFailed' : 'CancellationMailSent';
  const ways = heard.filter(({ event }) => event.startsWith('CancellationMail'));
  return [
    ...unless(
      mail?.kind === kind && (mails.length === 1 || isTried),
      `it has ${mails.map((one) => `a ${one.kind} mail`).join(' and ') || 'no mail'}`,
    ),
    ...unless(
      kind === 'confirmation'
        ? ways.length === 0
        : same(
            ways.map(({ event }) => event),
            [told],
          ),
      `support heard ${ways.map(({ event }) => event).join(', ') || 'nothing'} of its mail`,
    ),
  ];
}

/** Each account by itself, and thereby their sum. */
function accountProblems({ accounts, payments }) {
  return accounts.flatMap(({ customer, balance, start }) => {
    const with_us = sumOf(payments.filter((one) => one.customer === customer));
    return unless(
      balance === start - with_us,
      `Account ${customer} has ${cents(balance)}; with what was captured and refunded it has to be ${cents(start - with_us)}.`,
    );
  });
}

function stockProblems({ stock, stockMoves }) {
  return stock.flatMap(({ sku, free, start }) => {
    const away = linesOf(stockMoves).get(sku) ?? 0;
    return unless(
      free === start - away,
      `Of ${sku} ${free} are free; with what was reserved and released it has to be ${start - away}.`,
    );
  });
}

function unless(isSo, problem) {
  return isSo ? [] : [problem];
}

/** What comes in and does not go out again: refunds and releases count against it. */
function sumOf(rows) {
  return rows.reduce((sum, { kind, amount, points }) => sum + (kind === 'refund' ? -amount : (amount ?? points)), 0);
}

function linesOf(rows) {
  const quantities = new Map();
  for (const { sku, quantity, kind } of rows) {
    quantities.set(sku, (quantities.get(sku) ?? 0) + (kind === 'release' ? -quantity : quantity));
  }
  return new Map([...quantities].filter(([, quantity]) => quantity !== 0).sort());
}

function textOfLines(rows) {
  return [...linesOf(rows)].map(([sku, quantity]) => `${quantity} ${sku}`).join(', ') || 'nothing';
}

function heardOf({ heard }, event) {
  return heard.filter((one) => one.event === event).length;
}

function same(one, other) {
  return JSON.stringify([...one]) === JSON.stringify([...other]);
}

function cents(amount) {
  return `${(amount / 100).toFixed(2)} EUR`;
}
