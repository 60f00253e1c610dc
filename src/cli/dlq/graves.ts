import { planTopics } from '../../generate/targets/topics/plan-topics.js';
import type { Catalog } from '../../model/index.js';
import { brokerKind, type OperatedBroker } from '../../runtime/index.js';
import { isGraveName } from './strangers.js';

/** A channel of dead letters, with what is known of it beside its letters. */
export interface Grave {
  readonly channel: string;
  /** Teams that are told of its letters, where a catalog says so. */
  readonly owners: readonly string[];
}

/** The channels of dead letters that a catalog speaks of: all, or those on one kind of broker or where it does not say on which. */
export function gravesOf(catalog: Catalog, kind?: string): readonly Grave[] {
  return planTopics(catalog)
    .filter(
      ({ use, broker }) => use === 'dead-letters' && (kind === undefined || broker === undefined || broker === kind),
    )
    .map(({ name, of, writers }) => ({ channel: name, owners: ownersOf(catalog, of, writers) }));
}

/** The kind of broker at an address, as a catalog names it; empty where the address is wrong, which is told when it is opened. */
export function kindOf(address: string): string {
  try {
    return brokerKind(address);
  } catch {
    return '';
  }
}

/** Whoever the channel names for its dead letters, else whoever answers for the services that put them there. */
function ownersOf(catalog: Catalog, of: readonly string[], services: readonly string[]): readonly string[] {
  const named = of.flatMap((name) => {
    const letters = catalog.channels.get(name)?.deadLetter;
    return letters === undefined || letters === 'none' ? [] : (letters.owner ?? []);
  });
  const owners = named.length > 0 ? named : services.flatMap((name) => catalog.services.get(name)?.owner ?? []);
  return [...new Set(owners)].sort();
}

/** Without a catalog: the channels of a broker whose names say what they hold. */
export async function gravesAt(broker: Pick<OperatedBroker, 'channels'>): Promise<readonly Grave[]> {
  const channels = await broker.channels();
  return channels.filter(isGraveName).map((channel) => ({ channel, owners: [] }));
}
