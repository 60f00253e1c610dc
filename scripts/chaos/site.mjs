import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { startServer } from '../servers/start-server.mjs';

const PROXY = fileURLToPath(new URL('../../src/runtime/testing/tcp-proxy.ts', import.meta.url));

/**
 * Servers of the caller's own, each behind a way that can be cut: `{ postgres, broker, remove }`, either with `{ server, proxy }`. There is
 * no `broker` for the one in memory. `remove` stops and deletes all.
 */
export async function openSite(broker) {
  const parts = await Promise.allSettled([
    openServer('postgres'),
    broker === 'memory' ? undefined : openServer(broker),
  ]);
  const opened = parts.flatMap(({ value }) => value ?? []);
  const remove = async () => void (await Promise.all(opened.map((one) => one.remove())));
  const failed = parts.find(({ status }) => status === 'rejected');
  if (failed !== undefined) {
    await remove();
    throw failed.reason;
  }
  const [postgres, behind] = parts.map(({ value }) => value);
  return { postgres, broker: behind, remove };
}

async function openServer(name) {
  const createTcpProxy = await loadProxy();
  // Where the server is turns out later: Kafka has to be told the way before it starts, because it tells its clients.
  const target = { port: 0 };
  const proxy = await createTcpProxy(target);
  const settings = name === 'kafka' ? { 'advertised.listeners': `PLAINTEXT://127.0.0.1:${proxy.port}` } : {};
  const server = await startServer(name, { settings }).catch(async (error) => {
    await proxy.close();
    throw error;
  });
  target.port = Number(new URL(server.url).port);
  return {
    server,
    proxy,
    /** The same server behind the proxy. */
    url: server.url.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${proxy.port}`),
    async remove() {
      await proxy.close();
      await server.remove();
    },
  };
}

let loading;

/** It is TypeScript, as the tests that use it are. */
function loadProxy() {
  loading ??= build({ entryPoints: [PROXY], bundle: true, platform: 'node', format: 'esm', write: false }).then(
    async ({ outputFiles: [{ contents }] }) => {
      const module = await import(`data:text/javascript;base64,${Buffer.from(contents).toString('base64')}`);
      return module.createTcpProxy;
    },
  );
  return loading;
}
