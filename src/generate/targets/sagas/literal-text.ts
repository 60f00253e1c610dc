import { objectKey, stringLiteral } from '../../text.js';

const MAX_WIDTH = 110;

/** A JSON value as an expression of TypeScript: on one line where it fits, else indented by two spaces a level. */
export function literalText(value: unknown, indent = ''): string {
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return wrap(
      '[',
      ']',
      '',
      value.map((item: unknown) => literalText(item, inner)),
      indent,
    );
  const members = Object.entries(value).map(([key, member]) => `${objectKey(key)}: ${literalText(member, inner)}`);
  return wrap('{', '}', ' ', members, indent);
}

function wrap(open: string, close: string, padding: string, parts: readonly string[], indent: string): string {
  if (parts.length === 0) return `${open}${close}`;
  const line = `${open}${padding}${parts.join(', ')}${padding}${close}`;
  if (!line.includes('\n') && indent.length + line.length <= MAX_WIDTH) return line;
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}${close}`;
}
