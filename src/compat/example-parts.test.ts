import { describe, expect, it } from 'vitest';
import { checks } from './checks/index.js';
import { splitTexts } from './example-parts.js';

const SECTION = /^\S.*:$/;

/** The lines of a text, each with its section, in any order. */
function linesOf(text: string): readonly string[] {
  let section = '';
  const lines = text.split('\n').flatMap((line) => {
    if (SECTION.test(line)) section = line;
    return line.trim() === '' || SECTION.test(line) ? [] : [`${section} ${line}`];
  });
  return lines.sort();
}

describe('splitTexts', () => {
  it('takes out what is the same in all texts, definition by definition', () => {
    const { common, own } = splitTexts([
      'services:\n  a: {}\n  b: {}\nevents:\n  E:\n    version: 1.0.0\n',
      'services:\n  a: {}\n\nevents:\n  E:\n    version: 2.0.0\n',
    ]);
    expect(common).toBe('services:\n  a: {}');
    expect(own).toEqual(['services:\n  b: {}\nevents:\n  E:\n    version: 1.0.0', 'events:\n  E:\n    version: 2.0.0']);
  });

  it('keeps a section on one line whole, and leaves nothing of equal texts', () => {
    expect(splitTexts(['services: { a: {} }\n', 'services: { b: {} }\n'])).toEqual({
      common: '',
      own: ['services: { a: {} }', 'services: { b: {} }'],
    });
    expect(splitTexts(['events: {}\n', 'events: {}\n'])).toEqual({ common: 'events: {}', own: ['', ''] });
    expect(splitTexts([])).toEqual({ common: '', own: [] });
  });

  it('knows the same definition of two sections apart', () => {
    expect(splitTexts(['events:\n  A: {}\n', 'commands:\n  A: {}\n']).common).toBe('');
  });

  it.each(checks)('loses no line of the examples of $id', ({ examples }) => {
    const texts = examples.flatMap(({ before, after }) => [before, after]);
    const { common, own } = splitTexts(texts);
    const whole = own.map((text) => linesOf(`${common}\n${text}`));
    expect(whole).toEqual(texts.map(linesOf));
  });
});
