/** Names of which no two may differ in nothing but case: files and classes are made of them. */
export interface FoldedNames {
  add(name: string): void;
  /** The name that is there and the same but for case. */
  find(name: string): string | undefined;
}

/** No names yet. */
export function createFoldedNames(): FoldedNames {
  const names = new Map<string, string>();
  return {
    add: (name) => void names.set(name.toLowerCase(), names.get(name.toLowerCase()) ?? name),
    find: (name) => names.get(name.toLowerCase()),
  };
}
