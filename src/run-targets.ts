import type { CustomTargets } from './custom-targets.js';
import type { Diagnostic, Outcome } from './diagnostics/index.js';
import { outputPathProblem } from './generate/output-path.js';
import { type GeneratedTarget, hasOptions, runEntries, selectedSettings } from './generate/run-entries.js';
import { chooseService } from './generate/service/choose-service.js';
import type { Target } from './generate/target.js';
import { targetLoaders } from './generate/targets/loaders.js';
import { inspectOutput } from './generate/write/inspect-output.js';
import type { Host } from './host.js';
import type { Catalog, TargetSetting } from './model/index.js';
import type { GenerateOptions } from './pipeline.js';
import { templatesIn, templateText } from './templates.js';

export interface TargetRuns extends Outcome<readonly GeneratedTarget[]> {
  /** Modules of the user were run. */
  readonly ranCode: boolean;
}

/** Runs the targets of a catalog with all that the settings name for them: modules, templates, earlier output. */
export async function runTargets(
  host: Host,
  root: string,
  catalog: Catalog,
  options: GenerateOptions,
): Promise<TargetRuns> {
  const { service, targets: only, outRoot = root } = options;
  const chosen = service === undefined ? { value: catalog, diagnostics: [] } : chooseService(catalog, service);
  const settings = selectedSettings(catalog, only);
  const custom = await customTargets(host, root, settings, options.plugins);
  const templates = await userTemplates(host, root, settings);
  const before: readonly Diagnostic[] = [...chosen.diagnostics, ...custom.diagnostics, ...templates.diagnostics];
  const ranCode = custom.value.size > 0;
  if (!chosen.value || before.some(({ severity }) => severity === 'error')) {
    return { value: [], diagnostics: before, ranCode };
  }
  const builtIn = await builtInTargets(chosen.value, [...settings.map(({ target }) => target), ...(only ?? [])]);
  const isJudged = ranCode || hasOptions(settings, builtIn);
  const checkOptions = isJudged ? (await import('./generate/target-options.js')).checkTargetOptions : undefined;
  const made = runEntries(chosen.value, {
    targets: builtIn,
    loadTemplate: (target, name) => templateText(`${target}/${name}`),
    // What a catalog keeps for all services counts before what one of them was written.
    readOutput: (path) => readOutput(host, root, path) ?? readOutput(host, outRoot, path),
    custom: custom.value,
    templates: templates.value,
    ...(checkOptions && { checkOptions }),
    ...(service !== undefined && { service }),
    ...(only && { only }),
  });
  return { value: made.value, diagnostics: [...before, ...made.diagnostics], ranCode };
}

function isBuiltIn(target: string): boolean {
  return targetLoaders.has(target);
}

/** Those that are named; all of them where a name is none, to tell what was meant. */
async function builtInTargets(catalog: Catalog, named: readonly string[]): Promise<readonly Target[]> {
  const listed = catalog.settings.generate.map(({ target }) => target);
  const isKnown = named.every(isBuiltIn);
  const loaders = [...targetLoaders].filter(([id]) => !isKnown || named.includes(id));
  return Promise.all(loaders.map(([, load]) => load(listed)));
}

async function customTargets(
  host: Host,
  root: string,
  settings: readonly TargetSetting[],
  code: boolean | undefined,
): Promise<Outcome<CustomTargets>> {
  if (settings.every(({ target }) => isBuiltIn(target))) return { value: new Map(), diagnostics: [] };
  const { loadTargets } = await import('./custom-targets.js');
  return loadTargets(host, root, settings, {
    builtIn: new Set(targetLoaders.keys()),
    ...(code !== undefined && { code }),
  });
}

async function userTemplates(host: Host, root: string, settings: readonly TargetSetting[]) {
  if (settings.every(({ templates }) => templates === undefined)) return { value: new Map(), diagnostics: [] };
  const { readUserTemplates } = await import('./user-templates.js');
  const namesOf = (target: string) => (isBuiltIn(target) ? [...templatesIn(target).keys()] : undefined);
  return readUserTemplates(host, root, settings, namesOf);
}

/** What cannot be read is told when it is to be written over. */
function readOutput(host: Host, root: string, path: string): string | undefined {
  if (outputPathProblem(path) !== undefined) return undefined;
  const found = inspectOutput(host, root, path);
  return found.kind === 'file' ? found.text : undefined;
}
