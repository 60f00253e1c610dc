import type { CommitResult } from '../../store.js';
import type { Statements } from './statements.js';
import { type PreparedTransition, writeTransition } from './write-transition.js';

/** A write that is nothing but data, so that another thread can do it: what a busy worker writes all the time. */
export type PlainWrite =
  | { readonly type: 'transition'; readonly transition: PreparedTransition }
  | { readonly type: 'removal'; readonly notices: readonly string[] };

/** Does a plain write inside a transaction that holds the write lock. */
export function performWrite(statements: Statements, write: PlainWrite): CommitResult | undefined {
  switch (write.type) {
    case 'transition':
      return writeTransition(statements, write.transition);
    case 'removal':
      for (const id of write.notices) statements.removeNotice.run(id);
      return undefined;
  }
}
