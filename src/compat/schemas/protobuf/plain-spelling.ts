import type { Token } from './tokens.js';

interface Spelling {
  /** What has been spelled, with the text between the tokens. */
  readonly parts: string[];
  /** For each `<` that is open: whether it stands for a `{`. */
  readonly open: boolean[];
}

const BEFORE_VALUE: ReadonlySet<string | undefined> = new Set([':', '[', ',']);

/**
 * Spells what the parser does not take in the way that it takes, each in the same number of letters: `- 5` as ` -5`, `0X1F` as
 * `0x1F`, and `<>` around values of options as `{}`.
 */
export function plainSpelling(text: string, tokens: readonly Token[]): string {
  const spelling: Spelling = { parts: [], open: [] };
  let at = 0;
  for (let index = 0; index < tokens.length; index++) {
    const [before, token] = [tokens[index - 1], tokens[index] as Token];
    const gap = text.slice(at, token.start);
    const isSigned = before?.text === '-' && token.kind === 'word';
    spelling.parts.push(isSigned ? `${gap.slice(1).replace(/[^\n]/g, ' ')}-` : gap, spell(spelling, tokens, index));
    at = token.end;
  }
  return spelling.parts.join('') + text.slice(at);
}

function spell({ open }: Spelling, tokens: readonly Token[], index: number): string {
  const [before, token, behind] = [tokens[index - 1], tokens[index] as Token, tokens[index + 1]];
  if (token.text === '<') {
    open.push(BEFORE_VALUE.has(before?.text));
    return open.at(-1) ? '{' : '<';
  }
  if (token.text === '>') return open.pop() ? '}' : '>';
  if (token.text === '-' && behind?.kind === 'word') return ' ';
  return token.kind === 'word' && /^-?0X/.test(token.text) ? token.text.replace('X', 'x') : token.text;
}
