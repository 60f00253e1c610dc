import { type Document, type ErrorCode, parseDocument, visit } from 'yaml';
import { createLineMap, type Diagnostic, spanAt } from '../diagnostics/index.js';
import { report } from './messages.js';

/** Errors told per file: one mistake often makes many. */
const MAX_ERRORS = 10;
/** Larger files, in characters, keep the first parser's single error: a second parse would take long. */
const MAX_LENGTH = 1_000_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is there to find.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * Replaces the single syntax error of the fast parser by what a parser that goes on after errors finds: the first error of
 * each line, the first ten lines. Keeps the given diagnostics where that parser finds nothing.
 */
export function explainSyntax(file: string, text: string, found: readonly Diagnostic[]): readonly Diagnostic[] {
  const others = found.filter((diagnostic) => diagnostic.code !== 'yaml-syntax');
  const control = CONTROL.exec(text);
  if (control) return [...others, controlCharacter(file, control)];
  const errors = text.length > MAX_LENGTH ? [] : syntaxErrors(text);
  if (errors.length === 0) return found;
  const lines = createLineMap(text);
  const lineOf = ({ span }: Diagnostic) => lines.positionAt(span?.start ?? 0).line;
  const told = new Set(others.map(lineOf));
  const explained: Diagnostic[] = [];
  for (const diagnostic of errors.map((error) => explain(file, text, error))) {
    if (told.has(lineOf(diagnostic)) || explained.length === MAX_ERRORS) continue;
    told.add(lineOf(diagnostic));
    explained.push(diagnostic);
  }
  return [...others, ...explained];
}

function controlCharacter(file: string, { 0: character, index }: RegExpExecArray): Diagnostic {
  const code = character.charCodeAt(0).toString(16).padStart(4, '0');
  const problem = `the control character U+${code.toUpperCase()} stands here`;
  const help = `Remove it, or write it as \`\\u${code}\` in double quotes.`;
  return report('yaml-syntax', spanAt(file, index, index + 1), { problem }, { help });
}

/** Where a syntax error is told: an unclosed quote where it opens, not at the end of the file. */
interface SyntaxProblem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A file that the fast parser gave up early may be nested too deep for this one, which recurses. */
function syntaxErrors(text: string): readonly SyntaxProblem[] {
  try {
    const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent' });
    return document.errors.map(({ code, message, pos: [start, end] }) => {
      const quote = message.startsWith('Missing closing') ? openingQuote(document, start) : undefined;
      return quote === undefined ? { code, message, start, end } : { code, message, start: quote, end: quote + 1 };
    });
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Start of the scalar that ends at `end`. */
function openingQuote(document: Document.Parsed, end: number): number | undefined {
  let start: number | undefined;
  visit(document, {
    Scalar(_, { range }) {
      if (range?.[1] !== end) return undefined;
      start = range[0];
      return visit.BREAK;
    },
  });
  return start;
}

function explain(file: string, text: string, error: SyntaxProblem): Diagnostic {
  const start = Math.min(error.start, text.length);
  const span = spanAt(file, start, Math.min(Math.max(error.end, start), text.length));
  if (error.code === 'TAB_AS_INDENT') return report('yaml-tab', span, undefined);
  const known = BY_MESSAGE.find(([pattern]) => pattern.test(error.message))?.[1] ?? BY_CODE[error.code];
  const problem = known?.problem ?? lowerFirst(error.message.replace(/\.$/, ''));
  return report('yaml-syntax', span, { problem }, known ? { help: known.help } : {});
}

interface Explanation {
  readonly problem: string;
  readonly help: string;
}

const UNEVEN: Explanation = {
  problem: 'this line is not indented like its neighbours, or a bracket above is still open',
  help: 'Give all keys of one map the same indentation, and close `{` and `[`.',
};

/** For codes that stand for several mistakes. */
const BY_MESSAGE: readonly (readonly [RegExp, Explanation])[] = [
  [
    /^Missing closing/,
    {
      problem: 'this quote is never closed',
      help: "Close it behind the text; inside single quotes an apostrophe is written twice (`''`).",
    },
  ],
  [/^A block sequence may not/, UNEVEN],
  [
    /at node end$/,
    {
      problem: 'something follows a value that has already ended',
      help: 'Quote the whole value, or remove what follows it.',
    },
  ],
  [
    /^Unexpected (,|empty item)/,
    { problem: 'nothing stands between two commas here', help: 'Remove one of the commas.' },
  ],
  [
    /^Unexpected flow-(map|seq)-end/,
    { problem: 'this bracket closes nothing', help: 'Remove it, or add the one that opens.' },
  ],
];

const BY_CODE: Partial<Record<ErrorCode, Explanation>> = {
  BLOCK_AS_IMPLICIT_KEY: {
    problem: 'a second `: ` stands in this value',
    help: 'Quote the value if the `:` belongs to it, or put the inner map on lines of its own.',
  },
  BAD_INDENT: UNEVEN,
  MULTILINE_IMPLICIT_KEY: {
    problem: 'this line is no `key: value`',
    help: 'Put `: ` (with the space) behind the key, or indent the line if it continues a text.',
  },
  BAD_SCALAR_START: {
    problem: 'an unquoted value cannot begin with this character',
    help: 'Quote the value.',
  },
  BAD_DQ_ESCAPE: {
    problem: 'this escape does not exist in double quotes',
    help: 'Use single quotes, in which a backslash is just a backslash.',
  },
  BLOCK_IN_FLOW: {
    problem: 'indented lines cannot stand inside `{ }` or `[ ]`',
    help: 'Write the inner value on one line too, or the outer one on several.',
  },
};

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
