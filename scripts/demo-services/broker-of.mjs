import { createMemoryBroker, openBroker, RetryLater, Unprocessable } from '../../dist/runtime.js';
import { startServer } from '../servers/start-server.mjs';
import { givenUrl, variableOf } from '../servers/urls.mjs';
import { serveBroker } from './ipc-broker.mjs';

/**
 * A broker for a world: `{ url, operations, serve, channelOf, close }`. One behind a network is at `url`, or where SAGAC_<NAME>_URL
 * says, or is started and ends with the world. The one in memory is here in this process, and `serve` lets a child take part.
 */
export async function brokerOf(name, url, say) {
  if (name === 'memory') {
    const broker = createMemoryBroker({ redeliveryMs: 200 });
    const serve = (child) => serveBroker(broker, child, { RetryLater, Unprocessable });
    return { url: 'ipc:', operations: broker, serve, close: () => broker.close() };
  }
  const given = url ?? givenUrl(name);
  const server = given === undefined ? await startOwn(name, say) : undefined;
  const at = given ?? server.url;
  try {
    const operations = await openBroker(at);
    const close = async () => {
      await operations.close();
      await server?.remove();
    };
    return { url: at, operations, serve: () => undefined, server, close };
  } catch (error) {
    await server?.remove();
    throw error;
  }
}

async function startOwn(name, say) {
  say(`No broker is given (${variableOf(name)}): starting one.`);
  return startServer(name);
}
