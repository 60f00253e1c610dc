import type { Diagnostic, Outcome } from './diagnostics/index.js';
import { acceptTarget } from './generate/custom/accept-target.js';
import { generateDiagnostic } from './generate/messages.js';
import { targetSpan } from './generate/run-target.js';
import type { Target } from './generate/target.js';
import type { Host } from './host.js';
import { SETTINGS_FILE } from './language/find-catalog.js';
import { absolutePath } from './language/paths.js';
import { locateLintFile, type NotLocated } from './language/resolve-lint-file.js';
import { schemaProblem } from './lint/validate-options.js';
import { loadModule, mayRunCode } from './load-module.js';
import type { TargetSetting } from './model/index.js';

/** Targets that are modules, by what the settings call them. */
export type CustomTargets = ReadonlyMap<string, Target>;

/**
 * Loads the targets among `settings` that are modules: paths with `./` or `../` from the catalog, and packages. A name that
 * is neither a built-in target nor a package is left to whoever knows the targets. Modules are code of the user and run,
 * unless `code` is false or `SAGAC_NO_PLUGINS` is set.
 */
export async function loadTargets(
  host: Host,
  root: string,
  settings: readonly TargetSetting[],
  { code = true, builtIn }: { readonly code?: boolean; readonly builtIn: ReadonlySet<string> },
): Promise<Outcome<CustomTargets>> {
  const targets = new Map<string, Target>();
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const setting of settings) {
    if (builtIn.has(setting.target) || seen.has(setting.target)) continue;
    seen.add(setting.target);
    const found = locate(host, root, setting);
    if (found === undefined) continue;
    if ('code' in found) diagnostics.push(found);
    else if (!code || !mayRunCode(host)) diagnostics.push(refused(setting));
    else {
      const loaded = await targetOf(host, absolutePath(root, found.file));
      if ('problem' in loaded) diagnostics.push(unusable(setting, loaded.problem, loaded.help));
      else targets.set(setting.target, loaded);
    }
  }
  return { value: targets, diagnostics };
}

/** Undefined where the name may just be a built-in target that is misspelt. */
function locate(host: Host, root: string, setting: TargetSetting): { readonly file: string } | Diagnostic | undefined {
  const at = { host, root, from: SETTINGS_FILE, fromName: SETTINGS_FILE };
  const found = locateLintFile(at, setting.target, 'target');
  if ('problem' in found) {
    const isName = !/[./@]/.test(setting.target) && found.problem === 'no-package';
    return isName ? undefined : unusable(setting, problemOf(found), helpOf(found));
  }
  if (/\.(m?js|cjs|m?ts)$/.test(found.file)) return found;
  return unusable(setting, 'is no module: it ends neither with `.js` nor with `.ts`');
}

async function targetOf(
  host: Host,
  path: string,
): Promise<Target | { readonly problem: string; readonly help?: string }> {
  const loaded = await loadModule(host, path);
  if ('problem' in loaded) return loaded;
  const target = acceptedTarget(loaded.module);
  return typeof target === 'string' ? { problem: target } : target;
}

/** What a module exports may throw when it is looked at. */
function acceptedTarget(module: unknown): Target | string {
  try {
    return acceptTarget(module, schemaProblem);
  } catch {
    return 'cannot be looked at';
  }
}

function problemOf({ problem }: NotLocated): string {
  switch (problem) {
    case 'no-file':
      return 'is not there';
    case 'no-package':
      return 'is a package that is not installed';
    case 'no-entry':
      return 'is a package without a module of its own';
    case 'outside-package':
      return 'leads out of its package';
    case 'network':
    case 'absolute':
    case 'no-yaml':
      return 'is neither a path from the catalog nor a package';
  }
}

function helpOf({ problem }: NotLocated): string | undefined {
  if (problem === 'no-file') return 'Paths begin at the folder of `sagac.yaml`, with `./` or `../`.';
  return problem === 'no-package'
    ? 'Install it beside the catalog, or write `./` before the path of a file.'
    : undefined;
}

function unusable(setting: TargetSetting, problem: string, help?: string): Diagnostic {
  const params = { target: setting.target, problem };
  return generateDiagnostic('target-module-unusable', targetSpan(setting), params, help === undefined ? {} : { help });
}

function refused(setting: TargetSetting): Diagnostic {
  return generateDiagnostic('target-code-refused', targetSpan(setting), { target: setting.target });
}
