import { trace } from '@opentelemetry/api';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryStore } from '../stores/memory/index.js';
import { testSaga, testStep } from '../testing/definitions.js';
import type { WorkerProblem } from '../worker/problems.js';
import { createTelemetry, type Telemetry } from './create-telemetry.js';
import { observed } from './testing/observed.js';
import { withTelemetry } from './with-telemetry.js';

const problem: WorkerProblem = { kind: 'events-unheard', event: 'OrderConfirmed' };

afterEach(() => {
  vi.restoreAllMocks();
});

describe('withTelemetry', () => {
  it('keeps options and own hooks', () => {
    const heard: string[] = [];
    const options = {
      store: createMemoryStore(),
      pollMs: 7,
      onTransition: () => void heard.push('transition'),
      onProblem: () => void heard.push('problem'),
    };
    const observedOptions = withTelemetry(options, silent({ heard }));
    observedOptions.onTransition(transitionOf());
    observedOptions.onProblem(problem);
    expect(observedOptions.pollMs).toBe(7);
    expect(heard).toEqual(['telemetry', 'transition', 'telemetry', 'problem']);
  });

  it('still prints problems that nobody else takes', () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const store = createMemoryStore();
    withTelemetry({ store }).onProblem(problem);
    expect(write).toHaveBeenCalledWith(expect.stringContaining('`OrderConfirmed` is published'));
    write.mockClear();
    withTelemetry({ store }, silent({ heard: [] })).onProblem(problem);
    expect(write).not.toHaveBeenCalled();
  });

  it('never lets a failure of its own reach the worker', () => {
    const telemetry = createTelemetry({
      store: createMemoryStore(),
      log: () => {
        throw new Error('the disk is full');
      },
    });
    expect(() => telemetry.transition(transitionOf())).not.toThrow();
    expect(() => telemetry.problem(problem)).not.toThrow();
  });

  it('without an SDK asks the store for nothing', async () => {
    const store = { journal: vi.fn(), count: vi.fn() };
    const saga = observed(testSaga([testStep('A')]));
    const telemetry = createTelemetry({ store });
    saga.observeWith(telemetry.transition);
    saga.act((driver) => driver.succeed('A'));
    await telemetry.close();
    expect(trace.getTracer('sagac').startSpan('probe').isRecording()).toBe(false);
    expect(store.journal).not.toHaveBeenCalled();
    expect(store.count).not.toHaveBeenCalled();
  });
});

function transitionOf() {
  const { driver } = observed(testSaga([testStep('A')]));
  const state = driver.state();
  return { instance: state.instance, entries: driver.journal, state };
}

function silent({ heard }: { readonly heard: string[] }): Telemetry {
  const hear = () => void heard.push('telemetry');
  return { transition: hear, problem: hear, logs: true, flush: async () => undefined, close: async () => undefined };
}
