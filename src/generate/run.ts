import type { Outcome } from '../diagnostics/index.js';
import type { Catalog } from '../model/index.js';
import { type EntriesRequest, type GeneratedTarget, runEntries } from './run-entries.js';
import type { Target } from './target.js';
import { targets as allTargets } from './targets/index.js';

export type { GeneratedTarget } from './run-entries.js';

export interface GenerateRequest extends Omit<EntriesRequest, 'targets'> {
  /** Known targets, where they are not those of `targets/index.ts`. */
  readonly targets?: readonly Target[];
}

/** Runs the targets that `sagac.yaml` lists, with all built-in ones at hand. */
export function generateTargets(catalog: Catalog, request: GenerateRequest): Outcome<readonly GeneratedTarget[]> {
  return runEntries(catalog, { ...request, targets: request.targets ?? allTargets });
}
