import { createHash } from 'node:crypto';

/** Rows of an index must fit into a third of a page; ids of messages come from outside and may be of any length. */
const LONGEST_PLAIN = 200;

/** A text as indexes hold it: itself, or a hash of what is long or what the server does not take as text. */
export function indexKey(text: string): string {
  const isPlain =
    text.length <= LONGEST_PLAIN && !text.includes('\u0000') && !/\p{Surrogate}/u.test(text) && text[0] !== '~';
  return isPlain ? text : `~${createHash('sha256').update(text, 'utf16le').digest('hex')}`;
}
