// Messages a second through a consumer with its inbox on PostgreSQL and through an outbox relay, and the time from a commit to its
// effect elsewhere: sagac beside the bare drivers doing the same reads and writes, in turns, on real servers.
// `npm run bench:messaging`; `-- --broker nats` takes one broker, `-- --quick` only sees that it works.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBroker } from 'sagac/runtime';
import { startPostgres } from '../engine/servers/postgres.mjs';
import { openBare } from './bare/index.mjs';
import { measureConsuming } from './consuming.mjs';
import { measureLatency } from './latency.mjs';
import { measureRelaying } from './relaying.mjs';

const { values } = parseArgs({ options: { broker: { type: 'string' }, quick: { type: 'boolean', default: false } } });
const BROKERS = ['kafka', 'nats', 'rabbitmq'].filter((name) => values.broker === undefined || name === values.broker);
const SIZES = values.quick
  ? { rounds: 1, consumed: 500, relayed: 500, watched: 20 }
  : { rounds: 3, consumed: 4_000, relayed: 8_000, watched: 200 };

const urls = BROKERS.map((name) => [name, process.env[`SAGAC_${name.toUpperCase()}_URL`]]);
const missing = urls.filter(([, url]) => !url).map(([name]) => name);
if (urls.length === 0 || missing.length > 0) {
  console.error(
    urls.length === 0
      ? `There is no broker ${values.broker}: kafka, nats or rabbitmq.`
      : `No server is named for ${missing.join(', ')}: eval "$(scripts/services up)"`,
  );
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'sagac-bench-messaging-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
// A server of its own: others are set not to flush.
delete process.env.SAGAC_POSTGRES_URL;
const postgres = await startPostgres(folder);
try {
  const { server_version, fsync, synchronous_commit } = postgres.facts;
  console.log(
    `node ${process.version}, PostgreSQL ${server_version} (fsync ${fsync}, synchronous_commit ${synchronous_commit}), load ${loadavg()[0].toFixed(1)}`,
  );
  console.log(`Best of ${SIZES.rounds} rounds, in turns; ours / bare is the share of the bare driver's speed.\n`);
  for (const [name, url] of urls) await measureBroker(name, url);
} finally {
  await postgres.stop();
}

async function measureBroker(name, url) {
  const broker = await openBroker(url);
  const bare = await openBare(name, url);
  const world = { name, broker, bare, postgres, sizes: SIZES };
  try {
    print(name, 'consumed with inbox, messages/s', await measureConsuming(world));
    print(name, 'relayed from the outbox, messages/s', await measureRelaying(world));
    const { ours, bare: theirs } = await measureLatency(world);
    const times = ({ median, late }) => `${median.toFixed(1)} ms (p99 ${late.toFixed(1)})`;
    console.log(
      `${name.padEnd(9)} ${'commit to effect elsewhere'.padEnd(38)} ours ${times(ours)}   bare ${times(theirs)}\n`,
    );
  } finally {
    await Promise.all([broker.close(), bare.close()]);
  }
}

function print(name, what, { ours, bare }) {
  const rate = (value) => Math.round(value).toLocaleString('en-US').padStart(7);
  const share = `${Math.round((100 * ours) / bare)} %`;
  console.log(`${name.padEnd(9)} ${what.padEnd(38)} ours ${rate(ours)}   bare ${rate(bare)}   ${share}`);
}
