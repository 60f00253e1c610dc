import { compileDiagnostic } from './compile/messages.js';
import type { Diagnostic } from './diagnostics/index.js';
import type { Host } from './host.js';
import { lintFilePath } from './language/lint-sources.js';
import { loadRulesFile } from './language/load-rules-file.js';
import { report as languageDiagnostic } from './language/messages.js';
import { lintDiagnostics } from './lint/codes.js';
import type { Rule } from './lint/rule.js';
import { rules as builtIn } from './lint/rules/index.js';
import { loadModule, mayRunCode } from './load-module.js';
import { modelDiagnostic } from './model/build/messages.js';
import type { Catalog, PluginFile } from './model/index.js';

/** The rules of a catalog: the built-in ones, and those of its plugins. */
export interface CatalogRules {
  readonly rules: readonly Rule[];
  /** Which of them are of plugins, by id. */
  readonly plugins: ReadonlyMap<string, PluginFile>;
  /** Names of the plugins that were left out, because code of others is not to run. */
  readonly leftOut: readonly string[];
  /** Rules are missing, so what is unknown may be one of them. */
  readonly partial: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** The rules there are without a catalog. */
export const BUILT_IN: CatalogRules = {
  rules: builtIn,
  plugins: new Map(),
  leftOut: [],
  partial: false,
  diagnostics: [],
};

interface Loaded {
  readonly rules: readonly Rule[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Loads the rules that `lint.plugins` names. Modules are code of the user and run, unless `code` is false or
 * `SAGAC_NO_PLUGINS` is set; rules without code are data and always there.
 */
export async function loadRules(host: Host, root: string, catalog: Catalog, code = true): Promise<CatalogRules> {
  const { plugins } = catalog.settings.lint;
  if (plugins.length === 0) return BUILT_IN;
  const runsCode = code && mayRunCode(host);
  const leftOut = plugins.filter(({ kind }) => kind === 'module' && !runsCode);
  const pluginOf = new Map<string, PluginFile>();
  const rules: Rule[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const plugin of plugins) {
    if (leftOut.includes(plugin)) continue;
    const loaded =
      plugin.kind === 'yaml' ? await rulesOfFile(host, root, plugin) : await rulesOfModule(host, root, plugin);
    diagnostics.push(...loaded.diagnostics);
    for (const rule of loaded.rules) {
      const problem = takenId(rule.id, pluginOf);
      if (problem !== undefined) diagnostics.push(pluginProblem(plugin, problem));
      else {
        pluginOf.set(rule.id, plugin);
        rules.push(rule);
      }
    }
  }
  return {
    rules: [...builtIn, ...rules],
    plugins: pluginOf,
    leftOut: leftOut.map(({ name }) => name),
    partial: leftOut.length > 0 || diagnostics.length > 0,
    diagnostics,
  };
}

async function rulesOfFile(host: Host, root: string, plugin: PluginFile): Promise<Loaded> {
  const { value, diagnostics } = await loadRulesFile(host, root, plugin);
  if (!value?.root) return { rules: [], diagnostics };
  // CEL is only needed where rules without code are.
  const { declarativeRules } = await import('./lint/custom/declarative.js');
  const built = declarativeRules({ file: value.file, text: value.text, root: value.root });
  return { rules: built.value, diagnostics: [...diagnostics, ...built.diagnostics] };
}

async function rulesOfModule(host: Host, root: string, plugin: PluginFile): Promise<Loaded> {
  const loaded = await loadModule(host, lintFilePath(root, plugin));
  if ('problem' in loaded) {
    return { rules: [], diagnostics: [pluginProblem(plugin, loaded.problem, loaded.help)] };
  }
  const { acceptRules } = await import('./lint/custom/accept-rules.js');
  const { schemaProblem } = await import('./lint/validate-options.js');
  const { rules, problems } = acceptRules(loaded.module, schemaProblem);
  return { rules, diagnostics: problems.map((problem) => pluginProblem(plugin, problem)) };
}

/** Ids of what sagac itself says: a rule of such a name could not be told from it. */
const OWN_CODES: ReadonlySet<string> = new Set([
  ...builtIn.map(({ id }) => id),
  ...[languageDiagnostic, modelDiagnostic, lintDiagnostics, compileDiagnostic].flatMap(({ definitions }) =>
    Object.keys(definitions),
  ),
]);

function takenId(id: string, taken: ReadonlyMap<string, PluginFile>): string | undefined {
  const by = taken.get(id)?.name;
  if (by !== undefined) return `has a rule \`${id}\`, and \`${by}\` has one of the same id`;
  return OWN_CODES.has(id) ? `has a rule \`${id}\`, and sagac itself has one of the same id` : undefined;
}

function pluginProblem(plugin: PluginFile, problem: string, help?: string): Diagnostic {
  const params = { plugin: plugin.name, problem };
  const extras = help === undefined ? {} : { help };
  return { ...lintDiagnostics('invalid-plugin', plugin.span, params, extras), input: true };
}
