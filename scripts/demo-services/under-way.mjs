/** What is not done yet, in words; nothing where all has come to rest. */
export async function underWay({ database, store, services, orders }) {
  const snapshot = await database.snapshot();
  const counts = await store.count();
  const waits = await Promise.all(services.map((service) => waitsOf(database, service)));
  const placed = snapshot.orders.filter(({ status }) => status === 'placed').length;
  return [
    ...some(placed + orders.length - snapshot.orders.length, `of ${orders.length} orders have not ended`),
    ...counts.flatMap(({ status, count }) => (isOpen(status) ? some(count, `checkouts are ${status}`) : [])),
    ...some(snapshot.orders.length - ordersIn(snapshot.mails), 'orders have no mail'),
    ...some(newsIn(snapshot) - ordersIn(snapshot.heard), 'orders of which support has heard nothing'),
    ...waits.flat(),
  ];
}

function isOpen(status) {
  return status === 'running' || status === 'unwinding';
}

/** Orders of which support is told: all that were confirmed, and the mails about the others. */
function newsIn({ orders, mails }) {
  const confirmed = orders.filter(({ status }) => status === 'confirmed').length;
  return confirmed + ordersIn(mails.filter(({ kind }) => kind === 'cancellation'));
}

async function waitsOf(database, service) {
  const [outbox] = await database.rows(
    service,
    'SELECT count(*)::integer AS n FROM sagac_outbox WHERE published_at IS NULL',
  );
  const [inbox] = await database.rows(service, 'SELECT count(*)::integer AS n FROM sagac_parked');
  return [
    ...some(outbox.n, `messages wait in the outbox of ${service}`),
    ...some(inbox.n, `messages are parked in the inbox of ${service}`),
  ];
}

function ordersIn(rows) {
  return new Set(rows.map(({ order }) => order)).size;
}

function some(count, what) {
  return count > 0 ? [`${count} ${what}`] : [];
}
