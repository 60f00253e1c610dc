import { printable } from './display-width.js';

const CODE = /(`[^`\\|]+`)/;
// A list, a heading, a quotation or a line under a heading would begin here.
const BLOCK_START = /^(?:[-+=#>]|\d+[.)])/;

/** Text of others as one line of Markdown: names in backquotes are code, and nothing else in it is read as Markdown. */
export function markdownText(text: string): string {
  const line = printable(text.replace(/\s+/g, ' ').trim());
  const parts = line.split(CODE).map((part, index) => (index % 2 === 1 ? part : escapeMarkdown(part)));
  return parts.join('').replace(BLOCK_START, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`);
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>~&$]/g, '\\$&');
}

/** A table of GitHub's Markdown; cells are Markdown already. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** A fenced block; `info` is its language and what may stand behind it. */
export function markdownFence(info: string, text: string): string {
  return `\`\`\`${info}\n${text}\n\`\`\``;
}

/** A page of blocks with a blank line between them. */
export function markdownPage(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
