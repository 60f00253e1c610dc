import { join } from 'node:path';
import { type Acceptance, acceptanceFindings } from '../../compat/acceptance.js';
import type { Owner } from '../../compat/change.js';
import { checks } from '../../compat/checks/index.js';
import { compareCatalogs } from '../../compat/compare.js';
import type { Comparison, CompatFinding, CompatReport } from '../../compat/finding.js';
import { compatDiagnostic, findingFrom } from '../../compat/messages.js';
import { compareText, type Diagnostic } from '../../diagnostics/index.js';
import type { Host } from '../../host.js';
import { ACCEPTED_FILE } from '../../language/find-catalog.js';
import { isTransitive } from '../../model/compat-mode.js';
import { dayOf } from '../../model/facts/days.js';
import { type Catalog, JSON_SCHEMA_PROFILES } from '../../model/index.js';
import { type CheckedCatalog, isError, readText } from '../../read-catalog.js';
import { readStates } from '../../read-states.js';
import { readAccepted } from './accepted-file.js';
import { compatSettings } from './compat-settings.js';
import type { CompatFlags } from './flags.js';
import { type NamedState, openNamed } from './named-states.js';
import { compatProblem } from './problems.js';
import { type Unreadable, unreadableIn, withoutUnreadable } from './unreadable.js';
import { oldFile } from './view.js';
import { noteText } from './words.js';

/** What the commands that compare catalogs have in common. */
export type Comparing = Partial<Pick<CompatFlags, 'against' | 'transitive' | 'mode' | 'profile' | 'consumers'>>;

/** A catalog compared with earlier states of it. */
export interface ComparedCatalog {
  readonly report: CompatReport;
  readonly checked: CheckedCatalog;
  /** Texts of today by path, and of earlier states by the names of `oldFile`. */
  readonly sources: ReadonlyMap<string, string>;
  /** What is to be said of the states, in sentences. */
  readonly notes: readonly string[];
}

/** Reads a catalog and the earlier states that are asked for, and compares them; the diagnostics tell why it cannot. */
export async function compareCatalog(
  host: Host,
  root: string,
  flags: Comparing,
): Promise<{ readonly value?: ComparedCatalog; readonly diagnostics: readonly Diagnostic[] }> {
  const settings = compatSettings(host, root);
  const specs = flags.against ?? settings.against;
  if (specs.length === 0) return { diagnostics: [compatProblem('no-against', undefined, undefined)] };
  const transitive = flags.transitive === true || isTransitive(flags.mode ?? settings.mode);
  const { states, diagnostics: told } = openNamed(host, root, specs, transitive);
  const accepted = readAccepted(host, root);
  const wrong = [...told.filter(isError), ...(accepted.problem ? [accepted.problem] : [])];
  if (wrong.length > 0) return { diagnostics: wrong };
  const read = await readStates(
    host,
    root,
    states.map(({ state }) => state),
  );
  const closed = states.filter((_, at) => !read.earlier[at]?.catalog).map(({ state }) => state.label);
  if (closed.length > 0)
    return { diagnostics: closed.map((state) => compatProblem('state-unreadable', undefined, { state })) };
  const [acceptances, today] = [accepted.value ?? [], dayOf(host.now())];
  const common = { now: read.now, unreadable: unreadableIn(read.now), flags, acceptances, today };
  const comparisons = states.flatMap((named, at) => {
    const then = read.earlier[at];
    return then ? compareState(then, named, common) : [];
  });
  const acceptance = acceptanceFindings(acceptances, comparisons, today);
  const sources = new Map([...read.now.texts, ...textOfAccepted(host, root), ...earlierTexts(states, read.earlier)]);
  const notes = told.map(noteText);
  return { value: { report: { comparisons, acceptance }, checked: read.now, sources, notes }, diagnostics: [] };
}

/** What the comparisons with all earlier states have in common. */
interface Common {
  readonly now: CheckedCatalog;
  /** What of that cannot be read. */
  readonly unreadable: Unreadable;
  readonly flags: Comparing;
  readonly acceptances: readonly Acceptance[];
  readonly today: string;
}

/** Compares with one earlier state; nothing where either could not be read at all. */
function compareState(
  then: CheckedCatalog,
  { state: { label }, newest }: NamedState,
  { now, unreadable, flags, acceptances, today }: Common,
): readonly Comparison[] {
  if (!then.catalog || !now.catalog) return [];
  const parts = [unreadable, unreadableIn(then)];
  const [old, next] = [withoutUnreadable(then.catalog, parts), withoutUnreadable(now.catalog, parts)];
  const { transitive: all = false, mode, profile, consumers = 'all' } = flags;
  const comparison = compareCatalogs(old.catalog, withProfile(next.catalog, profile), {
    against: label,
    checks,
    today,
    consumers,
    standing: { newest, all, ...(mode !== undefined && { mode }) },
    acceptances,
  });
  const unread = notCompared(new Set([...old.leftOut, ...next.leftOut]), unreadable, label);
  return [{ ...comparison, findings: [...comparison.findings, ...unread] }];
}

function earlierTexts(states: readonly NamedState[], earlier: readonly CheckedCatalog[]) {
  return states.flatMap(({ state: { label } }, at) =>
    [...(earlier[at]?.texts ?? [])].map(([file, text]) => [oldFile(file, label), text] as const),
  );
}

function textOfAccepted(host: Host, root: string): readonly (readonly [file: string, text: string])[] {
  const text = readText(host, join(root, ACCEPTED_FILE));
  return text === undefined ? [] : [[ACCEPTED_FILE, text]];
}

/** What cannot be read on one side may have changed in any way, and nobody would see it. */
function notCompared(leftOut: ReadonlySet<string>, unreadable: Unreadable, against: string): readonly CompatFinding[] {
  return [...leftOut].sort(compareText).map((name) => {
    const [kind = '', id = ''] = name.split(' ');
    const where = unreadable.definitions.has(name) ? 'here' : `in ${against}`;
    const said = compatDiagnostic('not-compared', undefined, { name, where });
    return findingFrom(said, [name, against], {
      group: 'versions',
      owner: { kind: kind as Owner['kind'], id },
      at: '',
    });
  });
}

function withProfile(catalog: Catalog, profile: string | undefined): Catalog {
  const known = JSON_SCHEMA_PROFILES.find((entry) => entry === profile);
  if (!known) return catalog;
  const { settings } = catalog;
  return { ...catalog, settings: { ...settings, compat: { ...settings.compat, jsonSchema: known } } };
}
