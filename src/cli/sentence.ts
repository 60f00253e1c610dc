import { capital } from '../diagnostics/index.js';

/** A text of others with an end, where it has none. */
export function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A text of others as a sentence of ours. */
export function sentence(text: string): string {
  return capital(ended(text));
}
