import { SagaError } from '../errors.js';
import type { NetworkBrokerOptions } from './network-broker-options.js';
import type { OperatedBroker } from './operations.js';

type Kind = 'kafka' | 'nats' | 'rabbitmq';

/** Schemes of addresses, and whose they are. */
const KINDS: Readonly<Record<string, Kind>> = {
  kafka: 'kafka',
  nats: 'nats',
  tls: 'nats',
  amqp: 'rabbitmq',
  amqps: 'rabbitmq',
};

const FORMS = 'use `kafka://host:9092`, `nats://host:4222`, or `amqp://host:5672` and `amqps://host:5671` for RabbitMQ';

/**
 * Connects with the broker at an address: `kafka://host:port,host2:port2`, `nats://host:port` or `amqp://host:port/vhost`, with
 * `user:password@` before the host where one is needed; for RabbitMQ `?management=http://host:15672` may stand behind it. Only the
 * driver of that broker has to be installed. Rejects with a `SagaError` whose message has no password.
 */
export async function openBroker(address: string, options: NetworkBrokerOptions = {}): Promise<OperatedBroker> {
  const kind = kindOf(address);
  try {
    return await create(kind, { ...options, url: address });
  } catch (error) {
    throw withoutSecrets(error, address);
  }
}

/** Which broker an address leads to, as catalogs call it: `kafka`, `nats` or `rabbitmq`. Throws `invalid-broker-url`. */
export function brokerKind(address: string): string {
  return kindOf(address);
}

/** The address as it may be shown: without user, password and what stands behind `?`. */
export function shownBroker(address: string): string {
  return address.replace(MANAGEMENT, '').replace(/^([a-z]+:\/\/)(?:.*@)?([^?#]*).*$/is, '$1$2');
}

function kindOf(address: string): Kind {
  // What stands there may be a password, unless it is the scheme of an address.
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase() ?? '';
  if (scheme === 'memory') {
    const why = 'the broker in memory lives in the process that made it, and nobody else can look into it';
    throw new SagaError('invalid-broker-url', `${why}: name a broker that others reach`);
  }
  const kind = Object.hasOwn(KINDS, scheme) ? KINDS[scheme] : undefined;
  if (kind !== undefined && /^[a-z]+:\/\/[^/]/i.test(address)) return kind;
  throw new SagaError('invalid-broker-url', `${refusal(address, scheme, kind)}: ${FORMS}`);
}

function refusal(address: string, scheme: string, kind: Kind | undefined): string {
  if (address === '') return 'the address of the broker is empty';
  if (kind !== undefined) return `the address of the broker has no host behind \`${scheme}://\``;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return `\`${scheme}://\` is no kind of broker`;
  return 'the address of the broker does not begin with its kind';
}

async function create(kind: Kind, options: NetworkBrokerOptions & { readonly url: string }): Promise<OperatedBroker> {
  switch (kind) {
    case 'kafka':
      return (await import('./kafka/index.js')).createKafkaBroker(options);
    case 'nats':
      return (await import('./nats/index.js')).createNatsBroker(options);
    case 'rabbitmq':
      return (await import('./rabbitmq/index.js')).createRabbitmqBroker({ ...options, ...managementIn(options.url) });
  }
}

/** Where the management plugin of RabbitMQ is: only it knows the names of all channels. */
const MANAGEMENT = /[?&]management=([^&#]*).*$/is;

function managementIn(url: string): { readonly management?: string } {
  const written = MANAGEMENT.exec(url)?.[1];
  return written === undefined ? {} : { management: decoded(written) };
}

/** Drivers like to repeat the address that they were given. */
function withoutSecrets(error: unknown, address: string): SagaError {
  const code = error instanceof SagaError ? error.code : 'broker-failed';
  const said = error instanceof Error ? error.message : String(error);
  const secrets = secretsIn(address);
  if (!secrets.some((secret) => said.includes(secret))) {
    return error instanceof SagaError ? error : new SagaError(code, said, { cause: error });
  }
  // The cause would have them too.
  return new SagaError(
    code,
    secrets.reduce((text, secret) => text.replaceAll(secret, '***'), said),
  );
}

/** Passwords as they are written and as they are meant, longest first. */
function secretsIn(address: string): readonly string[] {
  const { management } = managementIn(address);
  const written = [address.replace(MANAGEMENT, ''), ...(management === undefined ? [] : [management])].map((url) => {
    const user = /^[a-z]+:\/\/(.*)@/is.exec(url)?.[1] ?? '';
    return user.slice(user.indexOf(':') + 1);
  });
  const secrets = new Set(written.flatMap((secret) => [secret, decoded(secret)]));
  return [...secrets].filter((secret) => secret !== '').sort((a, b) => b.length - a.length);
}

/** Text of a URL as it is meant; as it is written, where that means nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
