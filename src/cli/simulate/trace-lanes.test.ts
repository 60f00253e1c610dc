import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../diagnostics/index.js';
import type { Trace, TraceLine } from '../../simulate/report.js';
import type { Style } from '../screen.js';
import { TRACE, trace } from './testing/sample-report.js';
import { traceLanes } from './trace-lanes.js';

const plain = (_: Style, text: string) => text;

function draw(given: Trace, columns = 80): readonly string[] {
  return traceLanes(given, { columns, paint: plain });
}

function message(from: string, to: string, text: string, lost = false): TraceLine {
  return { kind: 'message', from, to, text, tone: 'plain', ...(lost && { lost }) };
}

describe('a trace with lanes', () => {
  it('has a lane a service, arrows in both directions, and notes beside their lane', () => {
    expect(draw(TRACE)).toEqual([
      '   order                    payment',
      '     │                         │',
      '1    │── CapturePayment ──────▶│',
      '2    │                         ● the card is charged',
      '3    │   ✗── PaymentCaptured ──│',
      '4    ┄┄ ! the deadline passes ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄',
      '5    ■ aborted                 │',
      '6    │                         ✗ the charge stands and nobody undoes it',
      '     │                         │',
    ]);
  });

  it('puts a text above its arrow where it does not fit, and breaks names at their words', () => {
    expect(
      draw(trace([message('order', 'payment', 'CapturePaymentOfCard'), message('payment', 'order', 'Ok')]), 24),
    ).toEqual([
      '   order        payment',
      '     │             │',
      '1    │ Capture     │',
      '     │ PaymentOf   │',
      '     │ Card        │',
      '     │────────────▶│',
      '2    │◀── Ok ──────│',
      '     │             │',
    ]);
  });

  it('crosses the lanes between', () => {
    const lines = [message('a', 'c', 'Go'), message('c', 'a', 'Gone', true), message('a', 'c', 'Again', true)];
    expect(draw(trace(lines, ['a', 'b', 'c']))).toEqual([
      '   a           b           c',
      '   │           │           │',
      '1  │── Go ─────┼──────────▶│',
      '2  │   ✗── Gone ───────────│',
      '3  │── Again ──┼───────✗   │',
      '   │           │           │',
    ]);
  });

  it('counts wide characters as two columns', () => {
    const lines = [message('日本', '中国', '決済する'), message('中国', '日本', 'é\u0301!', true)];
    expect(draw(trace(lines))).toEqual([
      '   日本            中国',
      '     │               │',
      '1    │── 決済する ──▶│',
      '2    │   ✗── é\u0301! ─────│',
      '     │               │',
    ]);
  });

  it('keeps what a service does by itself in its lane', () => {
    const lines = draw(trace([message('order', 'order', 'waits'), message('order', 'order', 'waited', true)]));
    expect(lines.slice(2, 4)).toEqual(['1    ├─▶ waits', '2    ├─✗ waited']);
  });

  it('wraps a long note, over the lanes to the right where it has to', () => {
    const text = 'the time limit has passed, and it may have happened, so that it is undone by all means';
    const lines = draw(trace([message('a', 'b', 'Go'), { kind: 'note', lane: 'a', text, tone: 'plain' }]), 50);
    expect(lines.slice(3, 5)).toEqual([
      '2  · the time limit has passed, and it may have',
      '   │ happened, so that it is undone by all means',
    ]);
  });

  it('numbers to the right', () => {
    const many = trace(Array.from({ length: 10 }, () => message('a', 'b', 'Go')));
    expect(draw(many).filter((line) => /^ ?(9|10) /.test(line))).toEqual([' 9  │── Go ────▶│', '10  │── Go ────▶│']);
  });

  it.each([40, 60, 80, 120])('stays within %i columns', (columns) => {
    const lines = draw(TRACE, columns);
    expect(lines[0]).toContain('order');
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
  });

  it('is painted by tone', () => {
    const lines = traceLanes(TRACE, { columns: 80, paint: (style, text) => `<${style}>${text}</>` });
    expect(lines[4]).toContain('<yellow>✗── PaymentCaptured ──</>');
    expect(lines[7]).toContain('<red>✗ the charge stands');
  });

  it('lets no text leave its line or steer the terminal', () => {
    const evil = 'a\nb\u001b[2J';
    const lines = draw(trace([message(evil, '__proto__', evil), { kind: 'note', text: evil, tone: 'plain' }]));
    expect(lines.filter((line) => line.includes('\n') || line.includes('\u001b'))).toEqual([]);
    expect(lines.join('')).toContain('a b\u241b[2J');
    expect(lines[0]).toContain('__proto__');
  });
});

describe('a trace whose lanes find no room', () => {
  it('is a list', () => {
    const lines = [message('order', 'a-service-with-a-long-name', 'Go', true), message('order', 'payment', 'Go')];
    const notes: TraceLine[] = [
      { kind: 'note', lane: 'payment', text: 'has the money of the customer now', tone: 'effect' },
      { kind: 'note', text: 'time passes', tone: 'fault' },
    ];
    expect(draw(trace([...lines, ...notes]), 40)).toEqual([
      '1. order ─✗ a-service-with-a-long-name:',
      '   Go',
      '2. order → payment: Go',
      '3. payment: ● has the money of the',
      '   customer now',
      '4. ! time passes',
    ]);
  });

  it('tells what a service does by itself', () => {
    const lines = ['order', 'a-service-with-a-very-long-name'].map((name) => message(name, name, 'Go', true));
    expect(draw(trace(lines), 40)[0]).toBe('1. order ─✗ order: Go');
  });

  it('is a list too where there is no lane at all', () => {
    expect(draw(trace([{ kind: 'note', text: 'time passes', tone: 'plain' }]))).toEqual(['1. · time passes']);
  });
});
