import { type Catalog, messageById, messagesIn } from '../../../model/index.js';
import { catalogFrom } from '../../../testing/catalog-from.js';
import type { Change } from '../../change.js';
import { type Carrier, carriersOfChanged } from '../pair-graph.js';
import { createPayloadDiff, diffPayloads, type PayloadDiff } from '../payload-diff.js';

/** Compares the payloads of all messages that both catalogs have. */
export function diffOfPayloads(old: Catalog, next: Catalog): PayloadDiff {
  const diff = createPayloadDiff(old, next);
  for (const message of messagesIn(next)) {
    const same = messageById(old, message.id);
    if (same) diffPayloads(diff, same, message);
  }
  return diff;
}

/** Compares the payloads of two texts of definitions. */
export function diffBetween(before: string, after: string): PayloadDiff {
  return diffOfPayloads(catalogFrom(before).catalog, catalogFrom(after).catalog);
}

/** The changes, each as `kind owner at`. */
export function changesBetween(before: string, after: string): readonly string[] {
  return found(diffBetween(before, after)).map(
    ({ kind, owner, at }) => `${kind} ${owner.id}${at === '' ? '' : ` ${at}`}`,
  );
}

/** The changes themselves. */
export function found(diff: PayloadDiff): readonly Change[] {
  return [...diff.nodes.values()].flatMap(({ changes }) => changes);
}

/** What carries each changed type, by the id of the type. */
export function carriersBetween(before: string, after: string): Readonly<Record<string, readonly Carrier[]>> {
  const carriers = [...carriersOfChanged(diffBetween(before, after).nodes.values())];
  return Object.fromEntries(carriers.map(([key, list]) => [key.replace(/^type \S+ > /, ''), list]));
}

/** Definitions of one event with a payload, and types beside it. */
export function event(payload: string, ...types: readonly string[]): string {
  return `types: { ${types.join(', ')} }\nevents:\n  Placed: { version: 1.0.0, payload: { ${payload} } }\n`;
}
