import { describe, expect, it } from 'vitest';
import type { CompiledStatement } from '../../compile/compile-statements.js';
import { breachesOfStatements } from './statement-breaches.js';
import { createStatementJudge } from './statement-judge.js';

function statement(kind: CompiledStatement['kind'], more: Partial<CompiledStatement> = {}): CompiledStatement {
  return { kind, text: 'Paid', cel: 'has(happened.Paid)', span: { file: 'a.yaml', start: 0, end: 4 }, ...more };
}

function broken(statements: readonly CompiledStatement[], happened: readonly string[], isEnd: boolean) {
  const judge = createStatementJudge(statements, {});
  return breachesOfStatements(judge, statements, { happened: new Set(happened), messages: {} }, isEnd);
}

const ALL = [statement('always'), statement('never'), statement('finally')];

describe('statements are broken', () => {
  it.each([
    ['underway, before it', [], false, ['always: Paid']],
    ['underway, after it', ['Paid'], false, ['never: Paid']],
    ['in an end without it', [], true, ['always: Paid', 'finally: Paid']],
    ['in an end with it', ['Paid'], true, ['never: Paid']],
  ])('%s', (_, happened, isEnd, expected) => {
    expect(broken(ALL, happened, isEnd).map(({ about }) => about)).toEqual(expected);
  });

  it('with what they say and why', () => {
    const text = 'CapturePayment and\n  ReleaseStock without RefundPayment\n';
    const [breach] = broken([statement('never', { text, because: 'Nobody pays\nfor nothing.' })], ['Paid'], false);
    expect(breach).toEqual({
      invariant: 'own-invariant',
      about: 'never: CapturePayment and ReleaseStock without RefundPayment',
      message: '`never: CapturePayment and ReleaseStock without RefundPayment` does not hold. Nobody pays for nothing.',
      help: 'Change the steps so that it holds, or the statement where it says too much.',
    });
  });
});
