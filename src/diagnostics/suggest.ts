const MAX_SUGGESTIONS = 4;

/** Up to four of `candidates` that `wanted` was probably meant to be, closest first. */
export function suggest(wanted: string, candidates: Iterable<string>): readonly string[] {
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const folded = wanted.toLowerCase();
  const scored: { name: string; distance: number }[] = [];
  for (const name of new Set(candidates)) {
    if (name === wanted || Math.abs(name.length - wanted.length) > limit) continue;
    const distance = editDistance(folded, name.toLowerCase(), limit);
    if (distance <= limit) scored.push({ name, distance });
  }
  scored.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return scored.slice(0, MAX_SUGGESTIONS).map((entry) => entry.name);
}

/** A "Did you mean ...?" sentence, or undefined when nothing comes close. */
export function didYouMean(wanted: string, candidates: Iterable<string>): string | undefined {
  const names = suggest(wanted, candidates).map((name) => `\`${name}\``);
  if (names.length === 0) return undefined;
  const last = names.pop() as string;
  return names.length === 0 ? `Did you mean ${last}?` : `Did you mean ${names.join(', ')} or ${last}?`;
}

/** Optimal string alignment distance (a swap of neighbours counts once); stops counting past `limit`. */
export function editDistance(a: string, b: string, limit: number = Number.POSITIVE_INFINITY): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(
        (previous[j] as number) + 1,
        (current[j - 1] as number) + 1,
        (previous[j - 1] as number) + cost,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (beforePrevious[j - 2] as number) + 1);
      }
      current.push(value);
      best = Math.min(best, value);
    }
    if (best > limit) return best;
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] as number;
}
