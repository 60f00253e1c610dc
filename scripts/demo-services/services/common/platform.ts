import pg from 'pg';
import * as runtime from 'sagac/runtime';
import { connectToParent } from './parent-broker.js';

// Without its parent nobody would end this process.
process.once('disconnect', () => process.exit(1));

/** A variable of the environment. Throws where it is not set. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`Set ${name} in the environment.`);
  return value;
}

/**
 * The broker that BROKER_URL names; `ipc:` is the one in memory that the parent process has. CHANNEL_PREFIX keeps those apart who
 * share a broker: each of its channels and groups begins with it. BROKER_WRAPPER is for tests: a module whose `wrap` stands between.
 */
export async function openBroker(): Promise<runtime.Broker> {
  const url = setting('BROKER_URL');
  const broker = url === 'ipc:' ? connectToParent() : await runtime.openBroker(url);
  const { wrap }: Wrapper = process.env['BROKER_WRAPPER']
    ? await import(process.env['BROKER_WRAPPER'])
    : { wrap: same };
  return withPrefix(wrap(broker), process.env['CHANNEL_PREFIX'] ?? '');
}

interface Wrapper {
  wrap(broker: runtime.Broker): runtime.Broker;
}

const same = (broker: runtime.Broker): runtime.Broker => broker;

function withPrefix(broker: runtime.Broker, prefix: string): runtime.Broker {
  return {
    publish: (channel, message) => broker.publish(`${prefix}${channel}`, message),
    subscribe(channel, group, handler, options = {}) {
      const { deadLetters: to = runtime.deadLetterChannel(channel, group) } = options;
      const deadLetters = to === false ? to : `${prefix}${to}`;
      return broker.subscribe(`${prefix}${channel}`, `${prefix}${group}`, handler, { ...options, deadLetters });
    },
    close: () => broker.close(),
  };
}

/** Connections to the service's own schema, with the tables of inbox and outbox and those of the service in it. */
export async function openDatabase(tables: string): Promise<pg.Pool> {
  const options = `-c search_path=${setting('DATABASE_SCHEMA')}`;
  const pool = new pg.Pool({ connectionString: setting('DATABASE_URL'), options, max: 8 });
  // An idle connection that breaks is replaced by the next query; unheard, it would end the process.
  pool.on('error', (error) => process.stderr.write(`a connection to the database broke: ${error.message}\n`));
  await runtime.migratePostgresInbox(pool);
  await runtime.migratePostgresOutbox(pool);
  // Two processes that start at the same time make them one after the other: IF NOT EXISTS alone does not see to that.
  await pool.query(`SELECT pg_advisory_xact_lock(hashtext('tables')); ${tables}`);
  return pool;
}

/** Publishes what is committed to the outbox, until the function that comes back is called. */
export function relayTo(broker: runtime.Broker, pool: pg.Pool): () => Promise<void> {
  const store = runtime.createPostgresOutboxStore(pool);
  const onProblem = (problem: runtime.RelayProblem): void => {
    process.stderr.write(`${problem.kind}: ${problem.error}\n`);
  };
  // Whoever takes over after a crash waits for the lease to end.
  const relay = runtime.createRelay({ store, broker, onProblem, pollMs: 50, leaseMs: 5_000 });
  const relaying = relay.run();
  return async () => {
    await relay.stop();
    await relaying;
  };
}

/** Does the work in a transaction of its own. */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const tx = await pool.connect();
  let broken: Error | undefined;
  const note = (error: Error): void => {
    broken = error;
  };
  tx.on('error', note);
  try {
    await tx.query('BEGIN');
    const done = await work(tx);
    await tx.query('COMMIT');
    return done;
  } catch (error) {
    await tx.query('ROLLBACK').catch(note);
    throw error;
  } finally {
    tx.off('error', note);
    tx.release(broken);
  }
}
