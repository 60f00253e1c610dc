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

/**
 * The modes that count for a message, that of today first: what it promised before counts beside it, so that nobody lowers a
 * promise and breaks it in one go.
 */
export function modesOfMessage(old: Catalog, next: Catalog, id: string, { mode }: Standing): readonly string[] {
  if (mode !== undefined) return [mode];
  return [next, old].flatMap((catalog) => {
    const message = messageById(catalog, id);
    return message ? [compatModeOf(catalog, message)] : [];
  });
}

/** The modes that count for sagas, in the same way. */
export function modesOfSagas(old: Catalog, next: Catalog, { mode }: Standing): readonly string[] {
  return mode !== undefined ? [mode] : [next.settings.compat.mode, old.settings.compat.mode];
}

/** The encodings that count, in the same way. */
export function encodingsOf(old: Catalog, next: Catalog): readonly Encoding[] {
  return [...new Set([...next.settings.compat.encodings, ...old.settings.compat.encodings])];
}

/** Tells the directions in which a change must not break, for whichever message asks for it. Messages of many changes are asked once. */
export function createAsked(
  old: Catalog,
  next: Catalog,
  standing: Standing,
): (difference: Difference) => ReadonlySet<Direction> {
  const known = new Map<Difference['carriers'], ReadonlySet<string>>();
  return ({ change, carriers }) => {
    const ofMessages = known.get(carriers) ?? modesOfAll(old, next, carriers, standing);
    known.set(carriers, ofMessages);
    const modes = carriers.length > 0 ? [...ofMessages] : modesOf(old, next, change, standing);
    const asked = modes.filter((mode) => standing.newest || standing.all || isTransitive(mode)).flatMap(directionsOf);
    // An instance in flight does not care who is updated first: it goes on under whatever definition it meets.
    return new Set(change.owner.kind === 'saga' && asked.length > 0 ? DIRECTIONS : asked);
  };
}

function modesOfAll(
  old: Catalog,
  next: Catalog,
  carriers: Difference['carriers'],
  standing: Standing,
): ReadonlySet<string> {
  return new Set(carriers.flatMap(({ message }) => modesOfMessage(old, next, message, standing)));
}

/** What no message contains has nobody to break. */
function modesOf(old: Catalog, next: Catalog, { owner }: Change, { mode }: Standing): readonly string[] {
  if (owner.kind === 'type') return [];
  if (mode !== undefined) return [mode];
  return [old, next].map(({ channels, settings }) => {
    const own = owner.kind === 'channel' ? channels.get(owner.id)?.compat : undefined;
    return own ?? settings.compat.mode;
  });
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
