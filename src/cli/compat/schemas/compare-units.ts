import type { Direction } from '../../../compat/check.js';
import type { Comparison, CompatFinding, MessageVerdict } from '../../../compat/finding.js';
import { judgePair, type Locate } from '../../../compat/schemas/judge-pair.js';
import { directionsOf } from '../../../model/compat-mode.js';
import type { BothSides, ReadSchema, SchemaEngine, SchemaFiles, SchemaSource } from './engine.js';
import { engines } from './engines.js';
import { createLocator } from './locate.js';
import { faultFinding, notComparable, onOneSide, pinFindings, problemFindings } from './unit-findings.js';

/** A schema on both sides, or on one: a file, or files that are one schema together. */
export interface SchemaUnit {
  readonly name: string;
  readonly old?: readonly SchemaSource[];
  readonly new?: readonly SchemaSource[];
}

/** How schemas are to be judged. */
export interface SchemaRules {
  readonly mode: string;
  /** Of the format that has it; the others go by their usual one. */
  readonly profile?: string;
}

/** Compares each schema that both sides have; one that cannot be read is told, and the others are still compared. */
export async function compareUnits(
  against: string,
  units: readonly SchemaUnit[],
  sides: BothSides<SchemaFiles>,
  rules: SchemaRules,
): Promise<Comparison> {
  const parts: Compared[] = [];
  for (const unit of units) parts.push(await compareUnit(unit, sides, rules));
  return {
    against,
    findings: toldOnce(parts.flatMap(({ findings }) => findings)),
    verdicts: parts.flatMap(({ verdict }) => verdict ?? []),
  };
}

/** What is wrong with a file that many schemas refer to is told of the first of them. */
function toldOnce(findings: readonly CompatFinding[]): readonly CompatFinding[] {
  const known = new Set<string>();
  return findings.filter(({ id, message, old, new: now }) => {
    const place = now ?? old;
    if (id !== 'schema-doubtful' || !place) return true;
    const key = `${now ? 'new' : 'old'} ${place.file} ${place.start} ${message}`;
    return known.size < known.add(key).size;
  });
}

interface Compared {
  readonly findings: readonly CompatFinding[];
  readonly verdict?: MessageVerdict;
}

/** A schema that is there on both sides, in one format. */
interface Pair extends BothSides<readonly SchemaSource[]> {
  readonly name: string;
  readonly engine: SchemaEngine;
}

async function compareUnit(
  { name, old, new: now }: SchemaUnit,
  sides: BothSides<SchemaFiles>,
  rules: SchemaRules,
): Promise<Compared> {
  const directions = new Set(directionsOf(rules.mode));
  if (!old || !now) return { findings: [onOneSide(name, old ?? [], now ?? [], directions)] };
  const faults = [
    ...old.flatMap((source) => faultFinding(name, source, 'old') ?? []),
    ...now.flatMap((source) => faultFinding(name, source, 'new') ?? []),
  ];
  if (faults.length > 0) return { findings: faults };
  const [before, after] = [old[0]?.format, now[0]?.format];
  if (after === undefined || before !== after) return { findings: [notComparable(name, old, now)] };
  const engine = engines[after] as SchemaEngine;
  const same = isSame(old, now);
  if (same && !now.some(({ text }) => engine.elsewhere?.test(text))) return { findings: [] };
  const compared = await comparePair({ name, old, new: now, engine }, sides, rules, directions);
  // The text is the same, and what it refers to may still have changed: only then is there something to say.
  return same && compared.findings.length === 0 ? { findings: [] } : compared;
}

async function comparePair(
  pair: Pair,
  sides: BothSides<SchemaFiles>,
  rules: SchemaRules,
  directions: ReadonlySet<Direction>,
): Promise<Compared> {
  const { name, old, new: now, engine } = pair;
  const [before, after] = [await engine.read(old, sides.old), await engine.read(now, sides.new)];
  const locate = createLocator({ old, new: now }, sides);
  const problems = bothProblems(name, before, after, locate);
  if (before.value === undefined || after.value === undefined) return { findings: problems };
  const named = engine.profiles.find((entry) => entry === rules.profile);
  const profile = named ?? engine.profiles[0] ?? '';
  // Whoever names a registry's rules wants its own answer, and a registry knows no versions inside schemas.
  const isRegistry = named?.startsWith('confluent') === true;
  const read = { old: before.value, new: after.value };
  const bare = isRegistry ? undefined : engine.withoutVersions?.(read);
  const { old: older, new: newer, pins } = bare ?? { ...read, pins: [] };
  const { findings, verdict } = judgePair({
    name,
    encoding: engine.id,
    mode: rules.mode,
    directions,
    backward: engine.canRead(newer, older, profile),
    forward: engine.canRead(older, newer, profile),
    locate,
  });
  const pinned = pinFindings(name, pins, { old, new: now }, locate, profile);
  return { findings: [...problems, ...findings, ...pinned], verdict };
}

/** What is wrong with both is told once, of the new one. */
function bothProblems(
  name: string,
  before: ReadSchema<unknown>,
  after: ReadSchema<unknown>,
  locate: Locate,
): readonly CompatFinding[] {
  const known = new Set(after.value === undefined ? [] : after.problems.map(({ message }) => message));
  const old =
    before.value === undefined
      ? before
      : { ...before, problems: before.problems.filter(({ message }) => !known.has(message)) };
  return [...problemFindings(name, old, 'old', locate), ...problemFindings(name, after, 'new', locate)];
}

/** Whether both sides have the same texts under the same names; two files alone may be called anything. */
function isSame(old: readonly SchemaSource[], now: readonly SchemaSource[]): boolean {
  if (old.length !== now.length) return false;
  if (old.length === 1) return old[0]?.text === now[0]?.text;
  const texts = new Map(old.map(({ file, text }) => [file, text]));
  return now.every(({ file, text }) => texts.get(file) === text);
}
