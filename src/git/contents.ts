import { createHash } from 'node:crypto';

/** Contents of files by the name of their object, for all commits of a repository that are read. */
export interface Contents {
  get(object: string): Uint8Array | undefined;
  set(object: string, bytes: Uint8Array): void;
  /** Takes the contents of a file on the disk: git need not be asked for what did not change since. */
  offer(bytes: Uint8Array): void;
}

/** Without contents; `hash` is what the repository names its objects by: SHA-1 for names of 40 digits, else SHA-256. */
export function createContents(hash: 'sha1' | 'sha256' = 'sha1'): Contents {
  const known = new Map<string, Uint8Array>();
  return {
    get: (object) => known.get(object),
    set: (object, bytes) => {
      known.set(object, bytes);
    },
    offer: (bytes) => {
      known.set(createHash(hash).update(`blob ${bytes.length}\0`).update(bytes).digest('hex'), bytes);
    },
  };
}
