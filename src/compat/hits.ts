import type { Catalog } from '../model/index.js';
import type { ChangeKind } from './change.js';
import type { Direction } from './check.js';
import type { Difference } from './diff/diff-catalogs.js';
import type { Carrier } from './diff/pair-graph.js';
import type { Hit } from './finding.js';
import { type Reader, readersOf, readsField, type Sender, sendersOf } from './readers/readers-of.js';

/** Both states, and what each message of the new one was called in the old. */
export interface States {
  readonly old: Catalog;
  readonly new: Catalog;
  readonly oldIds: ReadonlyMap<string, string>;
}

/** Someone who may meet a change of what a message carries, with what is said of it in either case. */
interface Party {
  readonly reader: Reader;
  readonly carrier: Carrier;
  readonly reads: Hit;
  readonly may: Hit;
}

/** Who reads the messages that a type is in: the same for all its changes. */
interface Readership {
  readonly parties: readonly Party[];
  /** Whether nothing is known of what any of them reads, so that every change meets the same. */
  readonly alike: boolean;
  /** What the latest change has met: the next one is likely to meet the same, and then shares the list. */
  latest?: readonly Hit[];
}

/** Someone who reads a message, with what is said of it in either case: the same for every change that the message carries. */
type ReaderHits = Pick<Party, 'reader' | 'reads' | 'may'>;

/** Tells who meets a break in these directions. A type may be in every message, and have many changes: its readers are found once. */
export function createHits(
  states: States,
): (difference: Difference, directions: readonly Direction[], whole: boolean) => readonly Hit[] {
  const known = new Map<string, readonly ReaderHits[]>();
  let carried: Difference['carriers'] | undefined;
  let readerships = new Map<string, Readership>();
  const ofType = (difference: Difference, directions: readonly Direction[]): readonly Party[] =>
    partiesOf(difference, directions, (carrier, direction) => {
      const key = `${direction} ${carrier.message}`;
      const found = known.get(key) ?? readerHits(states, difference, carrier, direction);
      known.set(key, found);
      return found;
    });
  return (difference, directions, whole) => {
    const { change, carriers } = difference;
    if (change.owner.kind !== 'type') {
      const found = (carrier: Carrier, direction: Direction) => readerHits(states, difference, carrier, direction);
      return hitsAmong(readingWhole(partiesOf(difference, directions, found), whole), change.fields);
    }
    // The changes of one type come one after the other.
    if (carriers !== carried) readerships = new Map();
    carried = carriers;
    const key = `${directions.join()} ${whole}`;
    const readership = readerships.get(key) ?? readershipOf(readingWhole(ofType(difference, directions), whole));
    readerships.set(key, readership);
    return hitsOfType(readership, change.fields);
  };
}

/** Where a message is read as a whole or not at all, everyone who reads it meets the change. */
function readingWhole(parties: readonly Party[], whole: boolean): readonly Party[] {
  if (!whole) return parties;
  return parties.map((party) => ({ ...party, reader: { ...party.reader, fields: WHOLE }, may: party.reads }));
}

function readershipOf(parties: readonly Party[]): Readership {
  return { parties, alike: parties.every(({ reader }) => reader.fields === 'unknown') };
}

function hitsOfType(readership: Readership, fields: readonly string[]): readonly Hit[] {
  const { parties, alike, latest } = readership;
  if (alike && latest) return latest;
  const hits = hitsAmong(parties, fields);
  if (latest?.length === hits.length && latest.every((entry, index) => entry === hits[index])) return latest;
  readership.latest = hits;
  return hits;
}

/** A saga that reads a message in five steps is one reader. */
function hitsAmong(parties: readonly Party[], fields: readonly string[]): readonly Hit[] {
  const met = new Set<Hit>();
  for (const party of parties) {
    const certainty = certaintyOf(party, fields);
    if (certainty) met.add(party[certainty]);
  }
  return [...met];
}

function partiesOf(
  { carriers }: Difference,
  directions: readonly Direction[],
  readersAt: (carrier: Carrier, direction: Direction) => readonly ReaderHits[],
): readonly Party[] {
  return carriers.flatMap((carrier) =>
    directions.flatMap((direction) =>
      readersAt(carrier, direction).map(({ reader, reads, may }): Party => ({ reader, carrier, reads, may })),
    ),
  );
}

function readerHits(
  states: States,
  difference: Difference,
  carrier: Carrier,
  direction: Direction,
): readonly ReaderHits[] {
  const told = new Map<string, ReaderHits>();
  return readersMet(states, difference, carrier, direction).map((reader): ReaderHits => {
    const key = `${reader.via} ${reader.service} ${reader.process}`;
    const reads = told.get(key)?.reads ?? hit(carrier, direction, reader);
    const may = told.get(key)?.may ?? { ...reads, certainty: 'may' };
    const found = { reader, reads, may };
    told.set(key, found);
    return found;
  });
}

/**
 * Readers in the old state meet what is written anew (forward), and readers in the new state what was written before
 * (backward). Outcomes of a command are met by whoever sends it, and so is a command that nobody takes any more.
 */
function readersMet(
  states: States,
  { change: { owner, kind } }: Difference,
  carrier: Carrier,
  direction: Direction,
): readonly Reader[] {
  const oldId = states.oldIds.get(carrier.message) ?? carrier.message;
  if (owner.kind === 'command' && UNDELIVERED.has(kind) && direction === 'backward') {
    return sendersOf(states.old, oldId).map(readingAll);
  }
  const [catalog, id] = direction === 'forward' ? [states.old, oldId] : [states.new, carrier.message];
  return owner.kind === 'command' && ANSWERS.has(kind)
    ? sendersOf(catalog, id).map(readingAll)
    : readersOf(catalog, id);
}

/** Every field is inside the whole. */
const WHOLE: Reader['fields'] = [[]];

function readingAll(sender: Sender): Reader {
  return { ...sender, fields: WHOLE };
}

/** After these, a command that is sent as before is taken by nobody. */
const UNDELIVERED: ReadonlySet<ChangeKind> = new Set(['message-removed', 'channel-changed']);

/** These are about what a sender gets back, or when. */
const ANSWERS: ReadonlySet<ChangeKind> = new Set([
  'outcome-added',
  'outcome-removed',
  'outcome-role-changed',
  'command-effect-changed',
  'command-retry-changed',
  'command-timeout-changed',
]);

function certaintyOf({ reader, carrier }: Party, changed: readonly string[]): Hit['certainty'] | undefined {
  const { paths } = carrier;
  if (changed.length === 0 && paths.some((path) => path.length === 0)) return 'reads';
  if (reader.fields === 'unknown') return 'may';
  return paths.some((path) => readsField(reader, [...path, ...changed])) ? 'reads' : undefined;
}

function hit({ message }: Carrier, direction: Direction, { service, owner, process, via }: Sender): Hit {
  return {
    message,
    direction,
    certainty: 'reads',
    via,
    ...(service !== undefined && { service }),
    ...(owner !== undefined && { owner }),
    ...(process !== undefined && { process }),
  };
}
