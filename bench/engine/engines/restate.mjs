import { importPeer } from '../peers/peers.mjs';
import { orderOf } from '../saga.mjs';

/** A caller of the saga that runs as a Restate service in a process of its own. */
export async function openEngine({ ingress }) {
  const { connect, rpc } = await importPeer('@restatedev/restate-sdk-clients');
  const service = connect({ url: ingress }).serviceClient({ name: 'order' });
  const before = await service.calls();
  let calls = 0;
  return {
    calls: () => calls,
    // The key makes a start idempotent, as it is in the other engines.
    run: (id, kind) => service.run(orderOf(id, kind), rpc.opts({ idempotencyKey: id })),
    async settled() {
      calls = (await service.calls()) - before;
    },
    close: async () => undefined,
  };
}
