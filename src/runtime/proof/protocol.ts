import type { JsonObject } from '../json.js';

/** What a worker process is told when it starts, as JSON in its only argument. */
export interface ChildOptions {
  /** Address of the store. */
  readonly store: string;
  readonly ledger: string;
  /** What the participants' conduct follows from. */
  readonly seed: number;
  readonly leaseMs: number;
}

/** Something of the outside that a worker is to take. `id` tells one from another, however often it is sent. */
export type Delivery =
  | { readonly kind: 'start'; readonly id: string; readonly saga: string; readonly data: JsonObject }
  | { readonly kind: 'event'; readonly id: string; readonly event: string; readonly data: JsonObject };

export type ToChild = Delivery | { readonly kind: 'stop' };

export type FromChild =
  | { readonly kind: 'ready' }
  /** It is on disk; `instances` are those that it began, or was left for. */
  | { readonly kind: 'taken'; readonly id: string; readonly instances: readonly string[] }
  | { readonly kind: 'refused'; readonly id: string; readonly reason: string };
