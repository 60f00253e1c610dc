import { describe, expect, it } from 'vitest';
import type { CallDefinition, DoStepDefinition, SagaDefinition } from '../../runtime/index.js';
import { plannedAnswers, readFaults } from './faults.js';

function call(command: string, failure: readonly string[]): CallDefinition {
  return {
    command,
    service: 'payment',
    input: [],
    success: [`${command}Done`],
    failure: failure.map((event) => ({ event, retryable: false, effectUnknown: false })),
    retry: { attempts: 3, backoff: 'fixed', delayMs: 1, maxDelayMs: 1, jitter: 'none' },
    readOnly: false,
  };
}

function step(name: string, command: string, undo?: string): DoStepDefinition {
  return {
    kind: 'do',
    name,
    call: call(command, [`${command}Refused`, `${command}Broke`]),
    pivot: false,
    optional: false,
    onFailure: [],
    ...(undo !== undefined && { undo: { call: call(undo, []) } }),
  };
}

const definition: SagaDefinition = {
  format: 1,
  saga: 'Order',
  version: '1.0.0',
  service: 'order',
  start: { message: 'Placed', kind: 'event' },
  correlation: 'orderId',
  repeat: false,
  steps: [
    step('pay', 'Pay', 'Refund'),
    { kind: 'parallel', name: 'parallel-2', branches: [[step('Ship', 'Ship', 'CallBack')], [step('Mail', 'Mail')]] },
  ],
  complete: [],
  abort: [],
  ids: [],
  hears: [],
  cancelOn: [],
  messages: {},
};

const messages = (flags: Parameters<typeof readFaults>[1]) =>
  readFaults(definition, flags).diagnostics.map((entry) => [entry.message, entry.help]);

describe('plannedAnswers', () => {
  it('names steps by their identity and undos by their command, through parallel branches', () => {
    expect(plannedAnswers(definition).map((entry) => `${entry.direction} ${entry.name}`)).toEqual([
      'do pay',
      'undo Refund',
      'do Ship',
      'undo CallBack',
      'do Mail',
    ]);
  });
});

describe('readFaults', () => {
  it('takes the first failure event unless one is named, and commands as well as step names', () => {
    const { value, diagnostics } = readFaults(definition, { fail: ['Pay', 'Ship:ShipBroke'], timeout: ['Refund'] });
    expect(diagnostics).toEqual([]);
    expect([...value.failing]).toEqual([
      ['pay', 'PayRefused'],
      ['Ship', 'ShipBroke'],
    ]);
    expect([...value.silent]).toEqual(['Refund']);
  });

  it('says which steps and failures there are', () => {
    expect(messages({ fail: ['Pya'] })).toEqual([['`Order` has no step or undo `Pya`.', 'Did you mean `pay`?']]);
    expect(messages({ crashAfter: 'Nothing' })[0]?.[1]).toBe('It has `pay`, `Refund`, `Ship`, `CallBack`, `Mail`.');
    expect(messages({ fail: ['Ship:MailBroke'] })).toEqual([
      ['`Ship` cannot end with `MailBroke`.', 'It can fail with `ShipRefused`, `ShipBroke`.'],
    ]);
    expect(messages({ fail: ['Refund'] })[0]?.[1]).toContain('`--timeout Refund`');
  });
});
