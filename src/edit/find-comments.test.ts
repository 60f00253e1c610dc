import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lexer } from 'yaml';
import { parseYaml } from '../language/yaml.js';
import { findComments } from './find-comments.js';

const found = (text: string) => findComments(text).map((comment) => text.slice(comment.start, comment.end));

/** The lexer puts this before the text of a scalar. */
const SCALAR_MARK = '\u001f';

/** Comments as the lexer of another YAML library sees them. */
function oracle(text: string): string[] {
  const tokens = [...new Lexer().lex(text)];
  return tokens.filter((token, index) => token.startsWith('#') && tokens[index - 1] !== SCALAR_MARK);
}

describe('findComments', () => {
  it('finds comments on their own line and behind a value', () => {
    const text = '# top\na: 1 # one\n  # deep\nb: [x, # in a list\n  y]\n';
    expect(findComments(text).map((comment) => comment.ownLine)).toEqual([true, false, true, false]);
    expect(found(text)).toEqual(['# top', '# one', '# deep', '# in a list']);
  });

  it.each([
    ['double quotes', 'a: "x # no" # yes'],
    ['escaped quotes', 'a: "x \\" # no" # yes'],
    ['single quotes', "a: 'it''s # no' # yes"],
    ['an apostrophe in plain text', "a: it's # yes"],
    ['a quote inside plain text', 'a: 5" pipe # yes'],
    ['plain text over two lines', "a: one\n  'tis two # yes"],
    ['a word with a hash', 'a: b#no # yes'],
    ['a literal block', 'a: |\n  # no\n\n  # no\nb: 1 # yes'],
    ['a folded block with a header comment', 'a: >- # yes\n  # no'],
    ['a block in a list', '- |\n # no\n- 1 # yes'],
    ['a block in a map in a list', '- a: |\n    # no\n  b: 1 # yes'],
    ['an explicit indentation', 'a: |1\n  # no\n # no\n# yes'],
    ['a block that is empty', 'a: |\n# yes\nb: 1'],
    ['quoted keys', '"a # no": 1 # yes'],
    ['JSON', '{"a":"# no", "b":["# no"]} # yes'],
    ['quotes over lines', 'a: "x\n  # no\n  y" # yes'],
    ['anchors, tags and aliases', 'a: &x !!str "# no"\nb: *x # yes'],
    ['a pipe in braces', '{ a: b|c, d: e } # yes'],
    ['carriage returns', 'a: "# no"\r\n# yes\r\n'],
    ['a document start', '--- # yes\na: 1'],
    ['a block scalar as the document', '--- |\n  # no'],
  ])('is not fooled by %s', (_, text) => {
    const yes = [...text.matchAll(/# yes/g)].map(() => '# yes');
    expect(found(text)).toEqual(yes);
  });

  it('reads any text to its end', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab:-#|>"\'[]{},&*!?\n \\1'.split('')), maxLength: 40 }),
        (text) => {
          for (const comment of findComments(text)) expect(text[comment.start]).toBe('#');
        },
      ),
    );
  });

  it('agrees with another library wherever the text is YAML', () => {
    const piece = fc.constantFrom(
      'a: ',
      'b: ',
      '- ',
      '\n',
      '\n  ',
      '\n    ',
      ' # c',
      '"x # y"',
      "'it''s #'",
      'w#x',
      '|\n',
      '>-\n',
      '[',
      ']',
      '{',
      '}',
      ', ',
      'z',
      "it's",
      '&n ',
      ': ',
    );
    let compared = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        if (parseYaml('f', text).diagnostics.length > 0) return;
        compared++;
        expect(found(text)).toEqual(oracle(text));
      }),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(100);
  });
});
