import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../stores/memory/index.js';
import { checkout } from '../testing/definitions.js';
import { createWorld } from '../testing/participants.js';
import { createVirtualClock } from '../virtual-clock.js';
import { createWorker } from '../worker/create-worker.js';
import { createTelemetry } from './create-telemetry.js';
import { outline, tracingSdk } from './testing/observed.js';
import { withTelemetry } from './with-telemetry.js';

describe('an observed worker', () => {
  it('hands on all that it commits, from the start of an instance to its end', async () => {
    const sdk = tracingSdk();
    const types: string[] = [];
    const [store, clock] = [createMemoryStore(), createVirtualClock()];
    const log = ({ type }: { readonly type: string }) => void types.push(type);
    const telemetry = createTelemetry({ store, clock, tracer: sdk.tracer, log });
    const { handlers } = createWorld(checkout, (command) => (command === 'ConfirmOrder' ? 'refuse' : 'succeed'));
    const options = { store, clock, handlers, sagas: [checkout], pollMs: 0, onEvent: () => undefined };
    const worker = createWorker(withTelemetry(options, telemetry));
    await worker.start('Checkout', { orderId: 'o1', total: { amount: '150.00' } });
    await worker.run({ untilIdle: true });
    await telemetry.close();
    expect(types).toEqual((await store.journal('Checkout.o1')).map(({ type }) => type));
    expect(outline(sdk.spans()).map((line) => line.replace(/ \d.*?(?= !|$)/, ''))).toContain('  undo ReserveStock');
  });
});
