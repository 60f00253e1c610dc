import { byText } from '../lexicon/by-text.js';
import { ID_WORDS, RELATIVE_IDS } from '../lexicon/shape-words.js';
import { splitWords } from '../lexicon/split-words.js';

/** A name as words in lower case, whatever its spelling: `order_id` and `orderID` are `order id`. */
export const spokenName: (name: string) => string = byText((name) => splitWords(name).join(' '));

/** Whether a name says which one of something is meant: `orderId`, `customer_uuid`, `id`. */
export function isIdName(name: string): boolean {
  return ID_WORDS.has(splitWords(name).at(-1) ?? '');
}

/**
 * The thing whose id a field holds, wherever it occurs: `order id` of `orderId` and of a list `order_ids`. Undefined for a bare
 * `id`, and where the name means another thing in each message (`parentId`).
 */
export const sharedId: (name: string) => string | undefined = byText((name) => {
  const words = splitWords(name);
  if (!isIdName(name) || words.length < 2) return undefined;
  if (words.slice(0, -1).some((word) => RELATIVE_IDS.has(word))) return undefined;
  return [...words.slice(0, -1), 'id'].join(' ');
});
