import type { Span } from '../../../diagnostics/index.js';
import type { DraftBuilder } from '../../draft-builder.js';

/** Counts what is left out in many files for one reason, so that each reason is told once. */
export interface Tally {
  /** `what` begins the sentence for one of them (`a page of docs`), `many` for several (`pages of docs`). */
  add(what: string, many: string, reason: string, span: Span | undefined): void;
  tell(builder: DraftBuilder): void;
}

export function createTally(): Tally {
  const found = new Map<
    string,
    { what: string; many: string; reason: string; span: Span | undefined; count: number }
  >();
  return {
    add(what, many, reason, span) {
      const key = `${many}\n${reason}`;
      const entry = found.get(key) ?? { what, many, reason, span, count: 0 };
      found.set(key, { ...entry, count: entry.count + 1 });
    },
    tell(builder) {
      for (const { what, many, reason, span, count } of found.values()) {
        builder.leftOut(count === 1 ? what : `${count} ${many}`, reason, span);
      }
    },
  };
}
