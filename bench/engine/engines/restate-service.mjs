/** The saga as a Restate service; a process of its own, told the port by its parent. */
import { createServer } from 'node:http2';
import { importPeer } from '../peers/peers.mjs';
import { createParticipants } from '../saga.mjs';

// The SDK calls it, and before Node 22 there is none: every call would hang.
Promise.withResolvers ??= function withResolvers() {
  const parts = {};
  parts.promise = new this((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};

const { createEndpointHandler, service, TerminalError } = await importPeer('@restatedev/restate-sdk');
const participants = createParticipants();

async function refuse() {
  await participants.confirm();
  throw new TerminalError('refused');
}

async function run(context, order) {
  const undos = [];
  try {
    await context.run('reserve', participants.reserve);
    undos.push('undoReserve');
    await context.run('charge', participants.charge);
    undos.push('undoCharge');
    await context.run('confirm', order.refuse ? refuse : participants.confirm);
    return 'completed';
  } catch (error) {
    // Whatever else is thrown belongs to the engine.
    if (!(error instanceof TerminalError)) throw error;
    for (const undo of undos.reverse()) await context.run(undo, participants[undo]);
    return 'compensated';
  }
}

const order = service({ name: 'order', handlers: { run, calls: async () => participants.calls } });
const server = createServer(createEndpointHandler({ services: [order] }));
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('listening'));
process.on('disconnect', () => process.exit(0));
