import type { Span } from '../../diagnostics/index.js';
import type { Encoding, JsonValue } from '../../model/index.js';
import type { Bump } from '../bump.js';
import type { Direction } from '../check.js';
import type { CompatFinding, Consequence, MessageVerdict } from '../finding.js';
import { hashOf } from '../fingerprint.js';
import type { SchemaBreak, SchemaPlace, SchemaVerdict } from './schema-verdict.js';

/** The state of a schema that is meant. */
export type Side = 'old' | 'new';

/** Finds the text at a place of one side; undefined where the file is not known. */
export type Locate = (place: SchemaPlace, side: Side) => Span | undefined;

/** Two schemas that were compared in both directions. */
export interface JudgedPair {
  /** How the schema is called: its file. */
  readonly name: string;
  readonly encoding: Encoding;
  readonly mode: string;
  /** The directions that count. */
  readonly directions: ReadonlySet<Direction>;
  readonly backward: SchemaVerdict;
  readonly forward: SchemaVerdict;
  readonly locate: Locate;
}

/** What two verdicts on a pair of schemas come to, in the terms of a comparison of catalogs. */
export function judgePair(pair: JudgedPair): {
  readonly findings: readonly CompatFinding[];
  readonly verdict: MessageVerdict;
} {
  const { name, encoding, mode, directions, backward, forward } = pair;
  const findings = [...findingsOf(pair, 'backward', backward), ...findingsOf(pair, 'forward', forward)];
  return {
    findings,
    verdict: {
      id: name,
      kind: 'schema',
      status: 'changed',
      mode,
      holds: {
        backward: { [encoding]: backward.breaks.length === 0 },
        forward: { [encoding]: forward.breaks.length === 0 },
      },
      required: directions.size === 0 ? 'none' : requiredBy(findings),
    },
  };
}

/** Where both directions hold, nobody can tell whether more was changed than words. */
function requiredBy(findings: readonly CompatFinding[]): Bump {
  if (findings.some(({ severity }) => severity === 'error')) return 'major';
  return findings.length > 0 ? 'minor' : 'patch';
}

function findingsOf(
  pair: JudgedPair,
  direction: Direction,
  { breaks, doubts }: SchemaVerdict,
): readonly CompatFinding[] {
  return [
    ...breaks.map((entry) => findingOf(pair, direction, entry, 'break')),
    ...doubts.map((entry) => findingOf(pair, direction, entry, 'risk')),
  ];
}

/** A longer value would bury what is said; that there is one is said in any case. */
const LONGEST_EXAMPLE = 2_000;

function exampleOf(value: JsonValue | undefined): { readonly counterexample?: string } {
  const text = value === undefined ? '' : JSON.stringify(value);
  return text === '' || text.length > LONGEST_EXAMPLE ? {} : { counterexample: text };
}

function findingOf(
  { name, encoding, directions, locate }: JudgedPair,
  direction: Direction,
  { kind, message, help, reader, writer, counterexample }: SchemaBreak,
  level: Consequence['level'],
): CompatFinding {
  const [before, after] = direction === 'backward' ? [writer, reader] : [reader, writer];
  const counts = directions.has(direction);
  const [old, now] = [before && locate(before, 'old'), after && locate(after, 'new')];
  const at = (after ?? before)?.pointer ?? '';
  return {
    id: kind,
    group: 'schemas',
    owner: { kind: 'schema', id: name },
    at,
    ...(old && { old }),
    ...(now && { new: now }),
    message,
    severity: !counts ? 'info' : level === 'break' ? 'error' : 'warning',
    carriers: [],
    consequences: [{ reach: encoding, direction, level, reason: message, counts }],
    hits: [],
    ...(help !== undefined && { instead: help }),
    ...exampleOf(counterexample),
    fingerprint: hashOf(JSON.stringify([kind, name, at, direction, message])),
  };
}
