import { describe, expect, it } from 'vitest';
import { compileSaga } from '../../../compile/compile-saga.js';
import { catalogOf, findingsOf, fixWith, runRule } from '../../rule-tester.js';
import { nestedAbortUnheard } from './nested-abort-unheard.js';

const build = (command: string, ends: string, steps = '[do: Other]') => `services: { s: {} }
events: { E: { payload: { id: uuid } }, Good: { payload: { id: uuid } }, Bad: { payload: { id: uuid, reason: string? } }, Worse: { payload: { id: uuid } }, Ok: {} }
commands:
  Start: ${command}
  Other: { handler: s, success: Ok }
sagas:
  S: { service: s, start: Start, correlation: id, steps: ${steps}${ends} }
`;

describe('nested-abort-unheard', () => {
  it.each([
    [
      'an abort that is a failure',
      '{ payload: { id: uuid }, success: Good, failure: [Bad] }',
      ', complete: Good, abort: Bad',
    ],
    ['one of several aborts', '{ success: Good, failure: [Worse] }', ', complete: Good, abort: [Bad, Worse]'],
    ['no abort at all, which other rules judge', '{ success: Good, failure: [Worse] }', ', complete: Good'],
    ['an abort that does not exist', '{ success: Good }', ', complete: Good, abort: Nowhere'],
  ])('accepts %s', async (_, command, ends) => {
    expect(await findingsOf(nestedAbortUnheard, build(command, ends))).toEqual([]);
  });

  it('accepts a saga that an event starts', async () => {
    const text = build('{ success: Good }', ', complete: Good, abort: Bad').replace('start: Start', 'start: E');
    expect(await findingsOf(nestedAbortUnheard, text)).toEqual([]);
  });

  it.each([
    ['no failure', '{ payload: { id: uuid }, success: Good }', 'Name `Bad` under the `failure` of `Start`.', true],
    ['no id to find it by', '{ success: Good }', 'Name `Bad` under the `failure` of `Start`.', false],
    [
      'other failures',
      '{ success: Good, failure: [Worse] }',
      'Name `Bad` under the `failure` of `Start`, or abort with one of its failures.',
      false,
    ],
    [
      'a reason not to fail',
      '{ success: Good, cannotFail: Never. }',
      'Name `Bad` under the `failure` of `Start`.',
      false,
    ],
  ])('finds an abort where the command has %s', async (_, command, help, fixable) => {
    const text = build(command, ', complete: Good, abort: { emit: Bad }');
    const { findings } = await runRule(nestedAbortUnheard, text);
    expect(findings.map(({ span, message }) => `${text.slice(span?.start, span?.end)}: ${message}`)).toEqual([
      'Bad: Who sends `Start` never learns that `S` has aborted: `Bad` is no failure of it.',
    ]);
    expect(findings.map((finding) => [finding.help, finding.fix !== undefined])).toEqual([[help, fixable]]);
  });

  it('does not make a failure event of what does not say why', async () => {
    const text = build('{ payload: { id: uuid }, success: Good }', ', complete: Good, abort: Worse');
    const { findings } = await runRule(nestedAbortUnheard, text);
    expect(findings.map(({ fix }) => fix)).toEqual([undefined]);
  });

  it('keeps comments and layout when it repairs', async () => {
    const block = `
    payload: { id: uuid }
    success: Good # the only one
    timeout: 1m`;
    const { text } = await fixWith(nestedAbortUnheard, build(block, ', complete: Good, abort: Bad'));
    expect(text).toContain(
      'success: Good # the only one\n    failure: [ Bad ]\n    timeout: 1m'.replace('[ Bad ]', '[Bad]'),
    );
  });

  it('leaves to the compiler what it refuses, and reports the rest', async () => {
    const wrong = build('{ payload: { id: uuid }, success: Good }', ', complete: Ok');
    expect(await findingsOf(nestedAbortUnheard, wrong)).toEqual([]);
    const { catalog } = await catalogOf(wrong);
    const refused = [...catalog.sagas.values()].flatMap((saga) => compileSaga(catalog, saga).diagnostics);
    expect(refused.map(({ code }) => code)).toContain('saga-start-unanswered');
    const silent = build('{ payload: { id: uuid } }', ', complete: Good');
    expect(await findingsOf(nestedAbortUnheard, silent)).toEqual([
      'Good: Who sends `Start` never learns that `S` is complete: it names no success.',
    ]);
  });
});
