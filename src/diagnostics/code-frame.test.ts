import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFrame, type FrameLine, type Mark } from './code-frame.js';
import { displayWidth } from './display-width.js';

/** The frame as plain lines: `12|text`, and below it the underlines. */
function frame(source: string, marks: readonly Mark[], width = 60): string[] {
  return codeFrame(source, marks, width).map(lineText);
}

function lineText(line: FrameLine): string {
  switch (line.kind) {
    case 'source':
      return `${line.number}|${line.text}`;
    case 'mark':
      return `  ${' '.repeat(line.indent)}${(line.primary ? '^' : '-').repeat(line.length)} ${line.text}`.trimEnd();
    case 'text':
      return `  ${' '.repeat(line.indent)}${line.text}`;
    case 'gap':
      return '...';
  }
}

function mark(source: string, wanted: string, primary = true, text?: string): Mark {
  const start = source.indexOf(wanted);
  const span = { file: 'a.yaml', start, end: start + wanted.length };
  return { span, primary, ...(text !== undefined && { text }) };
}

describe('codeFrame', () => {
  it('underlines the marked text', () => {
    const source = 'events:\n  OrderPlaced:\n    producer: ordr\n';
    expect(frame(source, [mark(source, 'ordr')])).toEqual(['3|    producer: ordr', '                ^^^^']);
  });

  it('shows two places, with a gap between distant lines', () => {
    const source = 'a: 1\nb: 2\nc: 3\nd: 4\na: 5\n';
    const second: Mark = { span: { file: 'a.yaml', start: 20, end: 21 }, primary: true };
    const first = mark(source, 'a', false, 'first declared here');
    expect(frame(source, [second, first])).toEqual(['1|a: 1', '  - first declared here', '...', '5|a: 5', '  ^']);
  });

  it('shows a single line between two marks instead of a gap', () => {
    const source = 'a: 1\nb: 2\nc: 3\n';
    expect(frame(source, [mark(source, 'a'), mark(source, 'c', false)])).toEqual([
      '1|a: 1',
      '  ^',
      '2|b: 2',
      '3|c: 3',
      '  -',
    ]);
  });

  it('gives each of two marks on one line its own underline', () => {
    const source = 'map: { a: 1, a: 2 }';
    const second: Mark = { span: { file: 'a.yaml', start: 13, end: 14 }, primary: true, text: 'again' };
    const first: Mark = { span: { file: 'a.yaml', start: 7, end: 8 }, primary: false, text: 'first' };
    expect(frame(source, [second, first])).toEqual([
      '1|map: { a: 1, a: 2 }',
      '         - first',
      '               ^ again',
    ]);
  });

  it('underlines the first line of a mark over several', () => {
    const source = 'steps:\n  - do: A\n    undo: B\n';
    expect(frame(source, [mark(source, 'do: A\n    undo: B')])).toEqual(['2|  - do: A', '      ^^^^^']);
  });

  it('marks an empty place, also at the very end', () => {
    expect(frame('', [{ span: { file: 'a.yaml', start: 0, end: 0 }, primary: true }])).toEqual(['1|', '  ^']);
    expect(frame('ab\n', [{ span: { file: 'a.yaml', start: 99, end: 120 }, primary: true }])).toEqual(['2|', '  ^']);
  });

  it('expands tabs and keeps the underline below wide characters', () => {
    const source = '\tname: "日本" x: ordr';
    expect(frame(source, [mark(source, 'ordr')])).toEqual(['1|    name: "日本" x: ordr', `  ${' '.repeat(20)}^^^^`]);
    expect(frame(source, [mark(source, '日本')])[1]).toBe(`  ${' '.repeat(11)}^^^^`);
  });

  it('shows control characters instead of obeying them', () => {
    const source = 'a: "\u001b[31mred\u202e"\r\n';
    expect(frame(source, [mark(source, 'a')])).toEqual(['1|a: "␛[31mred�"', '  ^']);
  });

  it('crops a long line around its mark', () => {
    const source = `${'x'.repeat(50)} ordr ${'y'.repeat(50)}`;
    const [line = '', underline = ''] = frame(source, [mark(source, 'ordr')], 30);
    expect(line).toMatch(/^1\|…x+ ordr y+…$/);
    expect(displayWidth(line.slice(2))).toBe(30);
    expect(underline.indexOf('^')).toBe(line.indexOf('ordr'));
  });

  it('puts a label below the underline when it does not fit beside it', () => {
    const source = 'the quick brown fox jumps over the lazy dog';
    const lines = frame(source, [mark(source, 'lazy', true, 'this animal needs a name')], 46);
    expect(lines[1]).toBe(`  ${' '.repeat(35)}^^^^`);
    expect(lines.slice(2).join(' ').replace(/\s+/g, ' ').trim()).toBe('this animal needs a name');
  });

  it('never leaves the given width, and always marks something', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '\t', '日', '🎉', 'é', '\u001b', '\n'), maxLength: 120 });
    fc.assert(
      fc.property(text, fc.nat(130), fc.nat(40), fc.integer({ min: 20, max: 60 }), (source, start, length, width) => {
        const lines = codeFrame(source, [{ span: { file: 'f', start, end: start + length }, primary: true }], width);
        for (const line of lines) {
          if (line.kind === 'source') expect(displayWidth(line.text)).toBeLessThanOrEqual(width);
          if (line.kind === 'mark') {
            expect(line.length).toBeGreaterThan(0);
            expect(line.indent + line.length).toBeLessThanOrEqual(Math.max(width, line.indent + 1));
          }
        }
        expect(lines.map((line) => line.kind)).toEqual(['source', 'mark']);
      }),
    );
  });
});
