/** What is kept of a server; the rest is for `site.mjs` alone. */
export interface StoredServer {
  readonly url: string;
}

/** The servers of a clone, by name. Empty where none has been started; throws where the file is damaged. */
export function readState(folder?: string): Readonly<Record<string, StoredServer>>;

/** Whole or not at all. Without servers, no file stays. */
export function writeState(servers: Readonly<Record<string, StoredServer>>, folder?: string): void;

/** One process at a time runs such an action on a folder; another one waits. Resolves and rejects as the action does. */
export function alone<T>(action: () => Promise<T>, folder?: string): Promise<T>;
