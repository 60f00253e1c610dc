import type { BrokerMessage } from '../broker.js';

/** A message as it goes over a broker: bytes, and texts beside them. */
export interface WireMessage {
  readonly body: Uint8Array;
  /**
   * Names in lower case; attributes of CloudEvents begin with `ce-`. Brokers have spellings of their own for them, which their
   * adapters make and read: `ce_id` in Kafka, `cloudEvents_id` in AMQP (`header-names.ts`).
   */
  readonly headers: Readonly<Record<string, string>>;
}

/** Where a message was found. */
export interface WireOrigin {
  readonly channel: string;
  /** As in `Delivery`: what is found without an id is known by its channel and position. */
  readonly position: string;
  /** What the broker itself keeps in order by, where it has such a thing. */
  readonly key?: string;
}

/** How messages are written for a broker, and read. */
export interface WireFormat {
  /** Rejects with `Unprocessable` where the message cannot be written, and with anything else where it cannot be now. */
  encode(message: BrokerMessage, channel: string): Promise<WireMessage> | WireMessage;
  /**
   * What cannot be read is a message all the same, with its bytes as its data and its headers as they came: whoever takes it puts
   * it to the dead letters. Rejects where it cannot be read now: a registry is away.
   */
  decode(wire: WireMessage, from: WireOrigin): Promise<BrokerMessage> | BrokerMessage;
}
