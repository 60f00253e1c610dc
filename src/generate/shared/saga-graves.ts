import { compareText } from '../../diagnostics/index.js';
import { grouped } from '../../model/grouped.js';
import type { Catalog, SagaDef } from '../../model/index.js';
import { replyChannel } from '../../runtime/consumer/channels.js';
import { deadLettersOf } from './channel-names.js';
import { sagaChannels } from './channel-uses.js';

/** Channels of dead letters that are told of when so many letters have come. */
export interface SagaGraves {
  /** Letters; what the catalog says of the channels that they come from (`deadLetter.alertAfter`), or 1. */
  readonly least: number;
  /** Sorted. Those that the catalog names may hold the letters of other readers too. */
  readonly channels: readonly string[];
}

/** Where the dead letters of a saga's workers go, by how many are told of; none of a saga that no service of ours runs. */
export function sagaGraves(catalog: Catalog, saga: SagaDef): readonly SagaGraves[] {
  const channels = sagaChannels(catalog, saga);
  if (channels === undefined) return [];
  const { group, events, start, sent } = channels;
  const read = [...events.keys(), ...(start ? [start.channel] : []), ...(sent.length > 0 ? [replyChannel(group)] : [])];
  const graves = new Map<string, number>();
  for (const name of new Set(read)) {
    const declared = catalog.channels.get(name);
    const grave = deadLettersOf(name, declared, group);
    if (grave === undefined) continue;
    const least = declared?.deadLetter === 'none' ? 1 : (declared?.deadLetter?.alertAfter ?? 1);
    graves.set(grave, Math.min(graves.get(grave) ?? least, least));
  }
  return [...grouped(graves, ([, least]) => least)]
    .map(([least, entries]) => ({ least, channels: entries.map(([grave]) => grave).sort(compareText) }))
    .sort((one, other) => one.least - other.least);
}
