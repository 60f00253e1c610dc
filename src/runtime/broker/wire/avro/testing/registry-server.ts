import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isJsonObject } from '../../../../json.js';
import type { MemoryRegistry } from '../memory-registry.js';
import { RegistryError } from '../registry.js';

/** A registry in memory behind the REST paths of Confluent's. */
export interface RegistryServer {
  readonly url: string;
  /** `GET /schemas/ids/1`, each request that has come. */
  readonly requests: readonly string[];
  /** Answers with this instead, as long as it is set. */
  disturb(answer?: (response: ServerResponse) => void): void;
  close(): Promise<void>;
}

/** With `credentials`, only those that bring this header are let in. */
export async function serveRegistry(registry: MemoryRegistry, authorization?: string): Promise<RegistryServer> {
  const requests: string[] = [];
  let disturbance: ((response: ServerResponse) => void) | undefined;
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (disturbance !== undefined) disturbance(response);
    else if (authorization !== undefined && request.headers.authorization !== authorization) {
      answer(response, 401, { error_code: 401, message: 'Unauthorized' });
    } else void respond(registry, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    disturb: (how) => {
      disturbance = how;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function respond(registry: MemoryRegistry, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const found = await find(registry, request);
    if (found === undefined) answer(response, 404, { error_code: 404, message: 'HTTP 404 Not Found' });
    else answer(response, 200, found);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const status = Number(String(error.code).slice(0, 3));
    answer(response, status, { error_code: error.code, message: error.message });
  }
}

async function find(registry: MemoryRegistry, request: IncomingMessage): Promise<object | undefined> {
  const [, first, second = '', third] = (request.url ?? '').replace(/\?.*/, '').split('/').map(decodeURIComponent);
  if (request.method === 'GET' && first === 'schemas' && second === 'ids') {
    return { schema: await registry.schemaOf(Number(third)) };
  }
  if (request.method !== 'POST' || first !== 'subjects') return undefined;
  const schema = await schemaOf(request);
  if (third === 'versions') return { id: registry.register(second, schema).id };
  return third === undefined ? registry.lookup(second, schema) : undefined;
}

async function schemaOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
  return isJsonObject(body) ? String(body['schema']) : '';
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/vnd.schemaregistry.v1+json' });
  response.end(JSON.stringify(body));
}
