import { SagaError } from '../../errors.js';
import type { KafkaAddress, KafkaBrokerOptions, KafkaSasl } from './options.js';

/** What a URL says. */
export interface KafkaUrl {
  readonly brokers: readonly KafkaAddress[];
  readonly sasl?: KafkaSasl;
  readonly tls: boolean;
}

const FORM = /^kafka:\/\/(?:([^@/?#]*)@)?([^@/?#]+)\/?(?:\?([^#]*))?$/;
const HOST = /^(?:\[([0-9a-fA-F:.]+)\]|([^[\]:\s]+))(?::(\d{1,5}))?$/;
const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
const DEFAULT_PORT = 9092;

/** Reads the URL of a cluster; throws `invalid-broker-url` without repeating what may be a password. */
export function readKafkaUrl(url: KafkaBrokerOptions['url']): KafkaUrl {
  const form = FORM.exec(url);
  if (form === null) throw refusal('write it as kafka://host:port,host2:port2');
  const [, user, hosts = '', query = ''] = form;
  const asked = new URLSearchParams(query);
  for (const name of asked.keys()) {
    if (name !== 'tls' && name !== 'sasl') throw refusal(`behind \`?\` only tls and sasl are known, not ${name}`);
  }
  const sasl = readSasl(user, asked.get('sasl'));
  return {
    brokers: hosts.split(',').map(readHost),
    tls: readTls(asked.get('tls')),
    ...(sasl !== undefined && { sasl }),
  };
}

function readHost(text: string): KafkaAddress {
  const [, long, short, port = String(DEFAULT_PORT)] = HOST.exec(text) ?? [];
  const host = long ?? short;
  if (host === undefined || Number(port) > 65_535) throw refusal(`\`${text}\` is no host:port`);
  return { host, port: Number(port) };
}

function readTls(text: string | null): boolean {
  if (text === null || text === 'false') return false;
  if (text === 'true' || text === '') return true;
  throw refusal('tls is `true` or `false`');
}

function readSasl(user: string | undefined, asked: string | null): KafkaSasl | undefined {
  const mechanism = MECHANISMS.find((name) => name === (asked ?? 'plain').toLowerCase());
  if (mechanism === undefined) throw refusal(`sasl is one of ${MECHANISMS.join(', ')}`);
  if (user === undefined) {
    if (asked !== null) throw refusal('sasl needs user:password@ before the hosts');
    return undefined;
  }
  const at = user.indexOf(':');
  if (at < 0) throw refusal('a user needs a password: user:password@');
  return { mechanism, username: decoded(user.slice(0, at)), password: decoded(user.slice(at + 1)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refusal('`%` in user or password is written %25');
  }
}

function refusal(why: string): SagaError {
  return new SagaError('invalid-broker-url', `the URL of the Kafka broker cannot be read: ${why}`);
}
