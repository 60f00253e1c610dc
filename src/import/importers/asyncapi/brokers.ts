import type { ImportContext } from '../../importer.js';
import { entriesOf, followed, itemsOf, type Located, part, textIn, textOf } from './located.js';

/** Brokers of the language by the protocols that AsyncAPI has for them. */
const BROKERS: ReadonlyMap<string, string> = new Map([
  ['kafka', 'kafka'],
  ['kafka-secure', 'kafka'],
  ['amqp', 'rabbitmq'],
  ['amqps', 'rabbitmq'],
  ['nats', 'nats'],
  ['sqs', 'sqs'],
  ['eventbridge', 'eventbridge'],
  ['memory', 'memory'],
]);

/** What a channel is carried by: a broker of the language, or other protocols by name. */
export interface Carrier {
  readonly broker?: string;
  readonly protocols: readonly string[];
}

/** The carrier of a channel: of the servers that it names, or of all where it names none. */
export function carrierOf(context: ImportContext, root: Located, channel: Located): Carrier {
  const servers = entriesOf(part(root, 'servers'));
  const named = itemsOf(part(channel, 'servers'));
  const own = named.length === 0 ? servers : named.flatMap((item) => serverOf(context, servers, item) ?? []);
  const protocols = [...new Set(own.flatMap((server) => protocolOf(context, server) ?? []))];
  const broker = protocols.map((protocol) => BROKERS.get(protocol)).find((found) => found !== undefined);
  const others = protocols.filter((protocol) => broker === undefined || BROKERS.get(protocol) !== broker);
  return { ...(broker !== undefined && { broker }), protocols: others };
}

/** A server is named by its key in version 2, and by a reference in version 3. */
function serverOf(
  context: ImportContext,
  servers: readonly (Located & { readonly key: string })[],
  item: Located,
): Located | undefined {
  const name = textOf(item);
  return name === undefined ? followed(context, item) : servers.find((server) => server.key === name);
}

function protocolOf(context: ImportContext, server: Located): string | undefined {
  const protocol = textIn(followed(context, server), 'protocol')?.toLowerCase();
  return protocol === 'unspecified' ? undefined : protocol;
}
