import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { unsentCommand } from './unsent-command.js';

const build = (command: string, more = '') => `services: { a: {}, b: {} }
events: { E: {}, Done: {}, Undone: {} }
commands:
  Ask: ${command}
${more}`;
const saga = (steps: string) => `sagas: { S: { start: E, steps: [${steps}] } }\n`;

describe('unsent-command', () => {
  it.each([
    ['a sender', build('{ senders: [b] }')],
    ['a step', build('{}', saga('do: Ask'))],
    ['an undo', build('{}', `  Do: {}\n${saga('{ do: Do, undo: Ask }')}`)],
    ['an undo of the start', build('{}', saga('undo: Ask'))],
    ['a check', build('{ effect: none }', `  Do: {}\n${saga('{ do: Do, check: Ask }')}`)],
    [
      'a step behind a failure, in a loop, in a branch',
      build(
        '{}',
        `  Do: { failure: [Undone] }\n${saga('{ forEach: 2, steps: [{ parallel: [[{ do: Do, onFailure: { Undone: { steps: [do: Ask], then: retry } } }], [wait: 1m]] }] }')}`,
      ),
    ],
    [
      'a reaction that does it',
      build('{ handler: a, success: Done }', 'flows: { F: { reactions: [{ on: E, by: a, emits: Done }] } }\n'),
    ],
    [
      'the same command at an address that is used',
      build(
        '{ handler: a, success: Done }',
        `  AskElsewhere: { handler: b, success: Done }\n${saga('do: AskElsewhere')}`,
      ),
    ],
    [
      'a service outside that others call',
      build('{ handler: bank }', `  Do: { senders: [b], calls: [bank] }\n`).replace(
        'b: {}',
        'b: {}, bank: { external: true }',
      ),
    ],
    ['a deprecated command', build('{ deprecated: { since: 2026-01-01 } }')],
    ['an old major version', 'commands: { Ask: { senders: [b] }, Ask@1: {} }\nservices: { b: {} }\n'],
  ])('accepts %s', async (_, text) => {
    expect(await findingsOf(unsentCommand, text)).toEqual([]);
  });

  it.each([
    ['what no saga sends', build('{ success: Done }', `  Do: {}\n${saga('do: Do')}`), 'Ask: Nobody sends `Ask`.'],
    [
      'the start of a saga',
      build('{}', 'sagas: { S: { start: Ask, steps: [] } }\n'),
      'Ask: Nobody sends `Ask`, so `S` never starts.',
    ],
    [
      'what a reaction of another service publishes',
      build('{ handler: a, success: Done }', 'flows: { F: { reactions: [{ on: E, by: b, emits: Done }] } }\n'),
      'Ask: Nobody sends `Ask`.',
    ],
    [
      'a command that shares only a failure with one that is sent',
      build('{ success: Done, failure: [Undone] }', `  Do: { success: E, failure: [Undone] }\n${saga('do: Do')}`),
      'Ask: Nobody sends `Ask`.',
    ],
  ])('finds %s', async (_, text, expected) => {
    expect(await findingsOf(unsentCommand, text)).toEqual([expected]);
  });

  it('finds both of two that share their success and are not sent', async () => {
    const text = build('{ success: Done }', '  AskElsewhere: { success: Done }\n');
    expect(await findingsOf(unsentCommand, text)).toHaveLength(2);
  });
});
