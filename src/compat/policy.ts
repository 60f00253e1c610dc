import { compatModeOf, directionsOf, isTransitive } from '../model/compat-mode.js';
import { type Catalog, messageById } from '../model/index.js';
import type { Change } from './change.js';
import { DIRECTIONS, type Direction, type Encoding, type Rulings } from './check.js';
import type { Difference } from './diff/diff-catalogs.js';
import type { Consequence } from './finding.js';

/** Which earlier state this is: the newest counts in every mode, older ones in transitive modes, or where all are asked for. */
export interface Standing {
  readonly newest: boolean;
  readonly all: boolean;
  /** Counts for everything, whatever the catalog says. */
  readonly mode?: string;
}

/** The mode of the message with this id, of the old state where it is gone. */
export function modeOfMessage(old: Catalog, next: Catalog, id: string, { mode }: Standing): string {
  if (mode !== undefined) return mode;
  const message = messageById(next, id);
  if (message) return compatModeOf(next, message);
  const gone = messageById(old, id);
  return gone ? compatModeOf(old, gone) : next.settings.compat.mode;
}

/** Tells the directions in which a change must not break, for whichever message asks for it. Messages of many changes are asked once. */
export function createAsked(
  old: Catalog,
  next: Catalog,
  standing: Standing,
): (difference: Difference) => ReadonlySet<Direction> {
  const known = new Map<Difference['carriers'], ReadonlySet<string>>();
  return ({ change, carriers }) => {
    const ofMessages = known.get(carriers) ?? modesOfMessages(old, next, carriers, standing);
    known.set(carriers, ofMessages);
    const modes = carriers.length > 0 ? [...ofMessages] : modesOf(next, change, standing);
    const asked = modes.filter((mode) => standing.newest || standing.all || isTransitive(mode)).flatMap(directionsOf);
    // An instance in flight does not care who is updated first: it goes on under whatever definition it meets.
    return new Set(change.owner.kind === 'saga' && asked.length > 0 ? DIRECTIONS : asked);
  };
}

function modesOfMessages(
  old: Catalog,
  next: Catalog,
  carriers: Difference['carriers'],
  standing: Standing,
): ReadonlySet<string> {
  return new Set(carriers.map(({ message }) => modeOfMessage(old, next, message, standing)));
}

/** What no message contains has nobody to break. */
function modesOf(next: Catalog, { owner }: Change, { mode }: Standing): readonly string[] {
  if (owner.kind === 'type') return [];
  const own = owner.kind === 'channel' ? next.channels.get(owner.id)?.compat : undefined;
  return [mode ?? own ?? next.settings.compat.mode];
}

/** What follows from a change, and which of it counts. */
export function consequencesOf(
  rulings: Rulings,
  directions: ReadonlySet<Direction>,
  encodings: readonly Encoding[],
): readonly Consequence[] {
  const entries = Object.entries(rulings) as [Encoding | 'every', Rulings[Encoding]][];
  return entries.flatMap(([reach, byDirection]) =>
    DIRECTIONS.flatMap((direction): readonly Consequence[] => {
      const ruling = byDirection?.[direction];
      if (!ruling) return [];
      const counts = directions.has(direction) && (reach === 'every' || encodings.includes(reach));
      return [{ reach, direction, ...ruling, counts }];
    }),
  );
}
