import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

/** Removes every stream whose name has the mark of a test in it. */
export async function removeStreams(url: string, mark: string): Promise<void> {
  const nats = await connect({ servers: new URL(url).host });
  const manager = await jetstreamManager(nats);
  for await (const name of manager.streams.names()) if (name.includes(mark)) await manager.streams.delete(name);
  await nats.close();
}
