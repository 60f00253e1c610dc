/** Offset of the first character at or after `at` that is neither white space nor in a comment. */
export function afterBlanks(text: string, at: number): number {
  let offset = at;
  while (offset < text.length) {
    const char = text.charAt(offset);
    if (char === '#') {
      const lineEnd = text.indexOf('\n', offset);
      offset = lineEnd === -1 ? text.length : lineEnd;
    } else if (char === ' ' || char === '\t' || char === '\r' || char === '\n') offset++;
    else break;
  }
  return offset;
}

/** Offset behind the `}` or `]` that closes a flow collection whose last token ends at `at`. */
export function afterClosing(text: string, at: number): number {
  let offset = afterBlanks(text, at);
  while (text[offset] === ',' || text[offset] === ':' || text[offset] === '?') offset = afterBlanks(text, offset + 1);
  return offset < text.length ? offset + 1 : offset;
}

/** Where a missing value would stand: behind the `:` of its key or the `-` of its item, given the end of the token before. */
export function emptyValueAt(text: string, at: number, parent: 'map' | 'list' | undefined): number {
  const offset = afterBlanks(text, at);
  return text[offset] === (parent === 'list' ? '-' : ':') ? offset + 1 : at;
}

/** Offset of the `|` or `>` of a block scalar whose first line of content begins at `contentStart`. */
export function blockScalarStart(text: string, contentStart: number): number {
  const lineStart = text.lastIndexOf('\n', contentStart - 2) + 1;
  const header = /[|>][-+0-9]*(?=[ \t]*(?:[ \t]#.*)?\r?$)/.exec(text.slice(lineStart, contentStart - 1));
  return header ? lineStart + header.index : contentStart;
}
