/** Answers that are kept at once; a catalog of ten thousand messages has fewer names. */
const MOST_KEPT = 20_000;

/** A pure function of a text that keeps its answers: the same names come again and again in one catalog. */
export function byText<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    if (known.size >= MOST_KEPT) known.clear();
    const value = compute(text);
    known.set(text, value);
    return value;
  };
}
