import { compareText } from '../diagnostics/index.js';
import { grouped, push } from '../model/grouped.js';
import { type Catalog, messageById } from '../model/index.js';
import { type Acceptance, isExpired } from './acceptance.js';
import type { ChangeKind } from './change.js';
import type { CompatCheck, Direction, Encoding, JudgeContext } from './check.js';
import { type Difference, diffCatalogs } from './diff/diff-catalogs.js';
import type { Comparison, CompatFinding, Consequence } from './finding.js';
import { fingerprintOf } from './fingerprint.js';
import { createHits, type States } from './hits.js';
import { withAwaited } from './in-flight/with-awaited.js';
import { judgeContext } from './judge-context.js';
import { consequencesOf, createAsked, encodingsOf, type Standing } from './policy.js';
import {
  together,
  type Versioned,
  type VersionedChange,
  verdictOf,
  versionedChange,
  versionFindings,
} from './versions.js';

export interface CompareOptions {
  /** How the earlier state is called. */
  readonly against: string;
  readonly checks: readonly CompatCheck[];
  /** As `2026-03-02`. */
  readonly today: string;
  /** `declared`: what nobody is known to read is only warned of. */
  readonly consumers: 'all' | 'declared';
  readonly standing: Standing;
  readonly acceptances: readonly Acceptance[];
}

/** What every part of one comparison needs. */
interface Comparing extends CompareOptions {
  readonly states: States;
  readonly judging: JudgeContext;
  readonly byKind: ReadonlyMap<string, CompatCheck>;
  readonly accepted: ReadonlyMap<string, Acceptance>;
  readonly asked: ReturnType<typeof createAsked>;
  readonly hits: ReturnType<typeof createHits>;
  readonly encodings: readonly Encoding[];
  /** Ids of messages, by what carries a change: all changes of one type share the list. */
  readonly carriers: Map<Difference['carriers'], readonly string[]>;
}

/** Finds what changed between two states, judges it, and says what of it counts. Pure. */
export function compareCatalogs(old: Catalog, next: Catalog, options: CompareOptions): Comparison {
  const { differences, pairs } = diffCatalogs(old, next);
  const states = { old, new: next, oldIds: new Map(pairs.map((pair) => [pair.new.id, pair.old.id])) };
  const comparing: Comparing = {
    ...options,
    states,
    judging: judgeContext(old, next, options.today),
    byKind: new Map(options.checks.map((check) => [check.id as string, check])),
    accepted: new Map(options.acceptances.map((entry) => [entry.fingerprint, entry])),
    asked: createAsked(old, next, options.standing),
    hits: createHits(states),
    encodings: encodingsOf(old, next),
    carriers: new Map(),
  };
  const judged = differences.map((difference) => ({ difference, ...judge(comparing, difference) }));
  const verdicts = versionedOf(comparing, judged).map((entry) => verdictOf(old, next, options.standing, entry));
  const versions = verdicts
    .flatMap((verdict) => versionFindings(next, verdict))
    .map((entry) => accept(comparing, entry));
  return {
    against: options.against,
    findings: [...judged.map(({ finding }) => finding), ...versions].sort(byPlace),
    verdicts,
  };
}

interface Judged {
  readonly difference: Difference;
  readonly finding: CompatFinding;
  readonly versioned: VersionedChange;
}

function judge(comparing: Comparing, difference: Difference): Omit<Judged, 'difference'> {
  const { change } = difference;
  const check = comparing.byKind.get(change.kind) as CompatCheck<ChangeKind> | undefined;
  if (!check) throw new Error(`No check judges ${change.kind}.`);
  const directions = comparing.asked(difference);
  const found = consequencesOf(check.judge(change, comparing.judging), directions, comparing.encodings);
  const consequences = withAwaited(comparing, directions, difference, found);
  const breaking = breakingDirections(consequences);
  const hits = breaking.length === 0 ? [] : comparing.hits(difference, breaking, failsWhole(consequences));
  const instead = consequences.length === 0 ? undefined : check.instead(change, comparing.judging);
  const { owner, at, old: before, new: after } = change;
  const finding: CompatFinding = {
    id: check.id,
    group: check.group,
    owner,
    at,
    ...(before && { old: before }),
    ...(after && { new: after }),
    message: check.describe(change),
    severity: severityOf(comparing, difference, consequences, hits),
    carriers: carriersOf(comparing, difference),
    consequences,
    hits,
    ...(instead !== undefined && { instead }),
    fingerprint: fingerprintOf(change),
  };
  return { finding: accept(comparing, finding), versioned: versionedChange(consequences, check.bump ?? 'minor') };
}

/** Where one wrong field keeps the whole message from being read, it does not help not to read that field. */
function failsWhole(consequences: readonly Consequence[]): boolean {
  return consequences.some(
    ({ counts, level, reach }) => counts && level === 'break' && (reach === 'avro' || reach === 'json-schema'),
  );
}

function carriersOf({ carriers: known }: Comparing, { carriers }: Difference): readonly string[] {
  const ids = known.get(carriers) ?? carriers.map(({ message }) => message);
  known.set(carriers, ids);
  return ids;
}

function breakingDirections(consequences: readonly Consequence[]): readonly Direction[] {
  return [...new Set(consequences.filter(({ level }) => level === 'break').map(({ direction }) => direction))];
}

function severityOf(
  { consumers }: CompareOptions,
  { carriers }: Difference,
  consequences: readonly Consequence[],
  hits: CompatFinding['hits'],
): CompatFinding['severity'] {
  const counting = consequences.filter(({ counts }) => counts);
  const broken = breakingDirections(counting);
  if (broken.length === 0) return counting.length > 0 ? 'warning' : 'info';
  const isKnown = hits.some(({ certainty, direction }) => certainty === 'reads' && broken.includes(direction));
  return consumers === 'declared' && carriers.length > 0 && !isKnown ? 'warning' : 'error';
}

/** What is accepted is still told, and fails no more. */
function accept({ accepted, today }: Comparing, finding: CompatFinding): CompatFinding {
  const acceptance = accepted.get(finding.fingerprint);
  if (!acceptance || isExpired(acceptance, today)) return finding;
  return { ...finding, severity: 'info', accepted: acceptance };
}

/** The messages and sagas that something changed in, each with all that did. */
function versionedOf({ states }: Comparing, judged: readonly Judged[]): readonly Versioned[] {
  const changes = new Map<string, VersionedChange[]>();
  for (const [carriers, same] of grouped(judged, ({ difference }) => difference.carriers)) {
    const all = together(same.map(({ versioned }) => versioned));
    for (const { message } of carriers) push(changes, message, all);
  }
  for (const { difference, versioned } of judged) {
    if (difference.change.owner.kind === 'saga') push(changes, `saga ${difference.change.owner.id}`, versioned);
  }
  for (const key of onlyVersioned(states)) if (!changes.has(key)) changes.set(key, []);
  return [...changes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, list]) => versionedAt(states, key, list));
}

/** Those whose version is another one, whatever else has changed. */
function onlyVersioned({ old, new: next, oldIds }: States): readonly string[] {
  const messages = [...oldIds].filter(
    ([id, oldId]) => messageById(next, id)?.version !== messageById(old, oldId)?.version,
  );
  const sagas = [...next.sagas.values()].filter(({ id, version }) => {
    const before = old.sagas.get(id);
    return before !== undefined && before.version !== version;
  });
  return [...messages.map(([id]) => id), ...sagas.map(({ id }) => `saga ${id}`)];
}

function versionedAt({ old, new: next, oldIds }: States, key: string, changes: readonly VersionedChange[]): Versioned {
  const saga = key.startsWith('saga ');
  const id = saga ? key.slice('saga '.length) : key;
  const before = saga ? old.sagas.get(id) : messageById(old, oldIds.get(id) ?? (messageById(next, id) ? '' : id));
  const after = saga ? next.sagas.get(id) : messageById(next, id);
  const kind = saga ? 'saga' : (((after ?? before)?.kind ?? 'event') as Versioned['kind']);
  return { kind, id, changes, ...(before && { old: before }), ...(after && { new: after }) };
}

const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** What others are made of comes first. */
const KINDS: readonly string[] = [
  'type',
  'event',
  'command',
  'saga',
  'flow',
  'channel',
  'service',
  'catalog',
  'schema',
];

/** By definition, and within one the worst first. */
function byPlace(a: CompatFinding, b: CompatFinding): number {
  const kinds = KINDS.indexOf(a.owner.kind) - KINDS.indexOf(b.owner.kind);
  if (kinds !== 0) return kinds;
  return (
    compareText(a.owner.id, b.owner.id) ||
    ORDER[a.severity] - ORDER[b.severity] ||
    compareText(a.at, b.at) ||
    compareText(a.id, b.id)
  );
}
