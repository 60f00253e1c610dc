import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { unusedEnumValue } from './unused-enum-value.js';

interface Parts {
  readonly type?: string;
  readonly abort?: string;
  readonly undo?: string;
  readonly events?: string;
  readonly commands?: string;
  readonly more?: string;
}

const build = ({
  type = '',
  abort = 'why: { A1: a1, else: rest }',
  undo = '',
  events = '',
  commands = '',
  more = '',
}: Parts = {}) => `services: { s: {}, t: {} }
types:
  Why: { enum: [a1, a2, rest, unknown], unknown: unknown${type} }
  Cause: { enum: [a2, rest] }
events:
  E: { payload: { id: uuid } }
  Ok: { payload: { id: uuid } }
  A1: { payload: { id: uuid, cause: Cause } }
  Undone: { payload: { id: uuid } }
  Over: { payload: { id: uuid, why: Why } }
${events}commands:
  A: { handler: t, success: Ok, failure: [A1] }
  Undo: { handler: t, payload: { id: uuid, why: Why? }, success: Undone }
${commands}sagas:
  S: { service: s, start: E, correlation: id, steps: [{ do: A${undo} }], abort: { emit: Over, with: { ${abort} } } }
${more}`;
const FOUND = ['a2: No saga ever gives `Why` the value `a2`.'];

describe('unused-enum-value', () => {
  it('finds a value that no cause leads to', async () => {
    expect(await findingsOf(unusedEnumValue, build())).toEqual(FOUND);
  });

  it.each([
    ['another cause', build({ abort: 'why: { A1: a2, timeout: a1, else: rest }' })],
    ['an undo', build({ undo: ', undo: { do: Undo, with: { why: { deadline: a2, else: a1 } } }' })],
    ['a constant in another place', build({ undo: ', undo: { do: Undo, with: { why: a2 } }' })],
    ['another enumeration that flows into it', build({ abort: 'why: { A1: A1.cause, else: a1 }' })],
    [
      'another saga',
      build({
        more: '  T: { service: s, start: E, correlation: id, steps: [], abort: { emit: Over, with: { why: { timeout: a2, else: rest } } } }\n',
      }),
    ],
  ])('accepts what %s gives', async (_, text) => {
    expect(await findingsOf(unusedEnumValue, text)).toEqual([]);
  });

  it('is silent where a map is wrong', async () => {
    expect(await findingsOf(unusedEnumValue, build({ abort: 'why: { A1: a11, else: rest }' }))).toEqual([]);
  });

  it('accepts what the type speaks of', async () => {
    expect(
      await findingsOf(unusedEnumValue, build({ type: ', summary: Why it ended. Partners still send a2 by mail.' })),
    ).toEqual([]);
    expect(await findingsOf(unusedEnumValue, build({ type: ', summary: Why a2x ended.' }))).toEqual(FOUND);
  });

  it.each([
    ['the start', build({ events: '  F: { payload: { why: Why } }\n' })],
    ['a record', build().replace('  Cause:', '  Part: { fields: { why: Why } }\n  Cause:')],
    ['a list', build({ events: '  F: { payload: { whys: list<Why> } }\n' })],
    ['a command that others send', build({ commands: '  C: { handler: t, senders: [t], payload: { why: Why } }\n' })],
    [
      'an answer that says more than its command',
      build({ events: '  F: { payload: { why: Why } }\n', commands: '  C: { handler: t, success: F }\n' }),
    ],
    [
      'the end of a saga that a reaction publishes, too',
      build({ more: 'flows: { F: { reactions: [{ on: E, by: t, emits: Over }] } }\n' }),
    ],
  ])('says nothing where %s may have other values', async (_, text) => {
    expect(await findingsOf(unusedEnumValue, text)).toEqual([]);
  });

  it('is not put off by an answer that repeats its command', async () => {
    const text = build({ undo: ', undo: { do: Undo, with: { why: a1 } }' }).replace(
      'Undone: { payload: { id: uuid } }',
      'Undone: { payload: { id: uuid, why: Why? } }',
    );
    expect(await findingsOf(unusedEnumValue, text)).toEqual(FOUND);
  });

  it('says nothing of enumerations that no map fills', async () => {
    expect(await findingsOf(unusedEnumValue, build({ abort: 'why: a1' }))).toEqual([]);
  });
});
