import type { Diagnostic } from '../../../diagnostics/index.js';
import type { Catalog } from '../../../model/index.js';
import { readYaml } from '../../../testing/catalog-from-yaml.js';
import { type GeneratedTarget, generateTargets } from '../../run.js';
import { checkTargetOptions } from '../../target-options.js';
import { loadTemplate } from '../catalog.js';
import type { HostileCatalog } from './catalog.js';

/** What one target made of a catalog; where it refuses, an error says why and nothing would be written. */
export interface Made {
  readonly target: GeneratedTarget;
  readonly refusals: readonly Diagnostic[];
}

/** Reads a catalog as the command line does, which has to accept it, and runs every target by itself. */
export async function generateAll(hostile: HostileCatalog): Promise<readonly Made[]> {
  const { catalog, diagnostics } = await readYaml(hostile.definitions, hostile.settings);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new Error(`The catalog is not accepted: ${errors.map(({ message }) => message).join('\n')}`);
  return catalog.settings.generate.map(({ target }) => generateOne(catalog, target));
}

function generateOne(catalog: Catalog, target: string): Made {
  const request = { only: [target], loadTemplate, checkOptions: checkTargetOptions };
  const { value, diagnostics } = generateTargets(catalog, request);
  const refusals = diagnostics.filter(({ severity }) => severity === 'error');
  const [made = { target, out: `out/${target}`, files: [] }] = value;
  return { target: made, refusals };
}
