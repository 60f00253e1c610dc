import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReservedWord, safeIdentifier } from './reserved-words.js';
import {
  camelCase,
  commentLines,
  commentText,
  docComment,
  jsonText,
  objectKey,
  pascalCase,
  propertyKey,
  stringLiteral,
} from './text.js';

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '*/',
        '/*',
        '//',
        '\n',
        '\r',
        '\u2028',
        '\u2029',
        "'",
        '`',
        '${',
        '\\',
        '</script>',
        '<!--',
        '\u202e',
        '\ud800',
        '@',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('string literals', () => {
  it('mean the text that they were made of, on one line, whatever is in it', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const literal = stringLiteral(text);
        expect(runInNewContext(literal)).toBe(text);
        expect(literal).not.toMatch(/[\n\r\u2028\u2029\u202e]|<\/|<!--/);
      }),
    );
  });

  it('keep ordinary text readable', () => {
    expect(stringLiteral("it's größer – ok")).toBe("'it\\'s größer – ok'");
  });
});

describe('comments', () => {
  it('cannot be left, and hide nothing', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const comment = docComment(commentLines(text), [`@default ${commentText(text)}`]);
        expect(runInNewContext(`(${comment}\n1)`)).toBe(1);
        expect(comment.split('*/')).toHaveLength(2);
        expect(comment).not.toMatch(/[\u2028\u2029\u202e\u200b]/);
      }),
    );
  });

  it('are laid out in one line or several, and have no tags of the catalog', () => {
    expect(docComment(['One line.'])).toBe('/** One line. */\n');
    expect(docComment(commentLines('Two\n\nparagraphs.'), ['@since 1'], '  ')).toBe(
      '  /**\n   * Two\n   *\n   * paragraphs.\n   * @since 1\n   */\n',
    );
    expect(docComment(['@deprecated not really'])).toBe('/** \\@deprecated not really */\n');
    expect(docComment([])).toBe('');
  });
});

describe('names', () => {
  it.each([
    ['OrderPlaced', 'orderPlaced'],
    ['HTTPRequestSent', 'httpRequestSent'],
    ['IBANChanged', 'ibanChanged'],
    ['SMS', 'sms'],
    ['X', 'x'],
    ['order_placed', 'orderPlaced'],
    ['alreadyCamel', 'alreadyCamel'],
  ])('%s becomes %s', (name, expected) => {
    expect(camelCase(name)).toBe(expected);
  });

  it('capitalises words', () => {
    expect(pascalCase('team-checkout.v2')).toBe('TeamCheckoutV2');
  });

  it('evades reserved words, depending on the name alone', () => {
    expect(safeIdentifier('delete')).toBe('delete_');
    expect(safeIdentifier('Date')).toBe('Date_');
    expect(safeIdentifier('Order')).toBe('Order');
    expect(safeIdentifier('Order', new Set(['Order']))).toBe('Order_');
    expect(safeIdentifier('2fast')).toBe('_2fast');
    expect(safeIdentifier('')).toBe('_');
    expect(isReservedWord('hasOwnProperty')).toBe(false);
  });

  it('quotes keys that are no identifiers, and never sets a prototype', () => {
    expect(propertyKey('a-b')).toBe("'a-b'");
    expect(propertyKey('constructor')).toBe('constructor');
    expect(runInNewContext(`Object.keys({ ${objectKey('__proto__')}: 1 }).join()`)).toBe('__proto__');
  });
});

describe('JSON', () => {
  it('is the same value, with nothing hidden in it', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(JSON.parse(jsonText({ a: text }))).toEqual({ a: text });
        expect(jsonText({ a: text })).not.toMatch(/[\u2028\u202e\u200b]/);
      }),
    );
  });
});
