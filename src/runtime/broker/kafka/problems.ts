import { reasonOf } from './failures.js';

/** The same problem is told again after this time. */
const AGAIN_MS = 30_000;

/** Tells people of problems: each once, and again after a while. */
export function createProblemTeller(
  name: string,
  tell: (problem: string) => void = (problem) => console.error(problem),
): (error: unknown, where?: string) => void {
  const told = new Map<string, number>();
  return (error, where) => {
    const problem = `Kafka (${name})${where === undefined ? '' : `, ${where}`}: ${reasonOf(error)}; it is tried again`;
    const now = performance.now();
    for (const [text, at] of told) if (now - at > AGAIN_MS) told.delete(text);
    if (told.has(problem)) return;
    told.set(problem, now);
    try {
      tell(problem);
    } catch {
      // What is told is the caller's matter, and must not end what goes on here.
    }
  };
}
