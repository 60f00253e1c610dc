import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnServer, startServer } from '../../../scripts/servers/start-server.mjs';
import { brokerUrl } from './servers.js';

const STREAM = 'kept';

async function addMessage(url: string): Promise<void> {
  const connection = await connect({ servers: url });
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: STREAM, subjects: [`${STREAM}.*`] });
  await jetstream(connection).publish(`${STREAM}.one`, 'text');
  await connection.close();
}

async function streamsOf(url: string): Promise<Readonly<Record<string, number>>> {
  const connection = await connect({ servers: url });
  const found: Record<string, number> = {};
  for await (const { config, state } of (await jetstreamManager(connection)).streams.list()) {
    found[config.name] = state.messages;
  }
  await connection.close();
  return found;
}

const shared = brokerUrl('nats');

describe.skipIf(shared === undefined)('a server of one’s own', () => {
  let own: OwnServer;
  beforeAll(async () => {
    own = await startServer('nats');
  });
  afterAll(() => own.remove());

  it('is another one than that which others use', async () => {
    await addMessage(own.url);
    expect(own.url).not.toBe(shared);
    expect(await streamsOf(shared ?? '')).not.toHaveProperty(STREAM);
  });

  it.each(['kill', 'stop'] as const)('has its data and its address after %s and start', async (mode) => {
    const before = await streamsOf(own.url);
    await addMessage(own.url);
    await own.stop(mode);
    await expect(connect({ servers: own.url, reconnect: false, timeout: 1_000 })).rejects.toThrow();
    await own.start();
    expect(await streamsOf(own.url)).toEqual({ [STREAM]: (before[STREAM] ?? 0) + 1 });
  });

  it('answers on when it is started twice, and is stopped twice', async () => {
    await own.start();
    expect(await streamsOf(own.url)).toHaveProperty(STREAM);
    await own.stop('kill');
    await own.stop('kill');
    await own.start();
    expect(await streamsOf(own.url)).toHaveProperty(STREAM);
  });
});
