import { describe, expect, it } from 'vitest';
import type {
  CallDefinition,
  DoStepDefinition,
  FailureHandlerDefinition,
  SagaDefinition,
  StepDefinition,
} from '../runtime/saga/definition.js';
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

function handle(
  on: string,
  next: FailureHandlerDefinition['then'],
  more: Partial<FailureHandlerDefinition> = {},
): FailureHandlerDefinition {
  // biome-ignore lint/suspicious/noThenProperty: the word of the language; a text there makes nothing thenable.
  return { on, steps: [], then: next, ...more };
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

  it('lives on with failures that are handled so, and undoes at once what a skipped step may have done', () => {
    const handled = (next: 'continue' | 'skip', on: string) =>
      step('B', { onFailure: [handle(on, next, { steps: [step('H')] })] });
    expect(paths(step('A'), handled('continue', 'timeout'))).toContain('B timeout -> completed []');
    expect(paths(step('A'), handled('skip', 'timeout'))).toContain('B timeout -> completed ["B"]');
    expect(paths(step('A'), handled('skip', 'BFailed'))).toContain('B BFailed -> completed []');
    expect(paths(step('A'), handled('skip', 'BFailed'))).toContain('B timeout -> aborted ["B","A"]');
  });

  it('undoes what a handler did that unwinds all the same', () => {
    const b = step('B', { onFailure: [handle('timeout', 'unwind', { steps: [step('H'), step('I')] })] });
    expect(paths(step('A'), b)).toContain('B timeout -> aborted ["I","H","B","A"]');
  });

  it('tries again so often, and then unwinds', () => {
    const b = (rounds?: number) =>
      step('B', {
        onFailure: ['BFailed', 'timeout'].map((on) =>
          handle(on, 'retry', { steps: [step('H')], ...(rounds !== undefined && { rounds }) }),
        ),
      });
    expect(paths(step('A'), b(2)).slice(2)).toEqual([
      'B BFailed -> aborted ["H","H","A"]',
      'B timeout -> aborted ["B","B","B","H","H","A"]',
    ]);
    expect(paths(step('A'), b())).toContain('B timeout -> aborted ["B","B","H","A"]');
    expect(paths(step('A'), { ...b(), optional: true })).toContain('B timeout -> completed ["B"]');
    expect(paths(withoutUndo('A', { pivot: true }), b())).toContain('B timeout -> stuck ["B"]');
  });

  it('believes a check, which says that the step has happened', () => {
    const checked = step('B', { check: call('Look', { readOnly: true }) });
    expect(paths(step('A'), checked).slice(2)).toEqual(['B BFailed -> aborted ["A"]', 'B timeout -> completed []']);
  });

  it('knows awaits, and that they have nothing to undo', () => {
    const base = { kind: 'await', name: 'E', events: ['E'], early: 'keep', optional: false, pivot: false } as const;
    const waits: StepDefinition = { ...base, failure: ['EFailed'], timeoutMs: 1, onFailure: [] };
    expect(paths(step('A'), waits).slice(2)).toEqual(['E EFailed -> aborted ["A"]', 'E timeout -> aborted ["A"]']);
    const handled = { ...waits, onFailure: [handle('timeout', 'continue')] };
    expect(paths(step('A'), handled)).toContain('E timeout -> completed []');
    expect(paths(step('A'), { ...base, failure: [], onFailure: [] })).toHaveLength(2);
  });

  it('undoes rounds from the last, and fails in the first', () => {
    const loop = (count: number | 'list', parallel: boolean): StepDefinition => ({
      kind: 'forEach',
      name: 'L',
      items:
        count === 'list' ? { kind: 'path', messages: ['Started'], path: ['all'] } : { kind: 'const', value: count },
      parallel,
      steps: [step('B'), step('C')],
    });
    expect(paths(step('A'), loop(2, false), step('D'))).toContain('D DFailed -> aborted ["C","B","C","B","A"]');
    expect(paths(step('A'), loop(2, true), step('D'))).toContain('D DFailed -> aborted [[["C","B"],["C","B"]],"A"]');
    expect(paths(step('A'), loop('list', true), step('D'))).toContain('D DFailed -> aborted ["C","B","A"]');
    expect(paths(step('A'), loop(2, false))).toContain('C timeout -> aborted ["C","B","A"]');
    expect(paths(step('A'), loop(2, true)).filter((path) => /^[BC]/.test(path))).toEqual([]);
    expect(paths(step('A'), loop('list', true))).toContain('C timeout -> aborted ["C","B","A"]');
  });

  it('leaves open how far a loop came beside what failed', () => {
    const loop: StepDefinition = {
      kind: 'forEach',
      name: 'L',
      items: { kind: 'const', value: 2 },
      parallel: false,
      steps: [step('B'), step('C')],
    };
    const group: StepDefinition = { kind: 'parallel', name: 'P', branches: [[step('A')], [loop]] };
    expect(paths(group)).toContain('A AFailed -> aborted ["C?","B?","C?","B"]');
  });

  it('counts what a skipped step undoes in every round', () => {
    const skipped = step('B', { onFailure: [handle('timeout', 'skip')] });
    const loop: StepDefinition = {
      kind: 'forEach',
      name: 'L',
      items: { kind: 'const', value: 2 },
      parallel: false,
      steps: [skipped],
    };
    expect(paths(loop)).toContain('B timeout -> completed ["B","B"]');
  });

  it('knows a point of no return that only a failure leads to', () => {
    const b = withoutUndo('B', {
      onFailure: [handle('BFailed', 'continue', { steps: [withoutUndo('H', { pivot: true })] })],
    });
    expect(paths(step('A'), b, step('C')).slice(2)).toEqual([
      'B BFailed -> completed []',
      'B timeout -> aborted ["A"]',
      'C CFailed -> stuck []',
      'C timeout -> stuck []',
    ]);
  });
});
