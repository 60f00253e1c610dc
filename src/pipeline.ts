import { join } from 'node:path';
import { compileSaga } from './compile/compile-saga.js';
import { compileStatements } from './compile/compile-statements.js';
import { type CatalogRules, loadRules } from './custom-rules.js';
import { type Diagnostic, sortDiagnostics } from './diagnostics/index.js';
import type { GeneratedTarget } from './generate/run.js';
import { type Host, HostError } from './host.js';
import type { CatalogSource } from './language/document.js';
import { type LoadOptions, loadCatalog } from './language/load-catalog.js';
import { hasOverrides, hasRuleOptions } from './lint/config.js';
import { type LintOptions, lintCatalog } from './lint/run.js';
import { type Meter, NO_METER } from './lint/stats.js';
import { buildCatalog } from './model/build/build-catalog.js';
import type { Built } from './model/build/built.js';
import type { Catalog } from './model/index.js';
import { templateText } from './templates.js';

/** What became of a catalog folder. */
export interface CheckedCatalog {
  /** Undefined when the settings could not be read: then nothing is known about the rest. */
  readonly catalog: Catalog | undefined;
  /** Findings of all stages, sorted. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of every file that was read or that a finding points at, by path relative to the catalog. */
  readonly texts: ReadonlyMap<string, string>;
  /** False when a mistake left something out, so that the rules were not asked: any of them might be misled. */
  readonly whole: boolean;
  /** The rules of the catalog, the custom ones included; missing where they were not needed. */
  readonly rules?: CatalogRules;
  /** What the rules of today find in the earlier state that was given. */
  readonly earlier?: readonly Diagnostic[];
}

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
}

export interface GenerateOptions {
  /** Ids of the only targets to run; all of `sagac.yaml` by default. */
  readonly targets?: readonly string[];
}

/** Text to catalog to findings: reads, builds and lints the catalog in the folder `root`. */
export async function checkCatalog(host: Host, root: string, options: CheckOptions = {}): Promise<CheckedCatalog> {
  const { earlier, only, meter = NO_METER } = options;
  const read = await readCatalog(host, root, { meter });
  const { catalog } = read;
  if (!catalog) return read;
  const load = () => loadRules(host, root, catalog, options.plugins);
  const all = await (catalog.settings.lint.plugins.length > 0 ? meter.stage('load rules', load) : load());
  if (!read.whole) return checked(host, root, { ...read, rules: all }, all.diagnostics);
  const rules = await lintOptions(host, catalog, all, options);
  const findings = meter.stage('lint', () =>
    lintCatalog(catalog, { ...rules, meter, ...(earlier && { previous: earlier }) }),
  );
  const mistakes = only ? [] : meter.stage('compile', () => processMistakes(catalog));
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
  const read = await readForUse(host, root);
  const { catalog, diagnostics } = read;
  if (!catalog || diagnostics.some(isError)) return { ...read, outputs: [] };
  const { generateTargets } = await import('./generate/run.js');
  const loadTemplate = (target: string, name: string) => templateText(`${target}/${name}`);
  const made = generateTargets(catalog, { loadTemplate, ...(options.targets && { only: options.targets }) });
  const all = sortDiagnostics([...diagnostics, ...made.diagnostics]);
  return { ...read, diagnostics: all, outputs: all.some(isError) ? [] : made.value };
}

export interface SnapshotOfCatalog extends CheckedCatalog {
  /** The text of a snapshot file; missing where the catalog has errors. */
  readonly snapshot?: string;
}

/** Text to catalog to one file that can be read again: reads, builds, and gathers the text of all that this took. */
export async function snapshotCatalog(host: Host, root: string): Promise<SnapshotOfCatalog> {
  const { read, source } = await readWithSource(host, root);
  const checked = forUse(read);
  if (!source || checked.diagnostics.some(isError)) return checked;
  const { printSnapshot, takeSnapshot } = await import('./snapshot/index.js');
  return { ...checked, snapshot: printSnapshot(takeSnapshot(source)) };
}

/** Text to a catalog that something is to be made of: names that mean nothing are errors, whatever the settings say. */
export async function readForUse(host: Host, root: string): Promise<CheckedCatalog> {
  return forUse(await readCatalog(host, root));
}

function forUse(read: CheckedCatalog): CheckedCatalog {
  const unresolved = read.catalog && read.whole ? unresolvedReferences(read.catalog) : [];
  return { ...read, diagnostics: sortDiagnostics([...read.diagnostics, ...unresolved]) };
}

/** How a catalog is read: as one of several states, and with a meter. */
export interface ReadOptions extends LoadOptions {
  /** Definitions of other states, to take those that are the same from. */
  readonly built?: Built;
  readonly meter?: Meter;
}

/** Text to catalog, with what reading and building found. */
export async function readCatalog(host: Host, root: string, options: ReadOptions = {}): Promise<CheckedCatalog> {
  return (await readWithSource(host, root, options)).read;
}

/** A catalog together with the trees that it was built from. */
async function readWithSource(
  host: Host,
  root: string,
  { built: before, meter = NO_METER, ...how }: ReadOptions = {},
): Promise<{ readonly read: CheckedCatalog; readonly source: CatalogSource | undefined }> {
  const { value: source, diagnostics: reading } = await meter.stage('read', () => loadCatalog(host, root, how));
  const built = source && meter.stage('build', () => buildCatalog(source, before));
  const diagnostics = sortDiagnostics([...reading, ...(built?.diagnostics ?? [])]);
  const texts = withTexts(host, root, source?.texts ?? new Map(), diagnostics);
  const whole = source !== undefined && source.incomplete !== true;
  return { read: { catalog: built?.value, diagnostics, texts, whole }, source };
}

export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}

/** What the saga compiler refuses and a lint rule reports, too: `unknown-reference`, `unmapped-input` and `mapping-type-mismatch`. */
const COVERED_BY_RULES: ReadonlySet<string> = new Set([
  'saga-unknown-name',
  'saga-unknown-field',
  'saga-unfilled-field',
  'saga-mapped-type',
]);

/** What else keeps a saga from being compiled, or a flow from being simulated: a design that lints clean also generates. */
function processMistakes(catalog: Catalog): readonly Diagnostic[] {
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
  const today = new Date(host.now()).toISOString().slice(0, 10);
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
function unresolvedReferences(catalog: Catalog): readonly Diagnostic[] {
  const code = 'unknown-reference';
  const unresolved = catalog.unresolved.filter((reference) => reference.target !== 'channel');
  const settings = { ...catalog.settings, lint: { ...catalog.settings.lint, layers: [] } };
  const found = lintCatalog({ ...catalog, settings, unresolved, texts: new Map() }, { only: [code] });
  return found.filter((entry) => entry.code === code).map((entry) => ({ ...entry, severity: 'error' }));
}

/** The texts of the files that findings point at. */
export function textsOf(host: Host, root: string, diagnostics: readonly Diagnostic[]): ReadonlyMap<string, string> {
  return withTexts(host, root, new Map(), diagnostics);
}

/** Adds the texts that findings need and the loader did not keep, such as those of settings that do not parse. */
function withTexts(
  host: Host,
  root: string,
  known: ReadonlyMap<string, string>,
  diagnostics: readonly Diagnostic[],
): ReadonlyMap<string, string> {
  const texts = new Map(known);
  for (const { span } of diagnostics) {
    if (!span || texts.has(span.file)) continue;
    const text = readText(host, join(root, span.file));
    if (text !== undefined) texts.set(span.file, text);
  }
  return texts;
}

/** The text of a file as the compiler reads it, without its byte order mark; undefined where it cannot be read. */
export function readText(host: Host, path: string): string | undefined {
  try {
    return new TextDecoder().decode(host.readBytes(path));
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
