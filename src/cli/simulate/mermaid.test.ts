import { describe, expect, it } from 'vitest';
import type { TraceLine } from '../../simulate/report.js';
import { renderMermaid, traceDiagram } from './mermaid.js';
import { HOSTILE, processReport, report, SOUND, sampleView, TRACE, trace, violation } from './testing/sample-report.js';

describe('a trace as a Mermaid diagram', () => {
  it('has a participant a lane, messages, and notes', () => {
    expect(traceDiagram(TRACE)).toBe(`sequenceDiagram
  participant p1 as order
  participant p2 as payment
  p1->>p2: CapturePayment
  rect rgba(21, 170, 191, 0.2)
    Note over p2: #9679; the card is charged
  end
  rect rgba(255, 200, 0, 0.25)
    p2-xp1: PaymentCaptured
    Note over p1,p2: #33; the deadline passes
  end
  Note over p1: #9632; aborted
  rect rgba(250, 82, 82, 0.3)
    Note over p2: #10007; the charge stands and nobody undoes it
  end
`);
  });

  it('lets no text be read as Mermaid', () => {
    const lines: TraceLine[] = [
      { kind: 'message', from: HOSTILE, to: 'end', text: HOSTILE, tone: 'plain' },
      { kind: 'message', from: 'end', to: 'end', text: '', tone: 'plain' },
      { kind: 'note', lane: HOSTILE, text: HOSTILE, tone: 'plain' },
      { kind: 'note', text: HOSTILE, tone: 'plain' },
    ];
    const safe = '[\\p{L}\\p{N} .,_#;-]+';
    const forms = [
      'sequenceDiagram',
      `  participant p\\d as ${safe}`,
      `  p\\d->>p2: ${safe}`,
      `  Note over p1(,p2)?: ${safe}`,
    ];
    const drawn = traceDiagram(trace(lines)).trimEnd().split('\n');
    expect(drawn).toHaveLength(7);
    for (const line of drawn) expect(line).toMatch(new RegExp(`^(${forms.join('|')})$`, 'u'));
    expect(drawn.join('').replace(/#\d+;/g, '')).not.toMatch(/[#;]/);
  });
});

describe('mermaid', () => {
  it('is one diagram with all counterexamples, and the lanes of all', () => {
    const second = violation({ number: 2, message: 'Twice.', trace: trace([], ['shipping']) });
    const text = renderMermaid.whole(report(processReport(), processReport({ violations: [second] })), sampleView());
    expect(text.match(/sequenceDiagram/g)).toHaveLength(1);
    expect(text).toContain('participant p3 as shipping');
    expect(text).toContain('Note over p1,p3: 1. The saga is aborted');
    expect(text).toContain('  Note over p1,p3: 2. Twice.\n');
  });

  it('is an empty diagram without counterexamples', () => {
    const { trace: _, ...without } = violation();
    const given = report(SOUND, processReport({ violations: [without] }));
    expect(renderMermaid.whole(given, sampleView())).toBe('sequenceDiagram\n');
  });
});
