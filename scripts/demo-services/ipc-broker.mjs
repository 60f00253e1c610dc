// The end of a broker in memory that processes share: the parent has it, its children ask by the channel that Node opens to them. The
// other end is `services/common/parent-broker.ts`.

/** Thrown by a handler of the child: as the broker knows it by its class. */
function errorOf({ name, message, delayMs }, { RetryLater, Unprocessable }) {
  if (name === 'RetryLater') return new RetryLater(delayMs, message);
  if (name === 'Unprocessable') return new Unprocessable(message);
  return new Error(message);
}

/** Serves a child as long as it lives. What it had in its hands when it ends goes to others, or to it when it is back. */
export function serveBroker(broker, child, errors) {
  const subscriptions = new Map();
  const deliveries = new Map();
  let last = 0;

  function deliver(subscription, message, about) {
    last += 1;
    const delivery = last;
    return new Promise((resolve, reject) => {
      deliveries.set(delivery, { resolve, reject });
      send({ kind: 'deliver', subscription, delivery, message, about });
    });
  }

  const answers = {
    publish: ({ channel, message }) => broker.publish(channel, message),
    async subscribe({ call, channel, group, options }) {
      const handler = (message, about) => deliver(call, message, about);
      subscriptions.set(call, await broker.subscribe(channel, group, handler, options));
    },
    async unsubscribe({ subscription }) {
      const leaving = subscriptions.get(subscription);
      subscriptions.delete(subscription);
      await leaving?.close();
    },
  };

  function settle({ kind, delivery, failure }) {
    const waiting = deliveries.get(delivery);
    deliveries.delete(delivery);
    if (kind === 'ack') waiting?.resolve();
    else waiting?.reject(errorOf(failure, errors));
  }

  // A child that has gone hears nothing, and needs nothing.
  const send = (note) => void (child.connected && child.send(note, () => undefined));

  child.on('message', (note) => {
    if (!Object.hasOwn(answers, note.kind)) return settle(note);
    answers[note.kind](note).then(
      () => send({ kind: 'done', call: note.call }),
      ({ name, message }) => send({ kind: 'done', call: note.call, failure: { name, message } }),
    );
  });
  child.once('exit', () => {
    // First the subscriptions: a message of somebody who has left counts as never delivered.
    for (const subscription of subscriptions.values()) void subscription.close();
    for (const { reject } of deliveries.values()) reject(new Error('the process has ended'));
  });
}
