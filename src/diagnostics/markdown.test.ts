import { describe, expect, it } from 'vitest';
import { markdownTable, markdownText } from './markdown.js';

describe('markdownText', () => {
  it.each([
    ['names are code', 'answers `a_b`', 'answers `a_b`'],
    [
      'nothing else is read',
      '*a* _b_ <i> [c](d) ~e~ &lt; $f$ \\',
      '\\*a\\* \\_b\\_ \\<i\\> \\[c\\](d) \\~e\\~ \\&lt; \\$f\\$ \\\\',
    ],
    ['a lone backquote', 'a ` b', 'a \\` b'],
    ['code that a table would cut', '`a|b` `c\\`', '\\`a|b` `c\\\\\\`'],
    ['lines become one', ' a\n\n b\tc ', 'a b c'],
    ['no list begins', '- a', '\\- a'],
    ['no numbered list', '12. a', '12\\. a'],
    ['no heading', '# a', '\\# a'],
    ['no sign steers a terminal', 'a\u001b[2J', 'a\u241b\\[2J'],
  ])('%s', (_, text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });
});

describe('markdownTable', () => {
  it('keeps a bar inside its cell', () => {
    expect(markdownTable(['a', 'b'], [['x|y', 'z']])).toBe('| a | b |\n|---|---|\n| x\\|y | z |');
  });
});
