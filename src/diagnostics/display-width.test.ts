import { describe, expect, it } from 'vitest';
import { displayWidth, padTo, printable, wrapText } from './display-width.js';

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['日本', 4],
    ['🎉', 2],
    ['e\u0301', 1],
    ['\u200b', 0],
    ['├─', 2],
    ['', 0],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('padTo', () => {
  it('counts columns, not characters', () => {
    expect(padTo('日', 4)).toBe('日  ');
    expect(padTo('abcdef', 4)).toBe('abcdef');
  });
});

describe('printable', () => {
  it('keeps line breaks and disarms the rest', () => {
    expect(printable('a\nb\tc\u001b[0m\u0000\u009b\u202e')).toBe('a\nb c␛[0m␀��');
  });
});

describe('wrapText', () => {
  it('breaks at spaces and keeps line breaks and indentation', () => {
    expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapText('a\n\n  b c d', 5)).toEqual(['a', '', '  b c', '  d']);
  });

  it('leaves a word that is too long whole', () => {
    expect(wrapText('supercalifragilistic is long', 8)).toEqual(['supercalifragilistic', 'is long']);
  });
});
