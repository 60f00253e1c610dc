/** Whether something holds; undefined where that cannot be told. */
export type Truth = boolean | undefined;

/** The opposite; what cannot be told stays so. */
export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

/** Whether all of them hold. */
export function allOfThem(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

/** Whether one of them holds. */
export function anyOfThem(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}
