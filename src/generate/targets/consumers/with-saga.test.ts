import { describe, expect, it } from 'vitest';
import { compileSaga } from '../../../compile/compile-saga.js';
import { sampleMessage, sampleOutcome } from '../../../model/values/sample.js';
import { createMemoryBroker } from '../../../runtime/broker/memory-broker.js';
import { startConsumer } from '../../../runtime/consumer/start-consumer.js';
import { createMemoryInbox } from '../../../runtime/inbox/memory-inbox.js';
import type { JsonObject } from '../../../runtime/json.js';
import { createRemoteLink } from '../../../runtime/remote/remote-link.js';
import { createMemoryStore } from '../../../runtime/stores/memory/index.js';
import { createVirtualClock } from '../../../runtime/virtual-clock.js';
import { createWorker } from '../../../runtime/worker/create-worker.js';
import { fixtureCatalog } from '../../testing/catalog.js';
import { linkSettings } from '../sagas/channels-file.js';
import { consumerDefinition } from './definition-file.js';
import { planServices } from './service-plan.js';

/** The shop's checkout, with every other service as the catalog describes it; `fails` gives commands that end otherwise. */
async function checkout(fails: Readonly<Record<string, string>>) {
  const catalog = fixtureCatalog('shop');
  const saga = catalog.sagas.get('Checkout');
  const definition = saga && compileSaga(catalog, saga).value;
  if (saga === undefined || definition === undefined) throw new Error('no saga');
  const clock = createVirtualClock({ startAt: Date.parse('2026-01-01T00:00:00Z') });
  const broker = createMemoryBroker({ clock });
  const calls: string[] = [];
  const plans = planServices(catalog).filter(({ commands }) => commands.length > 0);
  const consumers = await Promise.all(
    plans.map((plan) => {
      const own = consumerDefinition(catalog, plan);
      const commands = Object.entries(own.commands).map(([id, { success }]) => {
        const outcome = fails[id] ?? success[0] ?? '';
        const handle = async (input: JsonObject) => {
          calls.push(id);
          return { outcome, data: sampleOutcome(catalog, outcome, input) as JsonObject };
        };
        return [id, handle] as const;
      });
      const handlers = Object.fromEntries(own.handlers.map(({ name }) => [name, async () => undefined]));
      return startConsumer({
        definition: { ...own, handlers: [] },
        broker,
        inbox: createMemoryInbox(),
        handlers,
        commands: Object.fromEntries(commands),
        clock,
      });
    }),
  );
  const settings = linkSettings(catalog, saga);
  if (settings === undefined) throw new Error('nobody runs the saga');
  const remote = createRemoteLink({ broker, ...settings });
  const worker = createWorker({
    store: createMemoryStore(),
    sagas: [definition],
    handlers: {},
    remote,
    clock,
  });
  const start = sampleMessage(catalog, definition.start.message) as JsonObject;
  const { instance } = await worker.start('Checkout', start);
  const running = worker.run();
  const { status } = await worker.ended(instance);
  await worker.stop();
  await running;
  await Promise.all(consumers.map((consumer) => consumer.close()));
  await broker.close();
  return { status, calls };
}

describe('services as the catalog describes them', () => {
  it('carry a saga to its end', async () => {
    const { status, calls } = await checkout({});
    expect(status).toBe('completed');
    expect(calls).toEqual([...new Set(calls)]);
    expect(calls).toEqual(expect.arrayContaining(['ReserveStock', 'CapturePayment', 'ConfirmOrder']));
  });

  it('take back what they did when one of them fails', async () => {
    const { status, calls } = await checkout({ CapturePayment: 'PaymentDeclined' });
    expect(status).toBe('aborted');
    expect(calls).toContain('ReleaseStock');
    expect(calls).not.toContain('ConfirmOrder');
  });
});
