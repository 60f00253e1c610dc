import { isIP } from 'node:net';
import { checkServerIdentity, type ConnectionOptions as TlsConnectionOptions } from 'node:tls';
import type { NodeConnectionOptions } from '@nats-io/transport-node';
import { SagaError } from '../../errors.js';
import type { Driver } from './driver.js';

/** How a NATS server is reached. */
export interface NatsAddress {
  /** `nats://host:port`, with `tls://` for TLS; several servers of one cluster separated by commas. May hold user and password, or a token. */
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
  /** What a credentials file (`.creds`) holds: a JWT and its seed. */
  readonly credentials?: string;
  /** Certificates and such, as Node has them; `true` asks for TLS with the machine's own. */
  readonly tls?: boolean | TlsConnectionOptions;
}

/** Pauses between attempts to connect again, in milliseconds; they grow with the time that it has taken already. */
const SHORTEST_PAUSE = 50;
const LONGEST_PAUSE = 5_000;
/** Pings that stay without an answer this often, this many milliseconds apart, mean that the server is away. */
const PING_EVERY = 5_000;
/** How long a server has for one attempt to connect, in milliseconds. */
const USUAL_TIMEOUT = 5_000;

/** The servers of an address as `host:port`, without anything secret. */
export function placesOf({ url }: NatsAddress): readonly string[] {
  return parseUrls(url).map(({ hostname, port }) => `${hostname}:${port === '' ? 4222 : port}`);
}

export interface Connecting {
  /** Name of the connection. */
  readonly name: string;
  /** How long the server has for one attempt, in milliseconds, if that is less than usual. */
  readonly timeoutMs: number;
  /** For how long the connection has been lost, in milliseconds. */
  readonly awayMs: () => number;
}

/** What the driver is told. Throws `invalid-broker-url` where the address is none. */
export function connectOptions(
  address: NatsAddress,
  { transport }: Driver,
  { name, timeoutMs, awayMs }: Connecting,
): NodeConnectionOptions {
  const { user, password, token, credentials } = address;
  const [first] = parseUrls(address.url);
  const ofUrl = first?.username ? urlCredentials(first) : {};
  return {
    servers: [...placesOf(address)],
    name,
    ...ofUrl,
    ...(user !== undefined && { user }),
    ...(password !== undefined && { pass: password }),
    ...(token !== undefined && { token }),
    ...(credentials !== undefined && {
      authenticator: transport.credsAuthenticator(new TextEncoder().encode(credentials)),
    }),
    ...(asksForTls(address) && { tls: tlsOptions(address) }),
    timeout: Math.min(USUAL_TIMEOUT, timeoutMs),
    pingInterval: PING_EVERY,
    maxPingOut: 2,
    maxReconnectAttempts: -1,
    // A server that is being set up anew may know nobody for a while.
    ignoreAuthErrorAbort: true,
    noAsyncTraces: true,
    // The driver asks again and again while it waits, so this must not count the questions.
    reconnectDelayHandler: () => Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, awayMs() / 4)),
  };
}

/** Whether the address says so; a server that asks for TLS gets it nevertheless. */
export function asksForTls({ url, tls }: NatsAddress): boolean {
  return parseUrls(url)[0]?.protocol === 'tls:' || (tls !== undefined && tls !== false);
}

/** The driver hands on to Node whatever it is told. */
function tlsOptions(address: NatsAddress): NonNullable<NodeConnectionOptions['tls']> {
  const own = typeof address.tls === 'object' ? address.tls : {};
  const hosts = parseUrls(address.url).map(({ hostname }) => hostname.replace(/^\[|\]$/g, ''));
  const numbers = hosts.filter((host) => isIP(host) !== 0);
  const check: TlsConnectionOptions['checkServerIdentity'] = (name, certificate) => {
    // Of an address in numbers the driver tells Node nothing, which then takes it for this name.
    const names = name === 'localhost' && !hosts.includes(name) ? numbers : [name, ...numbers];
    const problems = names.map((one) => checkServerIdentity(one, certificate));
    return problems.includes(undefined) ? undefined : problems[0];
  };
  const isCheckedSo = numbers.length > 0 && own.servername === undefined;
  const all: TlsConnectionOptions = { ...(isCheckedSo && { checkServerIdentity: check }), ...own };
  return all as NonNullable<NodeConnectionOptions['tls']>;
}

function urlCredentials({ username, password }: URL): Partial<NodeConnectionOptions> {
  const user = decodeURIComponent(username);
  return password === '' ? { token: user } : { user, pass: decodeURIComponent(password) };
}

function parseUrls(text: string): readonly URL[] {
  return text.split(',').map((part) => {
    try {
      const url = new URL(part.includes('://') ? part.trim() : `nats://${part.trim()}`);
      if (['nats:', 'tls:'].includes(url.protocol) && url.hostname !== '') return url;
    } catch {
      // Told below, without the text: it may hold a password.
    }
    throw new SagaError(
      'invalid-broker-url',
      'the address of the NATS server is none: write it as nats://host:port or tls://host:port',
    );
  });
}
