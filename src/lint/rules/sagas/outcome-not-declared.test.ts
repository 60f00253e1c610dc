import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith, runRule } from '../../rule-tester.js';
import { outcomeNotDeclared } from './outcome-not-declared.js';

const build = (event: string, command: string, more = '') => `services: { a: {}, b: {} }
events: { Done: { producer: a }, Failed: ${event}, Refused: { producer: a }, E: {} }
commands:
  Do: ${command}
${more}`;
const OF_SUCCESS = '{ producer: a, failureOf: Done }';
const DO = '{ handler: a, success: Done, failure: [Refused] }';

describe('outcome-not-declared', () => {
  it.each([
    ['what is declared', build(OF_SUCCESS, '{ handler: a, success: Done, failure: [Failed] }')],
    ['what another service tells', build('{ producer: b, failureOf: Done }', DO)],
    ['what nobody is said to tell', build('{ failureOf: Done }', DO)],
    ['a command that nobody handles', build(OF_SUCCESS, '{ success: Done }')],
    ['a failure of something else', build('{ producer: a, failureOf: E }', DO)],
    ['a second outcome that is declared as a success', build(OF_SUCCESS, '{ handler: a, success: [Done, Failed] }')],
    [
      'the failure of another command with that success',
      build(OF_SUCCESS, DO, '  Also: { handler: a, success: Done, failure: [Failed] }\n'),
    ],
    ['the success of an undo', build(OF_SUCCESS, DO, '  Undo: { handler: a, success: Failed }\n')],
    ['the abort of a saga', build(OF_SUCCESS, DO, 'sagas: { S: { start: E, steps: [do: Do], abort: Failed } }\n')],
    ['what a saga hears', build(OF_SUCCESS, DO, 'sagas: { S: { start: E, steps: [do: Do], hears: [Failed] } }\n')],
    ['what cancels a saga', build(OF_SUCCESS, DO, 'sagas: { S: { start: E, steps: [do: Do], cancelOn: [Failed] } }\n')],
    [
      'the failure of an await',
      build(OF_SUCCESS, DO, 'sagas: { S: { start: E, steps: [{ await: E, failure: [Failed], timeout: 1h }] } }\n'),
    ],
    [
      'the failure of a reaction',
      build(OF_SUCCESS, DO, 'flows: { F: { reactions: [{ on: E, by: a, emits: Done, fails: [Failed] }] } }\n'),
    ],
    ['a deprecated event', build('{ producer: a, failureOf: Done, deprecated: { since: 2026-01-01 } }', DO)],
    [
      'an old major version of the command',
      'services: { a: {} }\nevents: { Done: { producer: a }, Failed: { producer: a, failureOf: Done } }\ncommands: { Do: { handler: a, success: Done, failure: [Failed] }, Do@1: { handler: a, success: Done } }\n',
    ],
  ])('accepts %s', async (_, text) => {
    expect(await findingsOf(outcomeNotDeclared, text)).toEqual([]);
  });

  it.each([
    [
      'a failure of the success',
      build(OF_SUCCESS, DO),
      'Refused: `Failed` is a failure of `Done`, the success of `Do`, but `Do` does not name it.',
    ],
    [
      'a failure of the command',
      build('{ producer: a, failureOf: Do }', '{ handler: a, success: Done }'),
      'Do: `Failed` is a failure of `Do`, but `Do` does not name it.',
    ],
    [
      'one that says it of the command, although a saga ends with it',
      build('{ producer: a, failureOf: Do }', DO, 'sagas: { S: { start: E, steps: [do: Do], abort: Failed } }\n'),
      'Refused: `Failed` is a failure of `Do`, but `Do` does not name it.',
    ],
  ])('finds %s', async (_, text, expected) => {
    expect(await findingsOf(outcomeNotDeclared, text)).toEqual([expected]);
  });

  it('finds both commands that have the success and miss the failure', async () => {
    expect(await findingsOf(outcomeNotDeclared, build(OF_SUCCESS, DO, `  Also: ${DO}\n`))).toHaveLength(2);
  });

  it.each([
    ['{ handler: a, success: Done }', '{ handler: a, success: Done, failure: [Failed] }'],
    ['{ handler: a, success: Done, failure: Refused }', '{ handler: a, success: Done, failure: [Refused, Failed] }'],
    [
      '\n    handler: a\n    success: Done # fine\n    failure: # all of them\n      - Refused # by the desk',
      '\n    handler: a\n    success: Done # fine\n    failure: # all of them\n      - Refused # by the desk\n      - Failed',
    ],
  ])('repairs %s', async (command, expected) => {
    const { text } = await fixWith(outcomeNotDeclared, build(OF_SUCCESS, command));
    expect(text).toBe(build(OF_SUCCESS, expected));
  });

  it('does not contradict what is said not to fail', async () => {
    const { findings } = await runRule(
      outcomeNotDeclared,
      build(OF_SUCCESS, '{ handler: a, success: Done, cannotFail: Never. }'),
    );
    expect(findings.map(({ fix, help }) => [fix, help])).toEqual([
      [undefined, '`Do` is said not to fail: take that back and name `Failed`, or correct its `failureOf`.'],
    ]);
  });

  it.each([
    ['a saga without causes', 'steps: [do: Do]', true],
    ['a saga that names it', 'steps: [do: Do], abort: { emit: E, with: { why: { Failed: x, else: y } } }', true],
    [
      'a saga that tells causes apart',
      'steps: [do: Do], abort: { emit: E, with: { why: { Refused: x, else: y } } }',
      false,
    ],
    [
      'a saga that names every cause',
      'steps: [do: Do], abort: { emit: E, with: { why: { Refused: x, Do.timeout: y } } }',
      false,
    ],
    ['a step that is the pivot', 'steps: [{ do: Do, pivot: true }]', true],
    ['a step behind the pivot', 'steps: [{ await: E, timeout: 1h, pivot: true }, { do: Do }]', false],
    [
      'an optional step behind the pivot',
      'steps: [{ await: E, timeout: 1h, pivot: true }, { do: Do, optional: true }]',
      true,
    ],
  ])('repairs by itself only where no saga has to be changed: %s', async (_, body, fixable) => {
    const text = build(OF_SUCCESS, DO, `sagas: { S: { start: E, ${body} } }\n`).replace(
      'E: {}',
      'E: { payload: { why: string } }',
    );
    const { findings } = await runRule(outcomeNotDeclared, text);
    expect(findings.map(({ fix }) => fix !== undefined)).toEqual([fixable]);
  });
});
