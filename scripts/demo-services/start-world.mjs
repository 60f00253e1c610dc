import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgresStore } from '../../dist/runtime-postgres.js';
import { freePorts } from '../servers/ports.mjs';
import { startServer } from '../servers/start-server.mjs';
import { givenUrl } from '../servers/urls.mjs';
import { brokerOf } from './broker-of.mjs';
import { buildServices, SERVICES } from './build-services.mjs';
import { closingLater, unlessAborted } from './closing.mjs';
import { createDatabase } from './database.mjs';
import { createService } from './service-process.mjs';
import { createWorld } from './world.mjs';

export async function startWorld({ keep = false, signal, ...options } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sagac-demo-services-'));
  const { closing, close } = closingLater();
  const stop = async () => {
    await close();
    if (!keep) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const parts = await unlessAborted(signal, setUp({ ...options, keep, folder, closing }));
    return createWorld({ ...parts, folder, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function setUp(options) {
  const {
    broker: kind = 'memory',
    transpile = false,
    keep,
    say = () => undefined,
    folder,
    closing,
    processes = {},
  } = options;
  // A name that PostgreSQL and every broker takes, and no other world on the same servers has.
  const name = `demo_${Date.now().toString(36)}${process.pid.toString(36)}`;
  const [built, postgres, broker] = await allOrNothing([
    buildServices(folder, { transpile, say }),
    openPostgres(options.postgresUrl, closing, say),
    openBroker(kind, options.brokerUrl, closing, say),
  ]);
  const database = await createDatabase(postgres.url, name, SERVICES);
  closing(() => database.close({ drop: !keep }));
  const prefix = kind === 'memory' ? '' : `${name}.`;
  // One for each process of the order service; all go to the first.
  const ports = await freePorts(processes.order ?? 1);
  const services = createServices({ ...options, processes, built, postgres, broker, database, prefix, ports });
  closing(() => Promise.all([...services.values()].map((service) => service.kill('SIGTERM'))));
  say(`$ node dist/main.js    (in ${SERVICES.join(', ')})`);
  await Promise.all([...services.values()].map((service) => service.start()));
  const store = await openPostgresStore(postgres.url, { schema: database.checkout, create: false });
  closing(() => store.close());
  return { name, prefix, port: ports[0], services, database, store, broker, postgres, topics: built.topics };
}

/** By name; the second process of a service is `order-2`. */
function createServices({
  folder,
  built,
  postgres,
  broker,
  database,
  prefix,
  ports,
  processes,
  through = same,
  env = {},
}) {
  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true });
  const createOne = (service, index) => {
    const own = {
      BROKER_URL: through(broker.url),
      CHANNEL_PREFIX: prefix,
      DATABASE_URL: through(postgres.url),
      DATABASE_SCHEMA: database.schemas[service],
      CHECKOUT_SCHEMA: database.checkout,
      PORT: String(ports[service === 'order' ? index : 0]),
      ...env,
    };
    const name = index === 0 ? service : `${service}-${index + 1}`;
    return [name, createService({ name, folder: built.folders[service], env: own, logs, onStart: broker.serve })];
  };
  const all = SERVICES.flatMap((name) =>
    Array.from({ length: processes[name] ?? 1 }, (_, index) => createOne(name, index)),
  );
  return new Map(all);
}

function same(url) {
  return url;
}

/** Waits for all before it rejects: what the others have opened by then is closed with the rest. */
async function allOrNothing(works) {
  const results = await Promise.allSettled(works);
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return results.map(({ value }) => value);
}

async function openPostgres(url, closing, say) {
  const given = url ?? givenUrl('postgres');
  if (given !== undefined) return { url: given };
  say('No PostgreSQL is given (SAGAC_POSTGRES_URL): starting one.');
  const server = await startServer('postgres');
  closing(() => server.remove());
  return { url: server.url, server };
}

async function openBroker(kind, url, closing, say) {
  const broker = await brokerOf(kind, url, say);
  closing(() => broker.close());
  return broker;
}
