import type { ConnectionOptions as TlsConnectionOptions } from 'node:tls';
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

/** The servers of an address as `host:port`, without anything secret. */
export function placesOf({ url }: NatsAddress): readonly string[] {
  return parseUrls(url).map(({ hostname, port }) => `${hostname}:${port === '' ? 4222 : port}`);
}

/**
 * What the driver is told; `awayMs` says for how long the connection has been lost. Throws `invalid-broker-url` where the address is
 * none.
 */
export function connectOptions(
  address: NatsAddress,
  name: string,
  { transport }: Driver,
  awayMs: () => number,
): NodeConnectionOptions {
  const { user, password, token, credentials, tls } = address;
  const [first] = parseUrls(address.url);
  const ofUrl = first?.username ? urlCredentials(first) : {};
  const isTls = first?.protocol === 'tls:' || (tls !== undefined && tls !== false);
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
    // The driver hands on to Node whatever it is told.
    ...(isTls && { tls: (typeof tls === 'object' ? tls : {}) as NonNullable<NodeConnectionOptions['tls']> }),
    timeout: 5_000,
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
