import { compareText } from '../../../diagnostics/index.js';
import { bindings } from './bindings.js';
import { NO_BROKER, protocolOf } from './brokers.js';
import { filled, type Json, serverRef } from './json.js';
import type { AsyncApiOptions, ServerOption } from './options.js';

/** The servers of a document, and which of them a broker's channels are on. */
export interface ServersPlan {
  readonly servers: Json;
  refsFor(broker: string): readonly Json[];
}

/**
 * The servers that the options describe for these brokers. One that they do not describe has its host as a variable:
 * a catalog does not know where its brokers are.
 */
export function planServers(brokers: readonly string[], options: AsyncApiOptions): ServersPlan {
  const sorted = [...new Set(brokers)].sort(compareText);
  const wanted = sorted.length === 0 ? [NO_BROKER] : sorted;
  const byBroker = new Map(wanted.map((broker) => [broker, namedServers(broker, options)]));
  const servers = [...byBroker].flatMap(([broker, found]) =>
    found.length > 0
      ? found.map(([name, option]): [string, Json] => [name, describedServer(broker, option)])
      : [[broker, unknownServer(broker)] as [string, Json]],
  );
  return {
    servers: Object.fromEntries(servers),
    refsFor: (broker) => {
      const names = (byBroker.get(broker) ?? []).map(([name]) => name);
      return (names.length === 0 ? [broker] : names).map(serverRef);
    },
  };
}

function namedServers(broker: string, { servers }: AsyncApiOptions): readonly [string, ServerOption][] {
  const own = Object.entries(servers).filter(([name, option]) => (option.broker ?? name) === broker);
  return own.sort(([one], [other]) => compareText(one, other));
}

function describedServer(broker: string, option: ServerOption): Json {
  const protocol = option.protocol ?? protocolOf(broker);
  const { host, protocolVersion, pathname, description, schemaRegistryUrl, schemaRegistryVendor } = option;
  const registry = protocol.startsWith('kafka')
    ? bindings('kafka', { schemaRegistryUrl, schemaRegistryVendor })
    : undefined;
  return filled({ host, protocol, protocolVersion, pathname, description, bindings: registry });
}

function unknownServer(broker: string): Json {
  return {
    host: '{host}',
    protocol: broker === NO_BROKER ? 'unspecified' : protocolOf(broker),
    description: broker === NO_BROKER ? 'The catalog names no broker.' : `The ${broker} brokers of the environment.`,
    variables: { host: { description: 'Host and port; differs from environment to environment.' } },
  };
}
