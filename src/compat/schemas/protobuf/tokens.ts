/** A word (name, number or path of names), a quoted string, or one sign, by its offsets in the text. */
export interface Token {
  readonly kind: 'word' | 'string' | 'sign';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A comment or string that never ends. */
export interface OpenEnd {
  readonly start: number;
  readonly what: 'comment' | 'string';
}

/** The tokens of a Protobuf file, comments left out; `open` is set where the text ends inside of something. */
export interface Tokens {
  readonly tokens: readonly Token[];
  readonly open?: OpenEnd;
}

const SPACE = /[\s\ufeff]/;
const WORD_END = /[\s\ufeff{}=;:[\],'"()<>/]/g;

/** Splits the text of a Protobuf file, in one pass. */
export function tokenize(text: string): Tokens {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (SPACE.test(sign)) {
      at++;
      continue;
    }
    if (sign === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      const end = commentEnd(text, at);
      if (end === undefined) return { tokens, open: { start: at, what: 'comment' } };
      at = end;
      continue;
    }
    const quoted = sign === '"' || sign === "'";
    const end = quoted ? stringEnd(text, at) : wordEnd(text, at);
    if (end === undefined) return { tokens, open: { start: at, what: 'string' } };
    const kind = quoted ? 'string' : end === at ? 'sign' : 'word';
    const start = at;
    at = Math.max(end, at + 1);
    tokens.push({ kind, start, end: at, text: text.slice(start, at) });
  }
  return { tokens };
}

function commentEnd(text: string, start: number): number | undefined {
  const line = text[start + 1] === '/';
  const end = text.indexOf(line ? '\n' : '*/', start + 2);
  if (end >= 0) return line ? end : end + 2;
  return line ? text.length : undefined;
}

function stringEnd(text: string, start: number): number | undefined {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '\\') at++;
    else if (sign === quote) return at + 1;
    else if (sign === '\n') return undefined;
  }
  return undefined;
}

/** End of the word that begins here, which is `start` itself where a sign stands. */
function wordEnd(text: string, start: number): number {
  WORD_END.lastIndex = start;
  return WORD_END.exec(text)?.index ?? text.length;
}
