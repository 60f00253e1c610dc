import { SagaError } from '../../errors.js';
import type { RabbitmqBrokerOptions } from './options.js';

/** Where RabbitMQ is, and who asks. */
export interface RabbitmqAddress {
  readonly hosts: readonly { readonly hostname: string; readonly port: number }[];
  readonly username: string;
  readonly password: string;
  readonly vhost: string;
  readonly isTls: boolean;
}

const FORM = 'use `amqp://user:password@host:5672/vhost`, or `amqps` for TLS';
const PARTS = /^(?<scheme>amqps?):\/\/(?:(?<user>[^/]*)@)?(?<hosts>[^/?#@]+)(?:\/(?<vhost>[^/?#]*))?(?:[?#].*)?$/i;

/** Reads the address in the options. Throws `invalid-broker-url`, whose message has nothing of the address in it. */
export function readAddress({
  url,
  credentials,
  tls,
}: Pick<RabbitmqBrokerOptions, 'url' | 'credentials' | 'tls'>): RabbitmqAddress {
  const { scheme, user, hosts, vhost } = PARTS.exec(url)?.groups ?? {};
  if (scheme === undefined || hosts === undefined) throw invalid('it is not of the form of one');
  const isTls = scheme.toLowerCase() === 'amqps' || (tls !== undefined && tls !== false);
  const [username, ...password] = (user ?? 'guest:guest').split(':');
  return {
    hosts: hosts.split(',').map((host) => readHost(host, isTls ? 5671 : 5672)),
    username: credentials?.username ?? decode(username ?? ''),
    password: credentials?.password ?? decode(password.join(':')),
    vhost: vhost === undefined || vhost === '' ? '/' : decode(vhost),
    isTls,
  };
}

/** As people know it, without the user. */
export function placeOf({ hosts }: RabbitmqAddress): string {
  return `RabbitMQ at ${hosts.map(({ hostname, port }) => `${hostname}:${port}`).join(', ')}`;
}

function readHost(text: string, usualPort: number): { readonly hostname: string; readonly port: number } {
  const { name, port } = /^(?<name>\[[0-9a-f:.]+\]|[^:]+)(?::(?<port>\d+))?$/i.exec(text)?.groups ?? {};
  const number = port === undefined ? usualPort : Number(port);
  if (name === undefined || number < 1 || number > 65_535) throw invalid('one of its hosts is none');
  return { hostname: name.replace(/^\[|\]$/g, ''), port: number };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('a `%` in it does not stand for a character; write it as `%25`');
  }
}

function invalid(why: string): SagaError {
  return new SagaError('invalid-broker-url', `the address of RabbitMQ cannot be read: ${why}; ${FORM}`);
}
