import { describe, expect, it } from 'vitest';
import type { CallDefinition, DoStepDefinition, SagaDefinition, StepDefinition } from '../runtime/saga/definition.js';
import { failurePaths } from './failure-paths.js';

function call(command: string, more: Partial<CallDefinition> = {}): CallDefinition {
  return {
    command,
    service: 'other',
    input: [],
    success: [`${command}Done`],
    failure: [{ event: `${command}Failed`, retryable: false, effectUnknown: false }],
    retry: { attempts: 2, backoff: 'fixed', delayMs: 1, maxDelayMs: 1, jitter: 'none' },
    readOnly: false,
    ...more,
  };
}

function step(name: string, more: Partial<DoStepDefinition> = {}): DoStepDefinition {
  return {
    kind: 'do',
    name,
    call: call(name),
    pivot: false,
    optional: false,
    onFailure: [],
    undo: { call: call(`Un${name}`) },
    ...more,
  };
}

function withoutUndo(name: string, more: Partial<DoStepDefinition> = {}): DoStepDefinition {
  const { undo: _, ...rest } = step(name, more);
  return rest;
}

/** `Step by event -> end: what is undone`. */
function paths(...steps: readonly StepDefinition[]): readonly string[] {
  const definition: SagaDefinition = {
    format: 1,
    saga: 'Run',
    version: '1.0.0',
    service: 'own',
    start: { message: 'Started', kind: 'event' },
    correlation: 'id',
    repeat: false,
    steps,
    complete: [],
    abort: [],
    ids: [],
    hears: [],
    cancelOn: [],
    messages: {},
  };
  return failurePaths(definition).map(
    ({ step: name, by, ends, undone }) => `${name} ${by} -> ${ends} ${JSON.stringify(undone)}`,
  );
}

describe('failurePaths', () => {
  it('undoes in reverse, and the step itself where its outcome is unknown', () => {
    expect(paths(step('A'), step('B'), step('C'))).toEqual([
      'A AFailed -> aborted []',
      'A timeout -> aborted ["A"]',
      'B BFailed -> aborted ["A"]',
      'B timeout -> aborted ["B","A"]',
      'C CFailed -> aborted ["B","A"]',
      'C timeout -> aborted ["C","B","A"]',
    ]);
  });

  it('leaves out what only reads, and undoes what a failure may have left behind', () => {
    const reads = withoutUndo('B', { call: call('B', { readOnly: true }) });
    const unsure = step('C', {
      call: call('C', { failure: [{ event: 'CLost', retryable: false, effectUnknown: true }] }),
    });
    expect(paths(step('A'), reads, unsure)).toEqual([
      'A AFailed -> aborted []',
      'A timeout -> aborted ["A"]',
      'B BFailed -> aborted ["A"]',
      'B timeout -> aborted ["A"]',
      'C CLost -> aborted ["C","A"]',
      'C timeout -> aborted ["C","A"]',
    ]);
  });

  it('parks what fails after the pivot, and a pivot in doubt', () => {
    const all = paths(
      step('A'),
      withoutUndo('B', { pivot: true }),
      withoutUndo('C'),
      withoutUndo('D', { optional: true }),
    );
    expect(all.slice(2)).toEqual([
      'B BFailed -> aborted ["A"]',
      'B timeout -> stuck []',
      'C CFailed -> stuck []',
      'C timeout -> stuck []',
      'D DFailed -> completed []',
      'D timeout -> completed []',
    ]);
  });

  it('takes a last step without undo for the pivot', () => {
    expect(paths(step('A'), withoutUndo('B'))).toContain('B timeout -> stuck []');
    expect(paths(step('A'), withoutUndo('B'), step('C'))).toContain('B timeout -> aborted ["A"]');
  });

  it('undoes branches side by side, and leaves open how far the others came', () => {
    const group: StepDefinition = {
      kind: 'parallel',
      name: 'parallel-2',
      branches: [
        [step('B1'), step('B2')],
        [step('C1'), step('C2')],
      ],
    };
    const all = paths(step('A'), group, step('D'));
    expect(all).toContain('B1 B1Failed -> aborted ["C2?","C1","A"]');
    expect(all).toContain('B2 timeout -> aborted [[["B2","B1"],["C2?","C1"]],"A"]');
    expect(all).toContain('D DFailed -> aborted [[["B2","B1"],["C2","C1"]],"A"]');
  });

  it('begins with what the start already did', () => {
    const first: StepDefinition = { kind: 'undo', name: 'undo-1', undo: { call: call('Reject') } };
    expect(paths(first, step('A'))).toEqual(['A AFailed -> aborted ["undo-1"]', 'A timeout -> aborted ["A","undo-1"]']);
  });

  it('leaves out what is retried without end', () => {
    const retry = { ...call('A').retry, attempts: 'unlimited' as const };
    const failure = [
      { event: 'Busy', retryable: true, effectUnknown: false },
      { event: 'Refused', retryable: false, effectUnknown: false },
    ];
    expect(paths(step('A', { call: call('A', { retry, failure }) }))).toEqual(['A Refused -> aborted []']);
  });
});
