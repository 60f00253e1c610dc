import * as runtime from 'sagac/runtime';

/** What this process asks of its parent, which has the broker. */
type Call =
  | {
      readonly kind: 'publish';
      readonly call: number;
      readonly channel: string;
      readonly message: runtime.BrokerMessage;
    }
  | {
      readonly kind: 'subscribe';
      readonly call: number;
      readonly channel: string;
      readonly group: string;
      readonly options: runtime.SubscribeOptions;
    }
  | { readonly kind: 'unsubscribe'; readonly call: number; readonly subscription: number };

/** What it says of a message that it was given. */
type Verdict =
  | { readonly kind: 'ack'; readonly delivery: number }
  | { readonly kind: 'nack'; readonly delivery: number; readonly failure: Failure };

interface Failure {
  readonly name: string;
  readonly message: string;
  readonly delayMs?: number;
}

/** What the parent says. */
type Note =
  | { readonly kind: 'done'; readonly call: number; readonly failure?: Failure }
  | {
      readonly kind: 'deliver';
      readonly subscription: number;
      readonly delivery: number;
      readonly message: runtime.BrokerMessage;
      readonly about: runtime.Delivery;
    };

interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

/** The broker in memory of the parent process, over the channel that Node opens to a child. The other end is `ipc-broker.mjs`. */
export function connectToParent(): runtime.Broker {
  const waiting = new Map<number, Waiting>();
  const handlers = new Map<number, runtime.MessageHandler>();
  let calls = 0;

  function ask(make: (call: number) => Call): Promise<number> {
    calls += 1;
    const call = calls;
    return new Promise((resolve, reject) => {
      waiting.set(call, { resolve: () => resolve(call), reject });
      send(make(call));
    });
  }

  async function deliver({
    subscription,
    delivery,
    message,
    about,
  }: Extract<Note, { kind: 'deliver' }>): Promise<void> {
    try {
      const handler = handlers.get(subscription);
      if (handler === undefined) throw new Error('it has gone');
      await handler(message, about);
      send({ kind: 'ack', delivery });
    } catch (error) {
      send({ kind: 'nack', delivery, failure: failureOf(error) });
    }
  }

  process.on('message', (note: Note) => {
    if (note.kind === 'deliver') {
      void deliver(note);
      return;
    }
    const { resolve, reject } = waiting.get(note.call) ?? {};
    waiting.delete(note.call);
    if (note.failure === undefined) resolve?.();
    else reject?.(errorOf(note.failure));
  });

  return {
    publish: async (channel, message) => void (await ask((call) => ({ kind: 'publish', call, channel, message }))),
    async subscribe(channel, group, handler, options = {}) {
      const subscription = await ask((call) => {
        handlers.set(call, handler);
        return { kind: 'subscribe', call, channel, group, options };
      });
      return {
        async close() {
          await ask((call) => ({ kind: 'unsubscribe', call, subscription }));
          handlers.delete(subscription);
        },
      };
    },
    async close() {
      for (const subscription of handlers.keys()) await ask((call) => ({ kind: 'unsubscribe', call, subscription }));
      process.removeAllListeners('message');
    },
  };
}

function send(message: Call | Verdict): void {
  process.send?.(message);
}

function failureOf(error: unknown): Failure {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  return { name, message, ...(error instanceof runtime.RetryLater && { delayMs: error.delayMs }) };
}

function errorOf({ name, message }: Failure): Error {
  return name === 'Unprocessable' ? new runtime.Unprocessable(message) : new Error(message);
}
