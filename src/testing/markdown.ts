/** A fenced block of a Markdown page. */
export interface FencedBlock {
  /** Line of its opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  /** What stands behind the language: words, or `name=value`. */
  readonly info: ReadonlyMap<string, string>;
  readonly text: string;
}

/** The fenced blocks of a page in order; also indented ones, without their indent. */
export function fencedBlocks(page: string): readonly FencedBlock[] {
  return [...page.matchAll(/^([ \t]*)```(\w*)([^\n`]*)\n([\s\S]*?)^\1```[ \t]*$/gm)].map((match) => {
    const [, indent = '', language = '', info = '', body = ''] = match;
    const words = info.split(/\s+/).filter((word) => word !== '');
    return {
      line: page.slice(0, match.index).split('\n').length,
      language,
      info: new Map(words.map((word) => [word.split('=')[0] ?? '', word.split('=')[1] ?? ''])),
      text: body
        .split('\n')
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
        .join('\n'),
    };
  });
}

/** Targets of the links of a page that lead to files or headings of the project. */
export function localLinks(page: string): readonly string[] {
  const prose = page.replace(/^[ \t]*```[\s\S]*?^[ \t]*```[ \t]*$/gm, '').replace(/`[^`\n]*`/g, '');
  const targets = [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map((match) => match[1] ?? '');
  return targets.filter((target) => !/^[a-z]+:/i.test(target));
}

/** The anchors that a page's headings get. */
export function anchors(page: string): readonly string[] {
  const headings = page.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#{1,6} (.*)$/gm);
  return [...headings].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
