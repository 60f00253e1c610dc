/** A path in a guard: `OrderPlaced.total.amount` has the root `OrderPlaced`. */
export interface GuardPath {
  readonly root: string;
  readonly path: readonly string[];
}

/** Texts are taken out, so that what looks like a path in one is none. */
const TEXT = /r?"(?:[^"\\]|\\.)*"|r?'(?:[^'\\]|\\.)*'/g;

/** Not behind a dot: `seen.OrderPlaced` asks whether it has come. */
const PATH = /(?<![\w.])([A-Za-z_]\w*)((?:\s*\.\s*[A-Za-z_]\w*)+)(\s*\()?/g;

/** The paths that a CEL expression reads, each once; the name of a function at the end (`lines.size()`) is no field. */
export function pathsIn(guard: string): readonly GuardPath[] {
  const found = new Map<string, GuardPath>();
  for (const [, root = '', rest = '', call] of guard.replace(TEXT, '""').matchAll(PATH)) {
    const parts = rest
      .split('.')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    const path = call === undefined ? parts : parts.slice(0, -1);
    if (path.length > 0) found.set([root, ...path].join('.'), { root, path });
  }
  return [...found.values()];
}

/** The words of a guard or statement, names of messages with their major (`Placed@1`). */
export function wordsOfGuard(guard: string): readonly string[] {
  return guard.match(/\w+(@\d+)?/g) ?? [];
}
