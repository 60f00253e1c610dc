import { fork, spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { residentMemory } from '../measure/processes.mjs';
import { restateProgram } from '../peers/peers.mjs';
import { freePort } from './free-port.mjs';

const SERVICE = fileURLToPath(new URL('../engines/restate-service.mjs', import.meta.url));
const PATIENCE_MS = 30_000;

/** Restate's server and the saga's service, on the loopback interface; its log is flushed to disk, as is its default. */
export async function startRestate(folder, partitions) {
  mkdirSync(folder, { recursive: true });
  const ports = {
    ingress: await freePort(),
    admin: await freePort(),
    node: await freePort(),
    service: await freePort(),
  };
  const server = startServer(folder, ports, partitions);
  const service = fork(SERVICE, [String(ports.service)], { env: { ...process.env, RESTATE_LOGGING: 'ERROR' } });
  async function stop() {
    service.disconnect();
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await new Promise((done) => server.once('exit', done));
  }
  try {
    await untilUp(server, `http://127.0.0.1:${ports.admin}`);
    await register(ports);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ingress: `http://127.0.0.1:${ports.ingress}`,
    memory: () => (residentMemory(server.pid) ?? 0) + (residentMemory(service.pid) ?? 0) || undefined,
    stop,
  };
}

function startServer(folder, ports, partitions) {
  const log = openSync(join(folder, 'server.log'), 'a');
  return spawn(restateProgram(), ['--no-logo'], {
    cwd: folder,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      DO_NOT_TRACK: '1',
      RESTATE_DISABLE_TELEMETRY: 'true',
      RESTATE_NODE_NAME: 'bench',
      RESTATE_BASE_DIR: folder,
      RESTATE_LISTEN_MODE: 'tcp',
      RESTATE_BIND_IP: '127.0.0.1',
      RESTATE_BIND_PORT: String(ports.node),
      RESTATE_ADVERTISED_HOST: '127.0.0.1',
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ports.ingress}`,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${ports.admin}`,
      RESTATE_LOG_FILTER: 'warn',
      ...(partitions && { RESTATE_DEFAULT_NUM_PARTITIONS: String(partitions) }),
    },
  });
}

async function untilUp(server, admin) {
  let broken;
  server.once('error', (error) => {
    broken = error;
  });
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(100)) {
    if (broken) throw broken;
    if (server.exitCode !== null) throw new Error(`Restate's server ended with ${server.exitCode}`);
    if (await isUp(admin)) return;
  }
  throw new Error("Restate's server did not come up");
}

async function isUp(admin) {
  return (await fetch(`${admin}/health`).catch(() => undefined))?.ok === true;
}

async function register({ admin, service }) {
  const answer = await fetch(`http://127.0.0.1:${admin}/deployments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ uri: `http://127.0.0.1:${service}`, force: true }),
  });
  if (!answer.ok) throw new Error(`Restate refused the service: ${await answer.text()}`);
}
