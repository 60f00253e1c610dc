/** A bit of a statement that means something. */
export interface StatementToken {
  /** `word`: one of the words of statements; `quoted`: a text or number, which stays as it is. */
  readonly kind: 'quoted' | 'name' | 'word' | 'sign';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const QUOTED = [
  /[rR](?:"""[\s\S]*?"""|'''[\s\S]*?'''|"[^"]*"|'[^']*')/,
  /[bB]?(?:"""(?:\\[\s\S]|[^\\])*?"""|'''(?:\\[\s\S]|[^\\])*?'''|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*')/,
];
const GAP = /\s+|\/\/[^\n]*/;
const NUMBER = /\d[\w.]*/;
const NAME = /[A-Za-z_]\w*(?:@\d+)?/;
const SIGN = /&&|\|\||[\s\S]/;
const TOKEN = new RegExp(
  `(?<quoted>${QUOTED.map(({ source }) => source).join('|')}|${NUMBER.source})|(?<gap>${GAP.source})|(?<name>${NAME.source})|${SIGN.source}`,
  'g',
);

const WORDS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'without']);

/** The tokens of a statement, without gaps and comments. */
export function statementTokens(text: string): readonly StatementToken[] {
  const tokens: StatementToken[] = [];
  for (const { 0: found, index, groups } of text.matchAll(TOKEN)) {
    if (groups?.gap !== undefined) continue;
    const isField = tokens.at(-1)?.text === '.';
    tokens.push({ kind: kindOf(groups, isField), text: found, start: index, end: index + found.length });
  }
  return tokens;
}

function kindOf(
  groups: Readonly<Record<string, string | undefined>> | undefined,
  isField: boolean,
): StatementToken['kind'] {
  if (groups?.name === undefined) return groups?.quoted === undefined ? 'sign' : 'quoted';
  return !isField && WORDS.has(groups.name) ? 'word' : 'name';
}
