import type { Catalog } from '../../../model/index.js';

/** The team that answers for a service. */
export function ownerOfService(catalog: Catalog, service: string | undefined): string | undefined {
  return service === undefined ? undefined : catalog.services.get(service)?.owner;
}
