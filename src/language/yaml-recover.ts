import { type ErrorCode, parseDocument, type YAMLError } from 'yaml';
import { createLineMap, type Diagnostic, spanAt } from '../diagnostics/index.js';
import { report } from './messages.js';

/** Errors told per file: one mistake often makes many. */
const MAX_ERRORS = 10;
/** Larger files, in characters, keep the first parser's single error: a second parse would take long. */
const MAX_LENGTH = 1_000_000;

/**
 * Replaces the single syntax error of the fast parser by what a parser that goes on after errors finds: the first error of
 * each line, the first ten lines. Keeps the given diagnostics where that parser finds nothing.
 */
export function explainSyntax(file: string, text: string, found: readonly Diagnostic[]): readonly Diagnostic[] {
  const errors = text.length > MAX_LENGTH ? [] : syntaxErrors(text);
  if (errors.length === 0) return found;
  const lines = createLineMap(text);
  const others = found.filter((diagnostic) => diagnostic.code !== 'yaml-syntax');
  const told = new Set(others.map((diagnostic) => lines.positionAt(diagnostic.span?.start ?? 0).line));
  const explained: Diagnostic[] = [];
  for (const error of errors) {
    const { line } = lines.positionAt(error.pos[0]);
    if (told.has(line) || explained.length === MAX_ERRORS) continue;
    told.add(line);
    explained.push(explain(file, text, error));
  }
  return [...others, ...explained];
}

/** A file that the fast parser gave up early may be nested too deep for this one, which recurses. */
function syntaxErrors(text: string): readonly YAMLError[] {
  try {
    return parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent' }).errors;
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function explain(file: string, text: string, error: YAMLError): Diagnostic {
  const start = Math.min(error.pos[0], text.length);
  const span = spanAt(file, start, Math.min(Math.max(error.pos[1], start), text.length));
  if (error.code === 'TAB_AS_INDENT') return report('yaml-tab', span, undefined);
  const known = EXPLAINED[error.code];
  const problem = known?.problem ?? lowerFirst(error.message.replace(/\.$/, ''));
  return report('yaml-syntax', span, { problem }, known ? { help: known.help } : {});
}

const EXPLAINED: Partial<Record<ErrorCode, { readonly problem: string; readonly help: string }>> = {
  BLOCK_AS_IMPLICIT_KEY: {
    problem: 'a second `: ` stands in this value',
    help: 'Quote the value if the `:` belongs to it, or put the inner map on lines of its own.',
  },
  BAD_INDENT: {
    problem: 'this line is not indented like its neighbours, or a bracket above is still open',
    help: 'Give all keys of one map the same indentation, and close `{` and `[`.',
  },
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
