import { printDuration } from '../../../model/build/parse-duration.js';
import type { Catalog } from '../../../model/index.js';

/** A length of time in words that a person would use: `3d`, `15m`. */
export function durationText(ms: number): string {
  return printDuration(ms);
}

/** The team that answers for a service. */
export function ownerOfService(catalog: Catalog, service: string | undefined): string | undefined {
  return service === undefined ? undefined : catalog.services.get(service)?.owner;
}
