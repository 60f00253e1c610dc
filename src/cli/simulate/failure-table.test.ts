import { describe, expect, it } from 'vitest';
import { failureTable, isFailureTable } from './failure-table.js';
import { explored, processReport, report, SOUND } from './testing/sample-report.js';

const HEAD =
  '<!-- Made by `sagac simulate --update` from the sagas and flows of this catalog; change them, not this page. -->\n\n# Failure modes\n';

describe('the file of the failure modes', () => {
  it('has a section for each saga and flow, with violations of one line', () => {
    const text = failureTable(report(processReport(), { ...SOUND, kind: 'flow', name: 'Parcels', modes: [] }));
    expect(text.startsWith(`${HEAD}\n## saga Checkout\n`)).toBe(true);
    expect(text).toContain('| CapturePayment answers `PaymentDeclined` | unwinds;');
    expect(text).toContain('\nAbsorbed without a trace: CapturePayment, ReserveStock: answers twice.\n');
    expect(text).toContain(
      'Violations:\n\n- error: The saga is aborted, and the effect of `CapturePayment` stands. \\[left-effect\\]\n\n',
    );
    expect(text.endsWith('\n\nCoverage: 2 of 2 transitions taken.\n\nNo violation.\n')).toBe(true);
    expect(text).toContain('\n## flow Parcels\n');
  });

  it('is the same however long it took and however much was looked at', () => {
    const other = { ...SOUND, explored: explored({ states: 7, ms: 9 }) };
    expect(failureTable(report(other))).toBe(failureTable(report(SOUND)));
  });

  it('says where not everything was looked at', () => {
    const cut = { ...SOUND, explored: explored({ complete: false, bound: 'depth', faultsDone: 0 }) };
    expect(failureTable(report(cut))).toContain('\nNot every run of the saga `Checkout` was looked at: ');
  });

  it('tells how to make it again', () => {
    const bounds = { maxFaults: 3, maxDepth: 200, maxStates: 9 };
    const [first] = failureTable({ bounds, processes: [] }).split('\n');
    expect(first).toContain('`sagac simulate --update --max-faults 3 --max-states 9`');
  });

  it('is known by its first line', () => {
    expect(isFailureTable(failureTable(report(SOUND)))).toBe(true);
    expect(isFailureTable(`\uFEFF${failureTable(report())}`)).toBe(true);
    expect(isFailureTable('# Failure modes\n<!-- Made by `sagac simulate --update`')).toBe(false);
    expect(isFailureTable('')).toBe(false);
  });
});
