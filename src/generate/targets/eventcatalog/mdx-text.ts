import { printable } from '../../../diagnostics/index.js';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const CODE_SPAN = /(`+)([^`]+)\1(?!`)/g;
const LINE_END = /\r\n|[\n\r\u2028\u2029]/;

/**
 * Markdown from the catalog as MDX: it is set as Markdown, and nothing in it can be JSX, an expression or an import.
 * Fenced code is fenced anew, so that where it ends is known for sure.
 */
export function mdxMarkdown(text: string): string {
  const lines = text.trim().split(LINE_END).map(printable);
  const out: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const fence = FENCE.exec(line)?.[1];
    if (fence === undefined) {
      out.push(mdxLine(line));
      continue;
    }
    const end = closingFence(lines, at + 1, fence);
    out.push('', ...fenced(lines.slice(at + 1, end), line), '');
    at = end;
  }
  return out
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A text of the catalog as one line of MDX; names in backquotes are code, and nothing else in it is read as Markdown. */
export function mdxText(text: string): string {
  const line = printable(text.replace(/\s+/g, ' ').trim());
  const parts = line.split(/(`[^`\\|]+`)/);
  const escaped = parts.map((part, index) => (index % 2 === 1 ? codeSpan(part.slice(1, -1)) : escapeText(part)));
  return escaped.join('').replace(/^(?:[-+=#]|\d+[.)])/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`);
}

function escapeText(text: string): string {
  const marked = text.replace(/[\\`*_[\]~&$|]/g, '\\$&');
  return keywordless(marked.replace(/[<>{}]/g, entity));
}

/** What stands in backquotes stays code; where MDX would look into it, a component carries it as a string. */
function mdxLine(line: string): string {
  let out = '';
  let last = 0;
  for (const match of line.matchAll(CODE_SPAN)) {
    // A backslash would take the first character of the code, or of the tag around it, for text.
    const before = outsideCode(line.slice(last, match.index)).replace(/\\+$/, (run) => run.replaceAll('\\', entity));
    out += before + codeSpan(match[2] ?? '', match[0]);
    last = match.index + match[0].length;
  }
  return keywordless(out + outsideCode(line.slice(last)));
}

function outsideCode(text: string): string {
  return withoutScripts(text)
    .replace(/[<{}`]/g, entity)
    .replace(/~{3,}/g, (run) => run.replaceAll('~', '&#126;'));
}

/** Where a link leads by what is neither the web, mail nor a file, such as `javascript:`, it is text. */
const UNSAFE_LINK = /\](\(|:)(?!\s*(?:https?:\/\/|mailto:|[#./]|[\w-]+[/.#?)]))/gi;

function withoutScripts(text: string): string {
  return text.replace(UNSAFE_LINK, (_, character: string) => `]${entity(character)}`);
}

function codeSpan(content: string, written: string = `\`${content}\``): string {
  if (!/[<>{}]/.test(content)) return written;
  const literal = JSON.stringify(content).replace(/[<>{}`|&*_[\]]/g, escapeUnit);
  return `<code>{${literal}}</code>`;
}

/** `import` and `export` at the beginning of a line are code of a module to MDX. */
function keywordless(line: string): string {
  return line.replace(/^(\s*)([ie])(?=mport\b|xport\b)/, (_, space: string, letter: string) => space + entity(letter));
}

function closingFence(lines: readonly string[], from: number, fence: string): number {
  const mark = fence[0] === '~' ? '~' : '`';
  for (let at = from; at < lines.length; at++) {
    const run = FENCE.exec(lines[at] ?? '')?.[1];
    if (run?.[0] === mark && run.length >= fence.length && /^\s*[`~]+\s*$/.test(lines[at] ?? '')) return at;
  }
  return lines.length;
}

function fenced(lines: readonly string[], opening: string): readonly string[] {
  const language = /^[ ]{0,3}[`~]+\s*([A-Za-z0-9+-]*)/.exec(opening)?.[1] ?? '';
  const longest = lines.flatMap((line) => line.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence];
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
