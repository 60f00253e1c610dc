import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const LOWEST = 10_000;

/**
 * Free ports of 127.0.0.1, all different. None is of the range from which the system takes ports for outgoing
 * connections: a server that is stopped and started again must find its port free, and a client that keeps on trying
 * meanwhile must not be connected with itself.
 */
export async function freePorts(count) {
  const end = firstOutgoingPort();
  const ports = new Set();
  for (let tries = 0; ports.size < count; tries++) {
    if (tries > 1_000) throw new Error(`There are no free ports on 127.0.0.1 between ${LOWEST} and ${end}`);
    const port = LOWEST + Math.floor(Math.random() * (end - LOWEST));
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

function firstOutgoingPort() {
  try {
    const first = Number.parseInt(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8'), 10);
    return first > LOWEST + 1_000 ? first : 65_536;
  } catch {
    // Other systems begin at 49152.
    return 49_152;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
