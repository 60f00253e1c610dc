/** The same function, which works out the answer for each text only once: names come back thousands of times. */
export function once<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    const answer = compute(text);
    known.set(text, answer);
    return answer;
  };
}
