const MAX_SUGGESTIONS = 4;

/** Up to four of `candidates` that `wanted` was probably meant to be, closest first. */
export function suggest(wanted: string, candidates: Iterable<string>): readonly string[] {
  let limit = Math.max(1, Math.floor(wanted.length / 3));
  const folded = wanted.toLowerCase();
  const letters = lettersOf(folded);
  // Some letters become several in lower case.
  const rows = createRows(3 * (wanted.length + limit));
  let best: { readonly name: string; readonly distance: number }[] = [];
  for (const name of new Set(candidates)) {
    if (name === wanted || Math.abs(name.length - wanted.length) > limit) continue;
    const other = name.toLowerCase();
    if (missingLetters(letters, lettersOf(other)) > limit) continue;
    const distance = editDistance(folded, other, limit, rows);
    if (distance > limit) continue;
    best.push({ name, distance });
    best.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
    best = best.slice(0, MAX_SUGGESTIONS);
    // Whatever is farther than the fourth best will not be shown, so it need not be measured to its end.
    if (best.length === MAX_SUGGESTIONS) limit = Math.min(limit, best[MAX_SUGGESTIONS - 1]?.distance ?? limit);
  }
  return best.map((entry) => entry.name);
}

/** Which letters a text has, in 32 classes as bits. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let index = 0; index < text.length; index++) letters |= 1 << (text.charCodeAt(index) & 31);
  return letters;
}

/** Letters of one text that the other lacks: each costs an edit of its own, which is quicker to see than the edits. */
function missingLetters(one: number, other: number): number {
  return Math.max(countBits(one & ~other), countBits(other & ~one));
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** A "Did you mean ...?" sentence, or undefined when nothing comes close. */
export function didYouMean(wanted: string, candidates: Iterable<string>): string | undefined {
  const names = suggest(wanted, candidates).map((name) => `\`${name}\``);
  if (names.length === 0) return undefined;
  const last = names.pop() as string;
  return names.length === 0 ? `Did you mean ${last}?` : `Did you mean ${names.join(', ')} or ${last}?`;
}

/**
 * Optimal string alignment distance (a swap of neighbours counts once). Distances above `limit` are not worked out:
 * the result is then some number above it. Only the diagonal band that can stay within the limit is looked at.
 */
export function editDistance(
  a: string,
  b: string,
  limit: number = a.length + b.length,
  rows: Rows = createRows(b.length),
): number {
  const width = b.length + 1;
  let [beforePrevious, previous, current] = rows;
  for (let j = 0; j < width; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    current.fill(limit + 1, 0, width);
    if (i <= limit) current[0] = i;
    let best = current[0] as number;
    for (let j = from; j <= to; j++) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      let value = Math.min(at(previous, j) + 1, at(current, j - 1) + 1, at(previous, j - 1) + cost);
      if (i > 1 && j > 1 && isSwap(a, b, i, j)) value = Math.min(value, at(beforePrevious, j - 2) + 1);
      current[j] = value;
      best = Math.min(best, value);
    }
    if (best > limit) return limit + 1;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return at(previous, b.length);
}

/** Working space of `editDistance`, so that comparing many texts allocates nothing. */
type Rows = readonly [Uint16Array, Uint16Array, Uint16Array];

function createRows(length: number): Rows {
  return [new Uint16Array(length + 1), new Uint16Array(length + 1), new Uint16Array(length + 1)];
}

function at(row: Uint16Array, index: number): number {
  return row[index] as number;
}

function isSwap(a: string, b: string, i: number, j: number): boolean {
  return a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
}
