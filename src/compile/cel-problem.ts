import type { TypeCheckResult } from '@marcbachmann/cel-js';
import type { TextRange } from './span-inside.js';

/** What is wrong with a condition, as the rest of a sentence. */
export interface CelProblem {
  readonly text: string;
  /** Of the library; missing where the condition is fine in itself but no condition. */
  readonly code?: string;
  readonly range?: TextRange;
}

/** What CEL has against a condition; undefined where it is one. */
export function celProblem({ error, type }: TypeCheckResult): CelProblem | undefined {
  if (error) {
    const { summary, code, range } = error;
    return { text: `${summary.charAt(0).toLowerCase()}${summary.slice(1)}`, code, ...(range && { range }) };
  }
  return type === 'bool' || type === 'dyn' ? undefined : { text: `it is ${type}, not true or false` };
}
