import { DIRECTIONS, type Direction, ENCODINGS } from '../../compat/check.js';
import type { CompatFinding, Consequence, Hit, MessageVerdict } from '../../compat/finding.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import { listed } from '../../model/facts/name-list.js';
import { grouped } from '../../model/grouped.js';

/**
 * What goes wrong and counts, a line for each direction: "forward, in json and avro: an old reader ...". The encodings of a
 * line break for much the same reason, so the first one's is told.
 */
export function consequenceLines(consequences: readonly Consequence[], message = ''): readonly string[] {
  const groups = grouped(
    consequences.filter(({ counts }) => counts),
    ({ direction, level }) => `${direction} ${level}`,
  );
  return [...groups.values()].map((same) => {
    const [{ direction, level, reason, reach }] = same as [Consequence];
    const where = reach === 'every' ? '' : `, in ${listed(same.map((entry) => entry.reach))}`;
    const head = `${direction}${where}${level === 'risk' ? ' (perhaps)' : ''}`;
    return reason === message ? head : `${head}: ${reason}`;
  });
}

/** Where else it breaks, though nobody asks for that: "backward in typescript, forward in json and avro"; empty where nowhere. */
export function elsewhereText(consequences: readonly Consequence[]): string {
  const broken = consequences.filter(({ counts, level }) => !counts && level === 'break');
  return DIRECTIONS.flatMap((direction) => {
    const same = broken.filter((entry) => entry.direction === direction);
    return same.length === 0 ? [] : [`${direction}${reachText(same)}`];
  }).join(', ');
}

function reachText(consequences: readonly Consequence[]): string {
  const reaches = [...new Set(consequences.map(({ reach }) => reach))];
  return reaches.includes('every') ? '' : ` in ${listed(reaches)}`;
}

/** More readers than these are counted. */
const MOST_READERS = 12;

/** All changes of a type may share one list, which may have every reader of a catalog. */
const knownLines = new WeakMap<readonly Hit[], readonly string[]>();

/** Who meets it: "`payment` (team-payments) reads it; `crm` may". */
function hitLines(hits: readonly Hit[]): readonly string[] {
  const lines = knownLines.get(hits) ?? linesOf(hits);
  knownLines.set(hits, lines);
  return lines;
}

/** Who meets a finding; of what a message carries also that nobody is known to read it. */
export function whoLines({ group, hits }: Pick<CompatFinding, 'group' | 'hits'>): readonly string[] {
  return group === 'payload' && hits.length === 0 ? ['nobody is known to read it'] : hitLines(hits);
}

function linesOf(hits: readonly Hit[]): readonly string[] {
  const known = hits.filter(({ certainty }) => certainty === 'reads');
  const services = new Set(known.map(({ service }) => service));
  const others = hits.filter(({ certainty, service }) => certainty === 'may' && !services.has(service));
  return [
    ...(known.length > 0 ? [readersText(known)] : []),
    ...(others.length > 0 ? [`perhaps ${readersText(others)}: it is not said what is read (\`uses\`)`] : []),
  ];
}

function readersText(hits: readonly Hit[]): string {
  const readers = [...new Set(hits.map(hitText))];
  const more = readers.length - MOST_READERS;
  return `${readers.slice(0, MOST_READERS).join('; ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function hitText({ service, owner, process, via }: Hit): string {
  const team = owner === undefined ? '' : ` (${owner})`;
  if (process !== undefined)
    return `${via === 'saga' ? 'saga' : 'flow'} \`${process}\`${service === undefined ? '' : ` of \`${service}\``}${team}`;
  return service === undefined ? 'a service that is not named' : `\`${service}\`${team}`;
}

/** Directions and the encodings in which they do not hold: "backward holds, forward breaks in json and avro". */
export function holdsText({ holds }: MessageVerdict): string {
  return DIRECTIONS.map((direction) => directionText(direction, holds[direction])).join(', ');
}

function directionText(direction: Direction, holds: MessageVerdict['holds'][Direction]): string {
  const known = ENCODINGS.filter((encoding) => holds[encoding] !== undefined);
  const broken = known.filter((encoding) => holds[encoding] === false);
  if (broken.length === 0) return `${direction} holds`;
  return broken.length === known.length ? `${direction} breaks` : `${direction} breaks in ${listed(broken)}`;
}

/** "1.2.0 -> 1.3.0, needs 2.0.0"; empty where nothing is known of versions. */
export function versionText({ status, from, to, suggested }: MessageVerdict): string {
  if (status === 'removed') return from === undefined ? 'removed' : `${from}, removed`;
  if (status === 'added') return to === undefined ? 'added' : `${to}, added`;
  if (from === undefined || to === undefined) return '';
  const rise = from === to ? from : `${from} -> ${to}`;
  return suggested === undefined ? rise : `${rise}, needs ${suggested}`;
}

/** Findings of one definition belong together; those of a type say which messages carry it. */
export function titleOf({ owner }: CompatFinding): string {
  return owner.kind === 'schema' || owner.kind === 'catalog' ? owner.id : `${owner.kind} ${owner.id}`;
}

const MOST_CARRIERS = 5;

/** "in OrderPlaced, OrderShipped and 12 more"; empty for a message's own change. */
export function carriersText({ owner, carriers }: CompatFinding): string {
  if (owner.kind !== 'type') return '';
  if (carriers.length === 0) return 'in no message';
  const shown = carriers.slice(0, MOST_CARRIERS);
  const more = carriers.length - shown.length;
  return `in ${more > 0 ? `${shown.join(', ')} and ${more} more` : listed(shown)}`;
}

/** Those that fail or warn; the others are changes that break nothing that counts. */
export function isProblem({ severity }: Pick<CompatFinding, 'severity'>): boolean {
  return severity !== 'info';
}

/** Whether `sagac accept` takes a finding: a version is raised instead, and a schema without a catalog has no file for it. */
export function isAcceptable({ severity, group }: Pick<CompatFinding, 'severity' | 'group'>): boolean {
  return severity === 'error' && group !== 'versions' && group !== 'schemas';
}

/** A note or warning about an earlier state, as one line for the error stream. */
export function noteText({ message, help }: Diagnostic): string {
  return help === undefined ? message : `${message} ${help}`;
}
