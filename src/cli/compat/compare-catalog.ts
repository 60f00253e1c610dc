import { join } from 'node:path';
import { openAgainst } from '../../against/index.js';
import { type Acceptance, acceptanceFindings } from '../../compat/acceptance.js';
import { checks } from '../../compat/checks/index.js';
import { compareCatalogs } from '../../compat/compare.js';
import type { Comparison, CompatReport } from '../../compat/finding.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import type { Host } from '../../host.js';
import { ACCEPTED_FILE } from '../../language/find-catalog.js';
import { isTransitive } from '../../model/compat-mode.js';
import { type Catalog, JSON_SCHEMA_PROFILES } from '../../model/index.js';
import { type CheckedCatalog, isError, readText } from '../../pipeline.js';
import { readStates } from '../../read-states.js';
import { readAccepted } from './accepted-file.js';
import { compatSettings } from './compat-settings.js';
import type { CompatFlags } from './flags.js';
import { compatProblem } from './problems.js';
import { unreadableIn, withoutUnreadable } from './unreadable.js';
import { oldFile } from './view.js';

/** What the commands that compare catalogs have in common. */
export type Comparing = Partial<Pick<CompatFlags, 'against' | 'transitive' | 'mode' | 'profile' | 'consumers'>>;

/** A catalog compared with earlier states of it. */
export interface ComparedCatalog {
  readonly report: CompatReport;
  readonly checked: CheckedCatalog;
  readonly acceptances: readonly Acceptance[];
  /** Texts of today by path, and of earlier states by the names of `oldFile`. */
  readonly sources: ReadonlyMap<string, string>;
  /** What could not be compared, in sentences. */
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
  const opened = specs.map((spec) => openAgainst(host, root, spec, { transitive }));
  const accepted = readAccepted(host, root);
  const told = opened.flatMap(({ diagnostics }) => diagnostics);
  const wrong = [...told.filter(isError), ...(accepted.problem ? [accepted.problem] : [])];
  if (wrong.length > 0) return { diagnostics: wrong };
  const states = opened.flatMap(({ value }) => value);
  const read = await readStates(host, root, states);
  const named = new Set(opened.flatMap(({ value }) => value.slice(-1)));
  const today = new Date(host.now()).toISOString().slice(0, 10);
  const acceptances = accepted.value ?? [];
  const notes = told.map(({ message, help }) => (help === undefined ? message : `${message} ${help}`));
  const comparisons = states.flatMap((state, at) => {
    const then = read.earlier[at];
    if (!then?.catalog || !read.now.catalog) return [];
    const parts = [unreadableIn(read.now), unreadableIn(then)];
    const [old, next] = [withoutUnreadable(then.catalog, parts), withoutUnreadable(read.now.catalog, parts)];
    notes.push(...leftOutNotes(new Set([...old.leftOut, ...next.leftOut]), state.label));
    return compareCatalogs(old.catalog, withProfile(next.catalog, flags.profile), {
      against: state.label,
      checks,
      today,
      consumers: flags.consumers ?? 'all',
      standing: {
        newest: named.has(state),
        all: flags.transitive === true,
        ...(flags.mode !== undefined && { mode: flags.mode }),
      },
      acceptances,
    });
  });
  const acceptance = acceptanceFindings(acceptances, comparisons, today);
  const sources = new Map([...read.now.texts, ...textOfAccepted(host, root)]);
  states.forEach(({ label }, at) => {
    for (const [file, text] of read.earlier[at]?.texts ?? []) sources.set(oldFile(file, label), text);
  });
  return {
    value: { report: { comparisons, acceptance }, checked: read.now, acceptances, sources, notes },
    diagnostics: [],
  };
}

function textOfAccepted(host: Host, root: string): readonly (readonly [file: string, text: string])[] {
  const text = readText(host, join(root, ACCEPTED_FILE));
  return text === undefined ? [] : [[ACCEPTED_FILE, text]];
}

function leftOutNotes(leftOut: ReadonlySet<string>, against: string): readonly string[] {
  return [...leftOut].sort().map((name) => `\`${name}\` cannot be read here or in ${against}, and was not compared.`);
}

function withProfile(catalog: Catalog, profile: string | undefined): Catalog {
  const known = JSON_SCHEMA_PROFILES.find((entry) => entry === profile);
  if (!known) return catalog;
  const { settings } = catalog;
  return { ...catalog, settings: { ...settings, compat: { ...settings.compat, jsonSchema: known } } };
}

export type { Comparison };
