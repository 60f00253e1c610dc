import type { ServiceDef } from '../../model/index.js';
import { NO_STORES, PUBLISHING_STORES } from '../lexicon/stores.js';

/** Whether a service of ours keeps data of its own that outlives the process. */
export function keepsData({ store, external }: ServiceDef): boolean {
  return !external && store !== undefined && !NO_STORES.has(store.trim().toLowerCase());
}

/** Whether what the service stores is published by the store itself, as event stores do. */
export function isPublishedByStore({ store }: ServiceDef): boolean {
  return store !== undefined && PUBLISHING_STORES.has(store.trim().toLowerCase());
}
