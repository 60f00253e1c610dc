import type { Catalog } from '../../model/index.js';
import type { Change } from '../change.js';
import { diffSagas } from '../in-flight/diff-sagas.js';
import { diffFlows } from './flows-diff.js';
import { diffMessages } from './messages-diff.js';
import { withNewNames } from './new-names.js';
import { type Carrier, carriersOfChanged } from './pair-graph.js';
import { type MessagePair, pairMessages } from './pair-messages.js';
import { createPayloadDiff, diffPayloads } from './payload-diff.js';
import { diffTopology } from './topology-diff.js';

/** A change, and the messages that it reaches: its own, or all that contain the type it stands in. */
export interface Difference {
  readonly change: Change;
  readonly carriers: readonly Carrier[];
}

export interface CatalogDiff {
  readonly differences: readonly Difference[];
  /** Which message of the old state counts as which of the new one. */
  readonly pairs: readonly MessagePair[];
}

/** All that differs between two states of a catalog, found once, without judgement. */
export function diffCatalogs(old: Catalog, next: Catalog): CatalogDiff {
  const pairs = pairMessages(old, next);
  const renamed = withNewNames(old, pairs);
  const elsewhere = [
    ...diffMessages(old, next, renamed.pairs),
    ...diffTopology(old, next),
    ...diffFlows(old, next, pairs),
    ...diffSagas(renamed.catalog, next),
  ];
  const others = elsewhere.map((change) => ({ change, carriers: ownCarrier(change) }));
  return { pairs, differences: [...payloadDifferences(old, next, pairs), ...others] };
}

function payloadDifferences(old: Catalog, next: Catalog, pairs: readonly MessagePair[]): readonly Difference[] {
  const diff = createPayloadDiff(old, next);
  for (const pair of pairs) diffPayloads(diff, pair.old, pair.new);
  const carriers = carriersOfChanged(diff.nodes.values());
  return [...diff.nodes.values()].flatMap(({ key, changes }) =>
    changes.map((change) => ({ change, carriers: carriers.get(key) ?? ownCarrier(change) })),
  );
}

const PAYLOAD: readonly (readonly string[])[] = [[]];

function ownCarrier({ owner }: Change): readonly Carrier[] {
  return owner.kind === 'event' || owner.kind === 'command' ? [{ message: owner.id, paths: PAYLOAD }] : [];
}
