import { describe, expect, it } from 'vitest';
import { type Automaton, acceptsText, automatonFor, automatonForText } from './automaton.js';
import { findText } from './find-text.js';
import { parsePattern } from './parse-pattern.js';

const PATTERNS = [
  ...['', 'a', '^a', 'a$', '^a$', '^$', 'a|b', '^(a|b)$', '^a|b$', '(?:ab)+', '^(ab)*$', '^a?b+$', 'a{2}', '^a{1,2}$'],
  ...[
    '^a{2,}b',
    '.',
    '^.$',
    '^..$',
    '[ab]',
    '[^ab]',
    '^[^a]*$',
    '^[a-c]+$',
    '\\d',
    '\\D',
    '^\\w+$',
    '\\W',
    '\\s',
    '\\S',
  ],
  ...[
    '^[\\d-]$',
    '[\\]a]',
    '^\\u0061$',
    '\\x62',
    'a.?b',
    '(^a|b$)',
    '^(?<name>a)b*?$',
    '$a',
    'a^',
    '(a|)b',
    '[^]',
    '[]',
  ],
  ...['^((a|b)c)*$', '\\-?', '^(a+)+$', '^é$', '^(?:)$', '(a$|b)', '^(^a)', '\\.', '^[.]$', '^\\/'],
].filter((pattern) => isValid(pattern));

const TEXTS = textsUpTo(3, ['a', 'b', 'c', '1', '-', '\n', 'é', '😀', '.']);

function isValid(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
}

function textsUpTo(length: number, letters: readonly string[]): readonly string[] {
  if (length === 0) return [''];
  const shorter = textsUpTo(length - 1, letters);
  return ['', ...shorter.flatMap((text) => letters.map((letter) => text + letter))];
}

function automaton(pattern: string): Automaton {
  const parsed = parsePattern(pattern);
  const made = parsed && automatonFor(parsed);
  if (!made) throw new Error(`no automaton for ${pattern}`);
  return made;
}

describe('automata of patterns', () => {
  it.each(PATTERNS)('find in texts what the expression finds: %j', (pattern) => {
    const made = automaton(pattern);
    const expression = new RegExp(pattern, 'u');
    const wrong = TEXTS.filter((text) => acceptsText(made, text) !== expression.test(text));
    expect(wrong).toEqual([]);
  });

  it.each(['(?=a)', '(?<!a)b', '(a)\\1', '\\bword', '\\p{L}', '(?i:a)', `${'('.repeat(200)}a${')'.repeat(200)}`])(
    'are not made of what looks around or back, or is too deep: %s',
    (pattern) => {
      expect(parsePattern(pattern)).toBeUndefined();
    },
  );
});

describe('findText', () => {
  const wish = (accepted: readonly string[], refused: readonly string[], least = 0, most = Number.POSITIVE_INFINITY) =>
    findText({ accepted: accepted.map(automaton), refused: refused.map(automaton), least, most });

  it('finds the shortest text, a readable one first', () => {
    expect(wish(['^[A-Z]\\d+$'], [], 3)).toEqual({ text: 'A00' });
    expect(wish(['^.+$'], ['a', '\\d'])).toEqual({ text: 'b' });
  });

  it('proves that there is none', () => {
    expect(wish(['^[ab]+$'], ['a', 'b'])).toBe('none');
    expect(wish(['^a{3}$'], [], 0, 2)).toBe('none');
    expect(
      findText({ accepted: [automaton('^a?$')], refused: ['', 'a'].map(automatonForText), least: 0, most: 9 }),
    ).toBe('none');
  });

  it('agrees with the expressions on every pair of patterns', () => {
    for (const first of PATTERNS) {
      for (const second of PATTERNS) {
        const found = wish([first], [second], 0, 3);
        const example = TEXTS.find((text) => new RegExp(first, 'u').test(text) && !new RegExp(second, 'u').test(text));
        if (found === 'none') expect({ first, second, example }).toEqual({ first, second, example: undefined });
        else if (found !== 'unknown') {
          expect(new RegExp(first, 'u').test(found.text)).toBe(true);
          expect(new RegExp(second, 'u').test(found.text)).toBe(false);
        }
      }
    }
  });
});
