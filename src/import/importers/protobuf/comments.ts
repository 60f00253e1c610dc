/** A comment of a Protobuf file: its text without slashes and stars, and where it stands. */
interface Comment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Finds what comments say about the definition at a place. */
export interface Comments {
  /** The comment right above the statement that `offset` stands in, else the one behind it in the same line. */
  about(offset: number): string | undefined;
}

/** Reads the comments of a file. Braces and semicolons outside of comments and strings end statements. */
export function commentsOf(text: string): Comments {
  const comments: Comment[] = [];
  const ends: number[] = [];
  for (const match of text.matchAll(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[;{}]/g)) {
    const [found] = match;
    const start = match.index;
    if (found.startsWith('/')) comments.push({ start, end: start + found.length, text: bareText(found) });
    else if (found.length === 1) ends.push(start);
  }
  const starts = comments.map(({ start }) => start);
  const lineOf = (offset: number) => text.lastIndexOf('\n', offset - 1);

  function above(offset: number, from: number): string | undefined {
    const lines: string[] = [];
    const candidates: Comment[] = [];
    let below = from + 1;
    for (let at = firstAbove(starts, below); (comments[at]?.end ?? Infinity) <= offset; at++) {
      const comment = comments[at];
      // What comes behind the first word stands within the statement.
      if (!comment || /\S/.test(text.slice(below, comment.start))) break;
      // Comments of the line that the statement before ends in belong to that one.
      if (from < 0 || lineOf(comment.start) !== lineOf(from)) candidates.push(comment);
      below = comment.end;
    }
    while (below < offset && /\s/.test(text.charAt(below))) below++;
    for (const comment of [...candidates].reverse()) {
      const between = text.slice(comment.end, below);
      if (/\S/.test(between) || /\n[^\S\n]*\r?\n/.test(between)) break;
      lines.unshift(comment.text);
      below = comment.start;
    }
    return lines.length === 0 ? undefined : lines.join('\n');
  }

  function behind(offset: number): string | undefined {
    const end = ends[firstAbove(ends, offset)];
    if (end === undefined) return undefined;
    const comment = comments[firstAbove(starts, end)];
    const between = comment && text.slice(end + 1, comment.start);
    return comment && between !== undefined && /^[^\S\n]*$/.test(between) ? comment.text : undefined;
  }

  return {
    about(offset) {
      const from = ends[firstAbove(ends, offset) - 1] ?? -1;
      const said = (above(offset, from) ?? behind(offset))?.trim();
      return said === '' ? undefined : said;
    },
  };
}

/** Position of the first of sorted offsets that is not below `offset`. */
function firstAbove(sorted: readonly number[], offset: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function bareText(comment: string): string {
  if (comment.startsWith('//')) return comment.replace(/^\/\/+ ?/, '').trimEnd();
  const lines = comment.slice(2, -2).replace(/^\*/, '').split('\n');
  return lines
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .join('\n')
    .trim();
}
