import { describe, expect, it } from 'vitest';
import { fencedBlocks } from '../../testing/markdown.js';
import { renderMarkdown } from './markdown.js';
import { HOSTILE, mode, processReport, report, SOUND, sampleView, violation } from './testing/sample-report.js';

describe('markdown', () => {
  it('tells the same as the text, with diagrams', () => {
    const text = renderMarkdown.whole(report(processReport()), sampleView());
    const [before = ''] = text.split('```mermaid');
    expect(before).toBe(`# Simulation of shop

1 error in 1 saga or flow.

## saga Checkout

Takes an order from payment to parcel.

12,345 states, 23,456 steps, 3,210 ways to an end; at most 2 faults

Ends: aborted, completed, stuck.

| what fails | what the saga does | end | left behind | who is told |
|---|---|---|---|---|
| CapturePayment answers \`PaymentDeclined\` | unwinds; undoes \`ReserveStock\` by \`ReleaseStock\` | aborted | nothing | OrderCancelled |
| CapturePayment loses its answer | unwinds; undoes \`ReserveStock\` by \`ReleaseStock\` | aborted or stuck | \`CapturePayment\` | OrderCancelled, alert to team-checkout |

Absorbed without a trace: CapturePayment, ReserveStock: answers twice.

Coverage: 3 of 4 transitions taken.

- not taken: \`CapturePayment\` is cancelled
- No sample makes \`OrderPlaced.total.amount > 100\` true.

### error: The saga is aborted, and the effect of \`CapturePayment\` stands.

Invariant \`left-effect\`. Name the command that undoes it.

Counterexample 1, with 1 fault:

`);
    const [diagram] = fencedBlocks(text);
    expect(diagram?.language).toBe('mermaid');
    expect(diagram?.text).toMatch(/^sequenceDiagram\n {2}participant p1 as order\n/);
  });

  it('says nothing that differs from run to run', () => {
    const slow = { ...SOUND, explored: { ...SOUND.explored, ms: 9999 } };
    expect(renderMarkdown.whole(report(slow), sampleView())).toBe(renderMarkdown.whole(report(SOUND), sampleView()));
  });

  it('shows one violation without the rest, and says so where no run shows it', () => {
    const { trace: _, ...without } = violation();
    const text = renderMarkdown.violations(report(processReport({ violations: [without] })), sampleView());
    expect(text).toMatch(/^### error: /);
    expect(text).toContain('\n\nViolation 1: no run shows it, for it is about what no run does.\n');
    expect(text).not.toContain('```');
  });

  it('lets no text leave its block', () => {
    const hostile = processReport({
      name: '__proto__',
      summary: HOSTILE,
      ends: [HOSTILE],
      notes: [HOSTILE],
      modes: [mode({ step: HOSTILE, what: HOSTILE, left: [HOSTILE] }), mode({ what: HOSTILE, absorbed: true })],
      violations: [violation({ message: HOSTILE, help: HOSTILE })],
    });
    const text = renderMarkdown.whole(report(hostile), sampleView({ catalog: HOSTILE }));
    expect(fencedBlocks(text)).toHaveLength(1);
    expect(text).toContain('## saga \\_\\_proto\\_\\_\n');
    expect(text).not.toContain('\u001b');
    const table = text.split('\n').filter((line) => line.startsWith('| '));
    for (const row of table) expect(row.replaceAll('\\|', '').match(/\|/g)).toHaveLength(6);
    const prose = text.replace(/^```[\s\S]*?^```$/gm, '').replace(/(?<!\\)`[^`\\]*`/g, '');
    expect(prose).not.toMatch(/(?<!\\)[<*[]/);
  });
});
