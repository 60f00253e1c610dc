import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { pivotMayStayUnknown } from './pivot-may-stay-unknown.js';

const build = (handler: string, step: string, command = '', more = '') => `services:
  own: {}
  sure: { inbox: true }
  unsure: { store: postgres }
  bank: { external: true }
events: { E: { payload: { id: uuid } }, Done: {}, Back: {}, Asked: {} }
commands:
  Pay: { handler: ${handler}, success: Done${command} }
  Refund: { handler: ${handler}, success: Back }
  Ask: { handler: ${handler}, effect: none, success: Asked }
sagas:
  S: { service: own, start: E, correlation: id, steps: [${step}] }
${more}`;

describe('pivot-may-stay-unknown', () => {
  it.each([
    ['a handler with an inbox and nobody to call', build('sure', '{ do: Pay, pivot: true }')],
    ["the saga's own service", build('own', '{ do: Pay, pivot: true }')],
    ["the saga's own service that calls out", build('own', '{ do: Pay, pivot: true }', ', calls: [bank]')],
    ['a check', build('bank', '{ do: Pay, pivot: true, check: Ask }')],
    ['an undo', build('bank', '{ do: Pay, pivot: true, undo: Refund }')],
    ['no pivot', build('bank', 'do: Pay')],
    ['a pivot that only reads', build('bank', '{ do: Ask, pivot: true }')],
    ['an event as the pivot', build('bank', '{ await: E, pivot: true, timeout: 1h }')],
    ['attempts without end', build('bank', '{ do: Pay, pivot: true }', ', retry: { attempts: unlimited }')],
    ['a command without a handler', build('nobody', '{ do: Pay, pivot: true }')],
    [
      'a command that another saga carries out, which always ends',
      build(
        'unsure',
        '{ do: Pay, pivot: true }',
        '',
        '  Inner: { service: unsure, start: Pay, steps: [], complete: Done }\n',
      ),
    ],
  ])('accepts %s', async (_, text) => {
    expect(await findingsOf(pivotMayStayUnknown, text)).toEqual([]);
  });

  it.each([
    ['bank', '', '`bank` is outside'],
    ['unsure', '', '`unsure` has no inbox and may not remember'],
    ['sure', ', calls: [{ service: bank, idempotentBy: id }]', '`sure` calls `bank` for it'],
    ['bank', ', retry: { attempts: unlimited, within: 1h }', '`bank` is outside'],
  ])('finds the handler %s%s', async (handler, command, why) => {
    const text = build(handler, '{ do: Ask }, { do: Pay, name: Charge, pivot: true }', command).replace(
      'Pay: { handler',
      'Pay: { payload: { id: uuid }, handler',
    );
    expect(await findingsOf(pivotMayStayUnknown, text)).toEqual([
      `Pay: Whether the pivot \`Charge\` of \`S\` has happened may stay unknown: ${why}.`,
    ]);
  });
});
