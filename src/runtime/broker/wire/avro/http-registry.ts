import { describeError } from '../../../errors.js';
import { isJsonObject, type JsonObject } from '../../../json.js';
import { REGISTRY_CODES, RegistryError, type SchemaRegistry } from './registry.js';

export interface HttpRegistryOptions {
  /** Address of the registry, with a path where it has one: `https://registry.example/apis/ccompat/v7`. */
  readonly url: string;
  /** A user and password, or a token. Default: the user and password of the address, where it has some. */
  readonly credentials?: { readonly username: string; readonly password: string } | { readonly token: string };
  /** Time for one answer, in milliseconds. Default 10000. */
  readonly timeoutMs?: number;
  /**
   * Registers schemas that are not there, instead of rejecting. Default: it does not, because a schema that nobody has looked at
   * should not become the contract of a topic.
   */
  readonly autoRegister?: boolean;
  /** Milliseconds since 1970; the machine's time by default. */
  readonly now?: () => number;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
const MEDIA_TYPE = 'application/vnd.schemaregistry.v1+json';

/**
 * A registry that speaks as Confluent's does over HTTP. What it has told is remembered for ever: numbers and schemas never change.
 * While it is away, it is asked after growing pauses, up to half a minute, and calls in between reject at once.
 */
export function createHttpRegistry(options: HttpRegistryOptions): SchemaRegistry {
  const { autoRegister = false } = options;
  const ask = patientAsker(withoutUser(options));
  const ids = sharedCalls<number>();
  const schemas = sharedCalls<string>();
  return {
    idOf: (subject, schema) =>
      ids(`${subject} ${schema}`, async () => {
        const path = `/subjects/${encodeURIComponent(subject)}`;
        const { id } = await (autoRegister ? lookUpOrRegister : lookUp)(ask, path, schema);
        if (typeof id !== 'number') throw new Error(`the schema registry gave no id for ${subject}`);
        return id;
      }),
    schemaOf: (id) => schemas(String(id), async () => schemaIn(id, await ask(`/schemas/ids/${id}`))),
  };
}

/**
 * Asks for the schema as it is, and then in its normal form: Apicurio compares texts, and the file that somebody has registered may have
 * other blanks.
 */
async function lookUp(ask: Ask, path: string, schema: string): Promise<JsonObject> {
  try {
    return await ask(path, { schema });
  } catch (error) {
    if (!says(error, REGISTRY_CODES.schemaNotFound)) throw error;
    return ask(`${path}?normalize=true`, { schema });
  }
}

/** Registering alone would make another version of a schema that is there in other blanks. */
async function lookUpOrRegister(ask: Ask, path: string, schema: string): Promise<JsonObject> {
  try {
    return await lookUp(ask, path, schema);
  } catch (error) {
    const isMissing = says(error, REGISTRY_CODES.subjectNotFound) || says(error, REGISTRY_CODES.schemaNotFound);
    if (!isMissing) throw error;
    return ask(`${path}/versions`, { schema });
  }
}

function says(error: unknown, code: number): boolean {
  return error instanceof RegistryError && error.code === code;
}

function schemaIn(id: number, { schema, schemaType, references }: JsonObject): string {
  if (typeof schema !== 'string') throw new Error(`the schema registry gave no schema for ${id}`);
  if (typeof schemaType === 'string' && schemaType !== 'AVRO') {
    throw new RegistryError(REGISTRY_CODES.notAvro, `schema ${id} is of type ${schemaType}, not AVRO`);
  }
  if (Array.isArray(references) && references.length > 0) {
    throw new RegistryError(REGISTRY_CODES.notAvro, `schema ${id} refers to other schemas, which is not supported`);
  }
  return schema;
}

/** Remembers what has come of a call, and lets those that ask for the same meanwhile wait for it. Failures are forgotten. */
function sharedCalls<Result>(): (key: string, call: () => Promise<Result>) => Promise<Result> {
  const known = new Map<string, Promise<Result>>();
  return (key, call) => {
    const present = known.get(key);
    if (present !== undefined) return present;
    const made = call();
    known.set(key, made);
    made.catch(() => known.delete(key));
    return made;
  };
}

type Ask = (path: string, body?: JsonObject) => Promise<JsonObject>;

function patientAsker(options: HttpRegistryOptions): Ask {
  const { now = Date.now } = options;
  let away: { readonly reason: Error; readonly pauseMs: number; readonly until: number } | undefined;
  return async (path, body) => {
    if (away !== undefined && now() < away.until) throw away.reason;
    try {
      const answer = await askOnce(options, path, body);
      away = undefined;
      return answer;
    } catch (error) {
      // An answer is an answer, even if it is no.
      if (error instanceof RegistryError) away = undefined;
      else away = longerAway(away, error, now());
      throw error;
    }
  };
}

/** Of several calls that fail together, only the first lengthens the pause. */
function longerAway(
  before: { readonly pauseMs: number; readonly until: number } | undefined,
  error: unknown,
  now: number,
): { readonly reason: Error; readonly pauseMs: number; readonly until: number } {
  const reason = error instanceof Error ? error : new Error(describeError(error));
  if (before !== undefined && now < before.until) return { ...before, reason };
  const pauseMs = before === undefined ? FIRST_PAUSE_MS : Math.min(before.pauseMs * 2, LONGEST_PAUSE_MS);
  return { reason, pauseMs, until: now + pauseMs };
}

async function askOnce(options: HttpRegistryOptions, path: string, body: JsonObject | undefined): Promise<JsonObject> {
  const { url, timeoutMs = 10_000 } = options;
  const response = await fetch(url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: `${MEDIA_TYPE}, application/json`,
      ...(body !== undefined && { 'content-type': MEDIA_TYPE }),
      ...authorization(options),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    throw new Error(`the schema registry at ${url} cannot be reached: ${describeError(causeOf(error))}`);
  });
  const answer = await readAnswer(response);
  if (response.ok && answer !== undefined) return answer;
  throw refusal(response.status, answer, url);
}

/** What fetch itself says, `fetch failed`, helps nobody. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error;
}

async function readAnswer(response: Response): Promise<JsonObject | undefined> {
  const text = await response.text().catch(() => '');
  try {
    const answer: unknown = JSON.parse(text);
    return isJsonObject(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}

function refusal(status: number, answer: JsonObject | undefined, url: string): Error {
  const said = typeof answer?.['message'] === 'string' ? `: ${answer['message']}` : '';
  if (status === 401 || status === 403) {
    return new Error(`the schema registry at ${url} lets nobody in with these \`credentials\` (${status})${said}`);
  }
  const code = answer?.['error_code'];
  // Without a code it is not the registry that answers, but something before it.
  if (typeof code === 'number' && status < 500 && status !== 408 && status !== 429) {
    return new RegistryError(code, `the schema registry says ${code}${said}`);
  }
  return new Error(`the schema registry at ${url} answers ${status}${said}`);
}

function authorization({ credentials }: HttpRegistryOptions): Record<string, string> {
  if (credentials === undefined) return {};
  if ('token' in credentials) return { authorization: `Bearer ${credentials.token}` };
  const pair = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
  return { authorization: `Basic ${pair}` };
}

/** `fetch` takes no address with a user in it. */
function withoutUser(options: HttpRegistryOptions): HttpRegistryOptions {
  const address = new URL(options.url);
  const { username, password } = address;
  address.username = '';
  address.password = '';
  const url = address.href.replace(/\/+$/, '');
  if (username === '') return { ...options, url };
  const given = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  return { credentials: given, ...options, url };
}
