import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith, runRule } from '../../rule-tester.js';
import { missingStuckOwner } from './missing-stuck-owner.js';

const MESSAGES = `services: { s: { owner: team-s } }
events: { Started: { payload: { id: uuid } }, Done: {}, Bad: {}, Came: {} }
commands:
  A: { handler: s, success: Done, failure: [Bad] }
  P: { handler: s, success: Done, cannotFail: It only sets a flag. }
  Look: { handler: s, effect: none, success: Done, failure: [Bad] }
  Sure: { handler: s, success: Done, cannotFail: It only sets a flag. }
  Undo: { handler: s, success: Done, failure: [Bad] }
  SureUndo: { handler: s, success: Done, cannotFail: It deletes a row. }
  ForEver: { handler: s, success: Done, failure: [Bad], retry: { attempts: unlimited } }
`;

const text = (saga: string) => `${MESSAGES}sagas: { S: { service: s, start: Started, correlation: id, ${saga} } }`;
const found = (saga: string) => findingsOf(missingStuckOwner, text(saga));

describe('missing-stuck-owner', () => {
  it.each([
    ['an alert', 'steps: [{ do: A, undo: Undo }, { do: A, name: again }], stuck: { alert: team-s }'],
    ['what can always be taken back', 'steps: [{ do: A, undo: SureUndo }, { do: Look }]'],
    ['an undo that nothing calls for', 'steps: [{ do: Sure, undo: Undo }]'],
    ['what only reads and waits', 'steps: [{ do: Look }, { await: Came, timeout: 1h }]'],
    [
      'what is handled behind the pivot',
      'steps: [{ do: P, pivot: true }, { do: A, onFailure: { timeout: { then: skip } } }]',
    ],
    ['what is optional behind the pivot', 'steps: [{ do: P, pivot: true }, { do: A, optional: true }]'],
    ['what is tried for ever behind the pivot', 'steps: [{ do: P, pivot: true }, { do: ForEver }]'],
  ])('accepts %s', async (_, saga) => {
    expect(await found(saga)).toEqual([]);
  });

  it.each([
    ['an undo that may fail', 'steps: [{ do: A, undo: Undo }, { do: Look }]', 'the undo `Undo` fails'],
    ['an undo of the start', 'steps: [{ undo: Undo }, { do: Look }]', 'the undo `Undo` fails'],
    [
      'an undo that a cancellation calls for',
      'cancelOn: [Came], steps: [{ do: Sure, undo: Undo }, { do: Sure, name: x, undo: SureUndo }]',
      'the undo `Undo` fails',
    ],
    ['a pivot in doubt', 'steps: [{ do: A, pivot: true }]', '`A` never answers'],
    ['a last step in doubt', 'steps: [{ do: Look }, { do: A }]', '`A` never answers'],
    ['a step behind the pivot', 'steps: [{ do: P, pivot: true }, { do: A }]', '`A` fails behind the pivot'],
    [
      'an await behind the pivot',
      'steps: [{ do: P, pivot: true }, { await: Came, timeout: 1h }]',
      '`Came` does not come',
    ],
  ])('finds %s', async (_, saga, cause) => {
    expect(await found(saga)).toEqual([`S: Nobody is alerted when \`S\` is stuck, for instance because ${cause}.`]);
  });

  it('keeps what is written about it', async () => {
    const before = `${MESSAGES}sagas:\n  S:\n    service: s\n    start: Started\n    correlation: id\n    steps: [{ do: A, pivot: true }]\n    stuck: { runbook: a.md } # to be found\n`;
    const after = before.replace('{ runbook: a.md }', '{ runbook: a.md, alert: team-s }');
    expect((await fixWith(missingStuckOwner, before)).text).toBe(after);
  });

  it('does not guess who answers for a service without an owner', async () => {
    const { findings } = await runRule(
      missingStuckOwner,
      text('steps: [{ do: A, pivot: true }]').replace('{ owner: team-s }', '{}'),
    );
    expect(findings.map(({ fix }) => fix)).toEqual([undefined]);
  });
});
