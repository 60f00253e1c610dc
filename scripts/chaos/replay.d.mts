/** Rows of the services, as the demo reads them. */
type Rows = Readonly<Record<string, readonly { readonly order: string }[]>>;

/** What is wrong after replays: all has to be as before, but for what was mended, which has to have happened once. */
export function replayProblems(
  before: Rows,
  after: Rows,
  mended: readonly { readonly orderId: string; readonly type: string; readonly id: string }[],
): readonly string[];
