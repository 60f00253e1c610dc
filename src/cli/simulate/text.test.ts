import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../diagnostics/index.js';
import type { SimulationReport } from '../../simulate/report.js';
import { explored, mode, processReport, report, SOUND, sampleView, violation } from './testing/sample-report.js';
import { renderText } from './text.js';

const whole = (given: SimulationReport, changes: Parameters<typeof sampleView>[0] = {}) =>
  renderText.whole(given, sampleView(changes));

describe('text', () => {
  it('tells what can fail, what is wrong and how it comes to that', () => {
    expect(whole(report(processReport()), { listing: Number.POSITIVE_INFINITY })).toBe(
      `saga Checkout
Takes an order from payment to parcel.
12,345 states, 23,456 steps, 3,210 ways to an end; at most 2 faults; 25,000
states a second
ends: aborted, completed, stuck

what fails                                what the saga does                                end               left behind       who is told
CapturePayment answers \`PaymentDeclined\`  unwinds; undoes \`ReserveStock\` by \`ReleaseStock\`  aborted           nothing           OrderCancelled
CapturePayment loses its answer           unwinds; undoes \`ReserveStock\` by \`ReleaseStock\`  aborted or stuck  \`CapturePayment\`  OrderCancelled, alert to team-checkout

absorbed without a trace: CapturePayment, ReserveStock: answers twice
coverage: 3 of 4 transitions taken
  not taken: \`CapturePayment\` is cancelled
note: No sample makes \`OrderPlaced.total.amount > 100\` true.

error[left-effect]: The saga is aborted, and the effect of \`CapturePayment\`
stands.
  ┌─ shop/sagas.yaml:5:13
  │
5 │       - do: CapturePayment
  │             ^^^^^^^^^^^^^^
  │
  = help: Name the command that undoes it.

counterexample 1, with 1 fault:

   order                    payment
     │                         │
1    │── CapturePayment ──────▶│
2    │                         ● the card is charged
3    │   ✗── PaymentCaptured ──│
4    ┄┄ ! the deadline passes ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
5    ■ aborted                 │
6    │                         ✗ the charge stands and nobody undoes it
     │                         │

✖ 1 error in 1 saga or flow
  more about a violation: \`sagac explain left-effect\`
  one of them alone: the same command with \`--trace 1\`
`,
    );
  });

  it('lists failure modes where a table would be too narrow', () => {
    const text = whole(report({ ...SOUND, modes: [mode()] }), { columns: 40, listing: 40 });
    expect(text).toContain(
      [
        'CapturePayment answers `PaymentDeclined`',
        '  what the saga does: unwinds; undoes',
        '    `ReserveStock` by `ReleaseStock`',
        '  end: aborted',
        '  left behind: nothing',
        '  who is told: OrderCancelled',
      ].join('\n'),
    );
  });

  it('puts a line between the rows of a table that wrap', () => {
    const text = whole(report({ ...SOUND, modes: [mode(), mode({ step: 'Other' })] }), { columns: 100, listing: 100 });
    expect(text).toMatch(/\n`PaymentDeclined` .*\n(.*`.*\n)*\nOther answers /);
  });

  it.each([40, 80, 120])('stays within %i columns', (columns) => {
    const lines = whole(report(processReport()), { columns, listing: columns }).split('\n');
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
  });

  it('says when all is well, and when that is not the whole truth', () => {
    expect(whole(report(SOUND, SOUND))).toMatch(/\n✔ no violation in 2 sagas and flows\n$/);
    const cut = { ...SOUND, explored: explored({ complete: false, bound: 'states', faultsDone: 1 }) };
    expect(whole(report(cut))).toMatch(/\n! no violation in 1 saga or flow so far\n {2}Not every run of the saga /);
    expect(whole(report())).toBe('✔ no violation in 0 sagas and flows\n');
  });

  it('says so where no run shows it', () => {
    const { trace: _, ...without } = violation({ number: 3 });
    const text = whole(report(processReport({ violations: [without] })));
    expect(text).toContain('\n\nviolation 3: no run shows it, for it is about what no run does\n\n✖');
  });

  it('shows one violation without the rest', () => {
    const text = renderText.violations(report(processReport()), sampleView());
    expect(text).toMatch(/^error\[left-effect\]: /);
    expect(text).toContain('1    │── CapturePayment ──────▶│');
    expect(text).not.toContain('coverage');
  });

  it('paints only when asked', () => {
    expect(whole(report(processReport()))).not.toContain('\u001b');
    expect(whole(report(processReport()), { color: 1 })).toContain('\u001b[31m');
  });

  it('lets no text steer the terminal or begin a line', () => {
    const evil = 'a\u001b[2J\nb';
    const hostile = processReport({
      name: '__proto__',
      summary: evil,
      ends: [evil],
      notes: [evil],
      coverage: { taken: [], missed: [evil] },
      modes: [
        mode({ step: evil, what: evil, does: [evil], told: [evil], alerted: evil }),
        mode({ what: evil, absorbed: true }),
      ],
      violations: [violation({ message: evil, help: evil })],
    });
    for (const listing of [40, Number.POSITIVE_INFINITY]) {
      const text = whole(report(hostile), { listing });
      expect(text).not.toContain('\u001b');
      expect(text).not.toMatch(/^b$/m);
      expect(text).toContain('saga __proto__\na\u241b[2J b\n');
    }
  });
});
