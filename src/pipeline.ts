import type { CatalogRules } from './custom-rules.js';
import { type Diagnostic, sortDiagnostics } from './diagnostics/index.js';
import type { GeneratedTarget } from './generate/run-entries.js';
import type { Host } from './host.js';
import { hasOverrides, hasRuleOptions } from './lint/config.js';
import type { LintOptions } from './lint/run.js';
import { type Meter, NO_METER } from './lint/stats.js';
import { dayOf } from './model/facts/days.js';
import type { Catalog } from './model/index.js';
import {
  type CheckedCatalog,
  isError,
  type ReadOptions,
  readCatalog,
  readWithSource,
  withTexts,
} from './read-catalog.js';

export { type CheckedCatalog, isError, type ReadOptions, readCatalog, readText, textsOf } from './read-catalog.js';

export interface CheckOptions {
  /** Ids of the only lint rules to ask; all enabled ones by default. */
  readonly only?: readonly string[];
  /** False leaves plugins that are code out: nothing of the catalog is run. */
  readonly plugins?: boolean;
  /** An earlier state of the catalog, to compare with. */
  readonly earlier?: Catalog;
  /** Takes the time of stages and rules. */
  readonly meter?: Meter;
}

export interface GeneratedCatalog extends CheckedCatalog {
  /** What the targets made; nothing where the catalog has errors. */
  readonly outputs: readonly GeneratedTarget[];
  /** Code of the user took part, so that the outputs may depend on more than the catalog. */
  readonly ranCode: boolean;
}

export interface GenerateOptions {
  /** The only targets to run, as the settings name them; all of `sagac.yaml` by default. */
  readonly targets?: readonly string[];
  /** The only service to generate for; the whole catalog by default. */
  readonly service?: string;
  /** Absolute path of the folder that is written to; the catalog's own by default. */
  readonly outRoot?: string;
  /** False runs no target that is code of the user. */
  readonly plugins?: boolean;
  /** How the catalog is read. */
  readonly read?: ReadOptions;
}

/** Text to catalog to findings: reads, builds and lints the catalog in the folder `root`. */
export async function checkCatalog(host: Host, root: string, options: CheckOptions = {}): Promise<CheckedCatalog> {
  const { earlier, only, meter = NO_METER } = options;
  const read = await readCatalog(host, root, { meter });
  const { catalog } = read;
  if (!catalog) return read;
  // Rules are most of the code, and only checks need them.
  const { loadRules } = await import('./custom-rules.js');
  const { lintCatalog } = await import('./lint/run.js');
  const load = () => loadRules(host, root, catalog, options.plugins);
  const all = await (catalog.settings.lint.plugins.length > 0 ? meter.stage('load rules', load) : load());
  if (!read.whole) return checked(host, root, { ...read, rules: all }, all.diagnostics);
  const rules = await lintOptions(host, catalog, all, options);
  const findings = meter.stage('lint', () =>
    lintCatalog(catalog, { ...rules, meter, ...(earlier && { previous: earlier }) }),
  );
  const mistakes = only ? [] : await meter.stage('compile', () => processMistakes(catalog));
  const whole = checked(host, root, { ...read, rules: all }, [...all.diagnostics, ...mistakes, ...findings]);
  if (!earlier) return whole;
  const then = { ...earlier, settings: { ...earlier.settings, lint: catalog.settings.lint } };
  return { ...whole, earlier: meter.stage('lint the earlier state', () => lintCatalog(then, rules)) };
}

/** A catalog with more findings, and the texts that these point at. */
function checked(host: Host, root: string, read: CheckedCatalog, more: readonly Diagnostic[]): CheckedCatalog {
  const diagnostics = sortDiagnostics([...read.diagnostics, ...more]);
  return { ...read, diagnostics, texts: withTexts(host, root, read.texts, more) };
}

/** Text to catalog to files: reads, builds and generates. Writes nothing; a catalog with errors gives no files. */
export async function generateCatalog(
  host: Host,
  root: string,
  options: GenerateOptions = {},
): Promise<GeneratedCatalog> {
  const read = await readForUse(host, root, options.read);
  const { catalog, diagnostics } = read;
  if (!catalog || diagnostics.some(isError)) return { ...read, outputs: [], ranCode: false };
  const { runTargets } = await import('./run-targets.js');
  const made = await runTargets(host, root, catalog, options);
  const all = checked(host, root, read, made.diagnostics);
  return { ...all, outputs: all.diagnostics.some(isError) ? [] : made.value, ranCode: made.ranCode };
}

export interface SnapshotOfCatalog extends CheckedCatalog {
  /** The text of a snapshot file; missing where the catalog has errors. */
  readonly snapshot?: string;
}

/** Text to catalog to one file that can be read again: reads, builds, and gathers the text of all that this took. */
export async function snapshotCatalog(host: Host, root: string): Promise<SnapshotOfCatalog> {
  const { read, source } = await readWithSource(host, root);
  const checked = await forUse(read);
  if (!source || checked.diagnostics.some(isError)) return checked;
  const { printSnapshot, takeSnapshot } = await import('./snapshot/index.js');
  return { ...checked, snapshot: printSnapshot(takeSnapshot(source)) };
}

/** Text to a catalog that something is to be made of: names that mean nothing are errors, whatever the settings say. */
export async function readForUse(host: Host, root: string, options: ReadOptions = {}): Promise<CheckedCatalog> {
  return forUse(await readCatalog(host, root, options));
}

async function forUse(read: CheckedCatalog): Promise<CheckedCatalog> {
  const unresolved = read.catalog && read.whole ? await unresolvedReferences(read.catalog) : [];
  if (unresolved.length === 0) return read;
  return { ...read, diagnostics: sortDiagnostics([...read.diagnostics, ...unresolved]) };
}

/** What the saga compiler refuses and a lint rule reports, too: `unknown-reference`, `unmapped-input` and `mapping-type-mismatch`. */
const COVERED_BY_RULES: ReadonlySet<string> = new Set([
  'saga-unknown-name',
  'saga-unknown-field',
  'saga-unfilled-field',
  'saga-mapped-type',
]);

/** What else keeps a saga from being compiled, or a flow from being simulated: a design that lints clean also generates. */
async function processMistakes(catalog: Catalog): Promise<readonly Diagnostic[]> {
  const { compileSaga } = await import('./compile/compile-saga.js');
  const { compileStatements } = await import('./compile/compile-statements.js');
  const unknown = new Set(catalog.unresolved.map(({ ref }) => `${ref.span.file}:${ref.span.start}`));
  const found = [
    ...[...catalog.sagas.values()].flatMap((saga) => compileSaga(catalog, saga).diagnostics),
    ...[...catalog.flows.values()].flatMap((flow) => compileStatements(catalog, flow).diagnostics),
  ];
  return found.filter(({ code, span }) => !COVERED_BY_RULES.has(code) && !unknown.has(`${span?.file}:${span?.start}`));
}

async function lintOptions(
  host: Host,
  catalog: Catalog,
  { rules, plugins, partial }: CatalogRules,
  { only }: CheckOptions,
): Promise<LintOptions> {
  const today = dayOf(host.now());
  const tools = await lintTools(catalog);
  return { today, rules, plugins, partial, ...tools, ...(only && { only }) };
}

/** What the settings need to be understood; loaded for those that do. */
export async function lintTools(catalog: Catalog): Promise<Pick<LintOptions, 'validateOptions' | 'compileGlob'>> {
  const { lint } = catalog.settings;
  return {
    ...(hasRuleOptions(lint) && { validateOptions: (await import('./lint/validate-options.js')).validateOptions }),
    ...(hasOverrides(lint) && { compileGlob: (await import('./lint/globs.js')).compileGlob }),
  };
}

/**
 * Settings and comments may silence the rule, but nothing can be made from a name that means nothing. A channel that is
 * not declared is the exception: it is a finding, and no output depends on it.
 */
async function unresolvedReferences(catalog: Catalog): Promise<readonly Diagnostic[]> {
  const code = 'unknown-reference';
  const unresolved = catalog.unresolved.filter((reference) => reference.target !== 'channel');
  if (unresolved.length === 0) return [];
  const { lintCatalog } = await import('./lint/run.js');
  const settings = { ...catalog.settings, lint: { ...catalog.settings.lint, layers: [] } };
  const found = lintCatalog({ ...catalog, settings, unresolved, texts: new Map() }, { only: [code] });
  return found.filter((entry) => entry.code === code).map((entry) => ({ ...entry, severity: 'error' }));
}
