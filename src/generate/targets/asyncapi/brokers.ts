import type { Catalog, MessageDef } from '../../../model/index.js';

/** How brokers are called in AsyncAPI documents; others go by their own name. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map([['rabbitmq', 'amqp']]);

/** What CloudEvents attributes begin with as headers, by protocol. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['kafka', 'ce_'],
  ['amqp', 'cloudEvents_'],
]);

/** Where neither a channel nor the settings name a broker. */
export const NO_BROKER = 'broker';

/** The broker of a channel, or of what goes over no channel of the catalog. */
export function brokerOf(catalog: Catalog, channel: string | undefined): string {
  const own = channel === undefined ? undefined : catalog.channels.get(channel)?.broker;
  return own ?? catalog.settings.channelDefaults.broker ?? NO_BROKER;
}

/** The broker that a message travels over. */
export function brokerOfMessage(catalog: Catalog, message: MessageDef): string {
  return brokerOf(catalog, message.channel?.name);
}

/** `amqp` for `rabbitmq`. */
export function protocolOf(broker: string): string {
  return PROTOCOLS.get(broker) ?? broker;
}

/** Prefix of CloudEvents attributes in binary mode: `ce_` for Kafka, `cloudEvents_` for AMQP, else `ce-`. */
export function cloudEventsPrefix(broker: string): string {
  return PREFIXES.get(protocolOf(broker)) ?? 'ce-';
}
