import { describe, expect, it } from 'vitest';
import { absorbedText, modeRows } from './mode-rows.js';
import { mode, processReport } from './testing/sample-report.js';

describe('modeRows', () => {
  it('says what fails, what is done about it and what comes of it', () => {
    const [row] = modeRows(processReport({ modes: [mode({ alerted: 'team-checkout' })] }));
    expect(row).toEqual({
      fails: 'CapturePayment answers `PaymentDeclined`',
      does: 'unwinds; undoes `ReserveStock` by `ReleaseStock`',
      end: 'aborted',
      left: 'nothing',
      told: 'OrderCancelled, alert to team-checkout',
    });
  });

  it.each([
    [
      'an undo',
      mode({ direction: 'undo', what: 'fails', after: 'A fails' }),
      'undo of CapturePayment fails, after A fails',
    ],
    ['a check', mode({ direction: 'check', what: 'fails' }), 'check of CapturePayment fails'],
    ['the whole', { ...mode({ what: 'the deadline passes' }), step: undefined as never }, 'the deadline passes'],
  ])('names %s', (_, given, fails) => {
    expect(modeRows(processReport({ modes: [given] })).map((row) => row.fails)).toEqual([fails]);
  });

  it('says so where nothing is done and nobody is told', () => {
    const [row] = modeRows(processReport({ modes: [mode({ does: [], told: [], ends: ['aborted', 'stuck'] })] }));
    expect(row).toMatchObject({ does: 'nothing', told: 'nobody', end: 'aborted or stuck' });
  });

  it('has one row for what the same comes of', () => {
    const modes = [
      mode({ what: 'is lost' }),
      mode({ what: 'fails' }),
      mode({ what: 'is late' }),
      mode({ what: 'is late', step: 'Other' }),
      mode({ what: 'fails', ends: ['stuck'] }),
      mode({ what: 'is lost', after: 'A fails' }),
    ];
    expect(modeRows(processReport({ modes })).map(({ fails }) => fails)).toEqual([
      'CapturePayment is lost; or fails; or is late',
      'Other is late',
      'CapturePayment fails',
      'CapturePayment is lost, after A fails',
    ]);
  });

  it('says only once what neighbours begin with', () => {
    const does = [
      'tries again',
      'undoes by `A`',
      'undoes by `B`',
      'goes on',
      'undoes by `C`',
      'tries again',
      'tries again',
    ];
    const [row] = modeRows(processReport({ modes: [mode({ does })] }));
    expect(row?.does).toBe('tries again; undoes by `A`, `B`; goes on; undoes by `C`; tries again; tries again');
  });

  it('leaves out what is absorbed', () => {
    expect(modeRows(processReport({ modes: [mode({ absorbed: true })] }))).toEqual([]);
  });
});

describe('absorbedText', () => {
  it('tells each kind once, and each place once', () => {
    const modes = [
      mode({ what: 'answers twice', absorbed: true }),
      mode({ what: 'loses an answer', absorbed: true }),
      mode({ what: 'answers late', absorbed: true, after: 'A fails' }),
      mode({ what: 'answers twice', absorbed: true, step: '__proto__', direction: 'undo' }),
      mode({ what: 'loses an answer', absorbed: true, step: '__proto__', direction: 'undo' }),
      mode({ what: 'answers twice', absorbed: true }),
      mode(),
    ];
    expect(absorbedText(processReport({ modes }))).toBe(
      'CapturePayment, undo of __proto__: answers twice; loses an answer. CapturePayment: answers late, after A fails',
    );
  });

  it('has no place for what is about the whole', () => {
    const { step: _, ...whole } = mode({ what: 'the deadline passes', absorbed: true });
    expect(absorbedText(processReport({ modes: [whole] }))).toBe('the deadline passes');
  });

  it('is nothing where nothing is absorbed', () => {
    expect(absorbedText(processReport({ modes: [mode()] }))).toBeUndefined();
  });
});
