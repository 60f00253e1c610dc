import { SagaError } from '../../errors.js';
import { wordsOf } from './amqp-errors.js';
import type { RabbitmqAddress } from './rabbitmq-url.js';

/** What RabbitMQ tells over HTTP alone. */
export interface Management {
  /** Names of all fanout exchanges that outlive the server, without RabbitMQ's own. */
  exchanges(): Promise<readonly string[]>;
  /** Messages of a queue, those in the hands of any process among them, as of some seconds ago; undefined where there is none. */
  messages(queue: string): Promise<number | undefined>;
}

const ANSWER_WITHIN_MS = 10_000;

/** Speaks with the management plugin at `http://user:password@host:15672`. Throws `invalid-broker-url`. */
export function createManagement(url: string, { vhost, username, password }: RabbitmqAddress): Management {
  const base = readUrl(url);
  const user = base.username === '' ? `${username}:${password}` : `${decode(base.username)}:${decode(base.password)}`;
  const root = `${base.origin}${base.pathname.replace(/\/$/, '')}/api`;
  const host = encodeURIComponent(vhost);

  async function ask(path: string): Promise<unknown> {
    const headers = { authorization: `Basic ${Buffer.from(user).toString('base64')}` };
    const answer = await fetch(`${root}/${path}`, { headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(
      (cause: unknown) => {
        const said = cause instanceof Error && cause.cause !== undefined ? wordsOf(cause.cause) : wordsOf(cause);
        throw failed(`${base.host} does not answer (${said}); start the plugin, or correct \`management\``, cause);
      },
    );
    if (answer.status === 404) return undefined;
    if (answer.ok) return answer.json();
    const advice = answer.status === 401 || answer.status === 403 ? '; the user needs a tag like `monitoring`' : '';
    throw failed(`${base.host} answers ${answer.status} ${answer.statusText}${advice}`);
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
