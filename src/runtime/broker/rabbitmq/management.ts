import { request as askPlainly } from 'node:http';
import { request as askSecurely } from 'node:https';
import { json } from 'node:stream/consumers';
import { SagaError } from '../../errors.js';
import { wordsOf } from './amqp-errors.js';
import type { RabbitmqBrokerOptions } from './options.js';
import type { RabbitmqAddress } from './rabbitmq-url.js';

/** What RabbitMQ tells over HTTP alone. */
export interface Management {
  /** Names of all fanout exchanges that outlive the server, without RabbitMQ's own. */
  exchanges(): Promise<readonly string[]>;
  /** Messages of a queue, those in the hands of any process among them, as of some seconds ago; undefined where there is none. */
  messages(queue: string): Promise<number | undefined>;
}

const ANSWER_WITHIN_MS = 10_000;

interface Answer {
  readonly status: number;
  readonly reason: string;
  /** Of an answer without an error alone. */
  readonly body?: unknown;
}

/**
 * Speaks with the management plugin at `http://user:password@host:15672`, or `https`, for which `tls` counts, too. Throws
 * `invalid-broker-url`.
 */
export function createManagement(
  url: string,
  { vhost, username, password }: RabbitmqAddress,
  tls: RabbitmqBrokerOptions['tls'],
): Management {
  const base = readUrl(url);
  const user = base.username === '' ? `${username}:${password}` : `${decode(base.username)}:${decode(base.password)}`;
  const root = `${base.origin}${base.pathname.replace(/\/$/, '')}/api`;
  const host = encodeURIComponent(vhost);

  async function ask(path: string): Promise<unknown> {
    const headers = { authorization: `Basic ${Buffer.from(user).toString('base64')}` };
    const { status, reason, body } = await get(`${root}/${path}`, headers, tls).catch((cause: unknown) => {
      throw failed(
        `${base.host} does not answer (${wordsOf(cause)}); start the plugin, or correct \`management\``,
        cause,
      );
    });
    if (status === 404) return undefined;
    if (status >= 200 && status < 300) return body;
    const advice = status === 401 || status === 403 ? '; the user needs a tag like `monitoring`' : '';
    throw failed(`${base.host} answers ${status} ${reason}${advice}`);
  }

  return {
    async exchanges() {
      const all = await ask(`exchanges/${host}?columns=name,type,durable`);
      if (!Array.isArray(all)) throw failed(`${base.host} does not answer like RabbitMQ; correct \`management\``);
      return all.flatMap((one: { name?: unknown; type?: unknown; durable?: unknown }) =>
        typeof one.name === 'string' && one.type === 'fanout' && one.durable === true && !one.name.startsWith('amq.')
          ? [one.name]
          : [],
      );
    },
    async messages(queue) {
      const found = await ask(`queues/${host}/${encodeURIComponent(queue)}?columns=messages`);
      if (found === undefined) return undefined;
      const { messages } = found as { readonly messages?: unknown };
      // A queue that was made a moment ago has no figures yet.
      return typeof messages === 'number' ? messages : 0;
    },
  };
}

/** Node's `fetch` cannot be told of authorities and certificates. */
function get(
  url: string,
  headers: Readonly<Record<string, string>>,
  tls: RabbitmqBrokerOptions['tls'],
): Promise<Answer> {
  // Of the broker, which may be another host.
  const { servername: _, ...own } = typeof tls === 'object' ? tls : {};
  const options = { headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) };
  return new Promise((resolve, reject) => {
    const asking = url.startsWith('https:') ? askSecurely(url, { ...own, ...options }) : askPlainly(url, options);
    asking.once('error', reject);
    asking.once('response', (response) => {
      const { statusCode: status = 0, statusMessage: reason = '' } = response;
      if (status < 200 || status >= 300) {
        response.resume();
        resolve({ status, reason });
      } else json(response).then((body) => resolve({ status, reason, body }), reject);
    });
    asking.end();
  });
}

function readUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed !== undefined && /^https?:$/.test(parsed.protocol)) return parsed;
  throw new SagaError(
    'invalid-broker-url',
    'the address of the management plugin cannot be read; use `http://user:password@host:15672`',
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function failed(problem: string, cause?: unknown): SagaError {
  return new SagaError('broker-failed', `the management plugin of RabbitMQ at ${problem}`, { cause });
}
