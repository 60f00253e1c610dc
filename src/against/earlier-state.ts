import type { Host } from '../host.js';

/** An earlier state of a catalog, to be read like the one of today: `readStates` does it. */
export interface EarlierState {
  /** How people call it: `main`, `v1.2.0`, `old-catalog`. */
  readonly label: string;
  readonly kind: 'git' | 'folder' | 'snapshot';
  /** Gives the files as they were then. Only for reading. */
  readonly host: Host;
  /** The folder of the catalog, as `host` knows it. */
  readonly root: string;
  /** Of git: the commit. */
  readonly commit?: string;
  /** Of git: the folder of the catalog as an object, which is the same wherever nothing in it differs. */
  readonly tree?: string;
  /** Labels of states that are equal to this one. */
  readonly also: readonly string[];
  /** Of git: takes the contents of files of today, so that git is asked only for those that changed since. */
  readonly offer?: (bytes: Uint8Array) => void;
}

export interface AgainstOptions {
  /** Every earlier version that is found there, and not only the one that is named. */
  readonly transitive: boolean;
}
