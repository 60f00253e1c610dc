import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { unmappedInput } from './unmapped-input.js';

const build = (payload: string, step: string, ends = '') => `services: { s: {} }
types: { Money: { fields: { amount: decimal(12.2) } } }
events:
  Started: { payload: { id: uuid, total: Money, note: string?, at: timestamp } }
  Done: { payload: { id: uuid, ref: string } }
  Ended: { payload: { id: uuid, total: Money, endedAt: timestamp, extra: int } }
commands: { A: { handler: s, success: Done, payload: ${payload} } }
sagas: { S: { service: s, start: Started, correlation: id, steps: [${step}]${ends} } }
`;

describe('unmapped-input', () => {
  it.each([
    ['namesakes', '{ id: uuid, total: Money }', '{ do: A }'],
    ['optional fields', '{ id: uuid, nothing: string? }', '{ do: A }'],
    ['a path', '{ amount: Money }', '{ do: A, with: { amount: Started.total } }'],
    ['a constant and now', '{ kind: string, at: timestamp }', '{ do: A, with: { kind: fast, at: now } }'],
    ['what unknown-reference reports', '{ amount: Money }', '{ do: A, with: { amount: Started.totl } }'],
    ['an unknown command', '{}', '{ do: Unknown }'],
  ])('accepts %s', async (_, payload, step) => {
    expect(await findingsOf(unmappedInput, build(payload, step))).toEqual([]);
  });

  it.each([
    ['a start', (yaml: string) => yaml.replace('start: Started', 'start: Startd')],
    ['the list of a loop', (yaml: string) => yaml.replace('Started.tags', 'Started.tag')],
    ['the type of that list', (yaml: string) => yaml.replace('list<Tag>', 'list<Tagg>')],
  ])('says nothing of what follows from %s that is unknown', async (_, spoilt) => {
    const yaml = `services: { s: {} }
types: { Tag: { fields: { label: string } } }
events:
  Started: { payload: { id: uuid, tags: list<Tag> } }
  Done: { payload: { id: uuid } }
commands: { A: { handler: s, success: Done, payload: { id: uuid, label: string } } }
sagas:
  S:
    service: s
    start: Started
    correlation: id
    steps: [{ forEach: Started.tags, as: tag, steps: [{ do: A, with: { label: tag.label } }] }]
`;
    expect(await findingsOf(unmappedInput, yaml)).toEqual([]);
    expect(await findingsOf(unmappedInput, spoilt(yaml))).toEqual([]);
  });

  it('finds fields that nothing fills, and shows what comes close', async () => {
    const { findings } = await runRule(unmappedInput, build('{ amount: Money }', '{ do: A }'));
    expect(findings.map(({ message, help }) => [message, help])).toEqual([
      [
        '`A.amount` cannot be filled: no message seen before carries a field of that name.',
        expect.stringContaining('`Started.total` (`Money`, fits)'),
      ],
    ]);
  });

  it.each([
    ['what comes too late', '{ ref: string }', '{ do: A }'],
    ['what may be absent', '{ note: string }', '{ do: A }'],
    ['another type', '{ total: string }', '{ do: A }'],
    ['a message that never comes', '{ extra: int }', '{ do: A, with: { extra: Ended.extra } }'],
  ])('finds %s', async (_, payload, step) => {
    expect(await findingsOf(unmappedInput, build(payload, step))).toHaveLength(1);
  });

  it('finds what the event at the end needs, but not its time', async () => {
    expect(await findingsOf(unmappedInput, build('{ id: uuid }', '{ do: A }', ', complete: Ended'))).toEqual([
      'Ended: `Ended.extra` cannot be filled: no message seen before carries a field of that name.',
    ]);
  });
});

/** `Send` needs `ref`, which `Done` and `Other` carry, and `Failed` and `Noted` do not. */
const onWays = (steps: string, ends = '') => `services: { s: {} }
events:
  Started: { payload: { id: uuid, vip: boolean, tags: list<string>, ref2: string? } }
  Done: { payload: { id: uuid, ref: string } }
  Failed: { payload: { id: uuid } }
  Other: { payload: { id: uuid, ref: string } }
  Noted: { payload: { id: uuid } }
  Sent: { payload: { id: uuid } }
  Back: { payload: { id: uuid } }
  Over: { payload: { id: uuid, ref: string } }
commands:
  Work: { handler: s, success: Done, failure: [Failed] }
  Else: { handler: s, success: Other }
  Note: { handler: s, success: Noted }
  Look: { handler: s, effect: none, success: Noted }
  Send: { handler: s, payload: { ref: string }, success: Sent }
  Undo: { handler: s, payload: { ref: string }, success: Back }
sagas: { S: { service: s, start: Started, correlation: id, steps: [${steps}]${ends} } }
`;

describe('unmapped-input on every way', () => {
  it.each([
    ['a step before it', '{ do: Work }, { do: Send }'],
    [
      'a failure that is tried again',
      '{ do: Work, onFailure: { Failed: { steps: [do: Note], then: retry, rounds: 2 } } }, { do: Send }',
    ],
    [
      'a failure whose handler brings it',
      '{ do: Work, onFailure: { Failed: { steps: [do: Else], then: continue } } }, { do: Send }',
    ],
    ['the same branch', '{ parallel: [[{ do: Work }, { do: Send }], { do: Note }] }'],
    ['a branch that is over', '{ parallel: [{ do: Work }, { do: Note }] }, { do: Send }'],
    ['opposite guards', '{ do: Work, when: Started.vip }, { do: Else, when: "!Started.vip" }, { do: Send }'],
    ['a guard that asks for it', '{ do: Work, optional: true }, { do: Send, when: Done }'],
    [
      'a guard in CEL that asks for it',
      '{ do: Work, optional: true }, { do: Send, when: "has(seen.Done) && Started.vip" }',
    ],
    ['a guard that asks for the field', '{ do: Send, when: has(Started.ref2), with: { ref: Started.ref2 } }'],
    ['the same round', '{ forEach: Started.tags, steps: [{ do: Work }, { do: Send }] }'],
    ['rounds that are run at least once', '{ forEach: 3, steps: [{ do: Work }] }, { do: Send }'],
    ['a loop variable', '{ forEach: Started.tags, as: tag, steps: [{ do: Send, with: { ref: tag } }] }'],
    [
      'the outcome of its own step in an undo, which another rule judges',
      '{ do: Work, undo: Undo }, { do: Send, with: { ref: x } }',
    ],
  ])('accepts what comes from %s', async (_, steps) => {
    expect(await findingsOf(unmappedInput, onWays(steps))).toEqual([]);
  });

  it.each([
    ['a guarded step', '{ do: Work, when: Started.vip }, { do: Send }', 'Done'],
    ['an optional step', '{ do: Work, optional: true }, { do: Send }', 'Done'],
    [
      'a step whose timeout is lived with',
      '{ do: Work, onFailure: { timeout: { steps: [], then: continue } } }, { do: Send }',
      'Done',
    ],
    [
      'a wait whose timeout is lived with',
      '{ await: Done, timeout: 1h, onFailure: { timeout: { steps: [do: Note], then: skip } } }, { do: Send }',
      'Done',
    ],
    ['one of two awaited events', '{ await: [Done, Noted], timeout: 1h }, { do: Send }', 'Done'],
    ['a step that a check may answer for', '{ do: Work, check: Look }, { do: Send }', 'Done'],
    ['a guarded branch', '{ parallel: [{ do: Work, when: Started.vip }, { do: Note }] }, { do: Send }', 'Done'],
    ['rounds of a list that may be empty', '{ forEach: Started.tags, steps: [{ do: Work }] }, { do: Send }', 'Done'],
    ['an earlier round', '{ forEach: 2, steps: [{ do: Send }, { do: Work }] }', 'Done'],
    ['a pause that an event may end', '{ wait: 1h, until: Done }, { do: Send }', 'Done'],
  ])('finds what may not have come: %s', async (_, steps, message) => {
    expect(await findingsOf(unmappedInput, onWays(steps))).toEqual([
      `Send: \`Send.ref\` cannot be filled: \`${message}\` may not have come by then, or may lack it.`,
    ]);
  });

  it.each([
    ['the branch beside it', '{ parallel: [{ do: Work }, { do: Send }] }'],
    ['a later step', '{ do: Send }, { do: Work }'],
    ['a step that a failure has ended', '{ do: Work, onFailure: { Failed: { steps: [do: Send], then: unwind } } }'],
    [
      'what a handler did before it unwound',
      '{ do: Note, onFailure: { timeout: { steps: [do: Work], then: unwind } } }, { do: Send }',
    ],
    ['the handler of a timeout', '{ do: Note, onFailure: { timeout: { steps: [do: Send], then: retry } } }'],
    ['what a guard says is missing', '{ do: Send, when: not Started }'],
  ])('finds what has not come: %s', async (_, steps) => {
    expect(await findingsOf(unmappedInput, onWays(steps))).toEqual([
      'Send: `Send.ref` cannot be filled: no message seen before carries a field of that name.',
    ]);
  });

  it('finds an undo whose field nothing before it carries', async () => {
    expect(await findingsOf(unmappedInput, onWays('{ do: Note, undo: Undo }, { do: Work }'))).toEqual([
      'Undo: `Undo.ref` cannot be filled: no message seen before carries a field of that name.',
    ]);
  });

  it('counts on nothing but the start at an abort, and on every way at the end', async () => {
    expect(await findingsOf(unmappedInput, onWays('{ do: Work }', ', complete: Over'))).toEqual([]);
    expect(await findingsOf(unmappedInput, onWays('{ do: Work }', ', abort: Over'))).toEqual([
      'Over: `Over.ref` cannot be filled: `Done` may not have come by then, or may lack it.',
    ]);
    const byCause = ', abort: { emit: Over, with: { ref: { Failed: none, else: unknown } } }';
    expect(await findingsOf(unmappedInput, onWays('{ do: Work }', byCause))).toEqual([]);
  });
});
