import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../../diagnostics/index.js';
import type { Catalog } from '../../model/index.js';
import { catalogFrom } from '../../testing/catalog-from.js';
import { fixtureFiles } from '../../testing/fixture-files.js';
import { type GeneratedTarget, type GenerateRequest, generateTargets } from '../run.js';
import { checkTargetOptions } from '../target-options.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A catalog of the files' text; anything that the reader or the model says about it is a fault of the test. */
export function catalogOf(files: Readonly<Record<string, string>>): Catalog {
  const { catalog, diagnostics } = catalogFrom(files);
  expectClean(diagnostics);
  return catalog;
}

/** A catalog of `fixtures/catalogs/`. */
export function fixtureCatalog(name: string): Catalog {
  const definitions = Object.entries(fixtureFiles(name)).filter(([path]) => path.endsWith('.yaml'));
  return catalogOf(Object.fromEntries(definitions));
}

/** What the targets make, by path below the catalog; fails where they have anything to say. */
export function generated(catalog: Catalog, request: Partial<GenerateRequest> = {}): ReadonlyMap<string, string> {
  const { value, diagnostics } = generateTargets(catalog, {
    loadTemplate,
    checkOptions: checkTargetOptions,
    ...request,
  });
  expectClean(diagnostics);
  return textsOf(value);
}

export function textsOf(outputs: readonly GeneratedTarget[]): ReadonlyMap<string, string> {
  return new Map(outputs.flatMap(({ out, files }) => files.map((file) => [`${out}/${file.path}`, file.text] as const)));
}

/** Templates as they are on disk now. */
export function loadTemplate(target: string, name: string): string {
  return readFileSync(join(ROOT, 'templates', target, name), 'utf8');
}

function expectClean(diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code}: ${message}`).join('\n'));
}
