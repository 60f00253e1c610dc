/** Asks again only when the latest answer is older than `ms`; a failure is not kept. */
export function atMostEvery<Answer>(ms: number, now: () => number, ask: () => Promise<Answer>): () => Promise<Answer> {
  let latest: { readonly at: number; readonly answer: Promise<Answer> } | undefined;
  return () => {
    if (latest !== undefined && now() - latest.at < ms) return latest.answer;
    const asked = { at: now(), answer: ask() };
    latest = asked;
    asked.answer.catch(() => {
      if (latest === asked) latest = undefined;
    });
    return asked.answer;
  };
}
