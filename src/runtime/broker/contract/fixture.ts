import type { Broker, BrokerMessage, MessageHandler, SubscribeOptions } from '../broker.js';
import type { OperatedBroker } from '../operations.js';

/** A broker to be judged, and how to put it away. */
export interface BrokerFixture {
  /** Gives up on a message after three deliveries, and waits little between them. */
  readonly broker: OperatedBroker;
  /** The broker as another process has it, set in the same way; closed by `cleanUp`. */
  readonly connect: () => Promise<OperatedBroker>;
  /** A name for a channel that no other test has. */
  readonly channel: (name: string) => string;
  /** Bytes of a payload that the broker does not take any more. Missing where it takes all. */
  readonly tooLarge?: number;
  /** Breaks off every connection of `broker` and lets none be made until `restore`. Missing where there are none. */
  readonly network?: { cut(): Promise<void>; restore(): Promise<void> };
  /** Nobody reads what has come before the group's first subscription. */
  readonly forgetsUnread?: boolean;
  readonly cleanUp: () => Promise<void>;
}

/** What a subscription has taken. */
export interface Collected {
  /** What was taken without a complaint, oldest first. */
  readonly messages: readonly BrokerMessage[];
  /** Resolves when there are so many. */
  until(count: number): Promise<readonly BrokerMessage[]>;
  close(): Promise<void>;
}

/** Subscribes, and keeps what comes and `check` has nothing against. */
export async function collect(
  broker: Broker,
  channel: string,
  group: string,
  { check, ...options }: SubscribeOptions & { readonly check?: MessageHandler } = {},
): Promise<Collected> {
  const messages: BrokerMessage[] = [];
  const bell = createBell();
  const subscription = await broker.subscribe(
    channel,
    group,
    async (message, delivery) => {
      await check?.(message, delivery);
      messages.push(message);
      bell.ring();
    },
    options,
  );
  return {
    messages,
    async until(count) {
      await bell.until(() => messages.length >= count);
      return messages;
    },
    close: () => subscription.close(),
  };
}

/** Wakes whoever waits for something to become true. */
export function createBell(): { ring(): void; until(isTrue: () => boolean): Promise<void> } {
  const waiting = new Set<() => void>();
  return {
    ring() {
      for (const wake of waiting) wake();
      waiting.clear();
    },
    async until(isTrue) {
      while (!isTrue()) await new Promise<void>((resolve) => waiting.add(resolve));
    },
  };
}

/** A gate that is shut until it is opened. */
export function createGate(): { readonly passed: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

export function messageOf(id: string, change: Partial<BrokerMessage> = {}): BrokerMessage {
  return { id, key: 'o1', type: 'OrderPlaced', data: { orderId: 'o1' }, headers: {}, ...change };
}

export function ids(...lists: readonly (readonly BrokerMessage[])[]): string[] {
  return lists.flat().map(({ id }) => id);
}

/** Ids by key, in the order in which they came; of one that came again, the first time. */
export function idsByKey(messages: readonly BrokerMessage[]): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  for (const { key, id } of messages) {
    const own = found[key] ?? [];
    found[key] = own;
    if (!own.includes(id)) own.push(id);
  }
  return found;
}
