import { describe, expect, it, vi } from 'vitest';
import { createMemoryInbox } from '../inbox/memory-inbox.js';
import { testSaga, testStep } from '../testing/definitions.js';
import { loadApi } from './api.js';
import { createTelemetry } from './create-telemetry.js';
import { observeInbox } from './observe-waiting.js';
import { observed } from './testing/observed.js';
import { currentTraceparent, inTraceOf } from './traceparent.js';

vi.mock('./api.js', async (original) => ({
  ...(await original<typeof import('./api.js')>()),
  installedApi: undefined,
}));

describe('without the package of OpenTelemetry', () => {
  it('there are log records, and nothing fails', async () => {
    const types: string[] = [];
    const saga = observed(testSaga([testStep('A')]));
    const telemetry = createTelemetry({ store: saga.store, log: ({ type }) => types.push(type) });
    saga.observeWith(telemetry.transition);
    saga.act((driver) => driver.succeed('A'));
    await telemetry.close();
    expect(types).toEqual(['saga-started', 'command-sent', 'step-succeeded', 'event-published', 'saga-completed']);
    expect(currentTraceparent()).toBeUndefined();
    expect(observeInbox(createMemoryInbox(), { service: 'mail' })()).toBeUndefined();
    expect(inTraceOf('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', () => 1)).toBe(1);
  });

  it('loading says so only where it is missing', async () => {
    const missing = Object.assign(new Error('no such package'), { code: 'ERR_MODULE_NOT_FOUND' });
    await expect(loadApi(() => Promise.reject(missing))).resolves.toBeUndefined();
    await expect(loadApi(() => Promise.reject(new Error('it is broken')))).rejects.toThrow('it is broken');
  });
});
