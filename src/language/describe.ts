import type { Node } from './node.js';

/** What a value is, for "... but is the number `30`". */
export function describeNode(node: Node): string {
  if (node.kind === 'map') return node.entries.length === 0 ? 'an empty map' : 'a map';
  if (node.kind === 'list') return node.items.length === 0 ? 'an empty list' : 'a list';
  if (node.value === null) return node.text === '' ? 'empty' : `\`${node.text}\``;
  if (node.value === '') return 'the empty text';
  const text = node.text.length > 60 ? `${node.text.slice(0, 57)}...` : node.text;
  const shown = `\`${text.replace(/\s+/g, ' ').trim()}\``;
  if (typeof node.value === 'boolean') return shown;
  return typeof node.value === 'number' ? `the number ${shown}` : `the text ${shown}`;
}
