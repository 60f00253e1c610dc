import { trafficOf } from '../../model/facts/channel-traffic.js';
import type { Catalog, ServiceDef } from '../../model/index.js';

/** The services of ours that take messages from a channel. */
export function ownReaders(catalog: Catalog, channel: string): readonly ServiceDef[] {
  const names = new Set(trafficOf(catalog, channel).readers.map(({ service }) => service));
  return [...names].flatMap((name) => catalog.services.get(name) ?? []).filter((service) => !service.external);
}

/** The team that answers for every reader of a channel; undefined where there are several, or one without a team. */
export function soleReaderOwner(catalog: Catalog, channel: string): string | undefined {
  const owners = new Set(ownReaders(catalog, channel).map(({ owner }) => owner));
  const [owner, second] = owners;
  return owners.size === 1 && second === undefined ? owner : undefined;
}
