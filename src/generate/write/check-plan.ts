import { type Diagnostic, type Outcome, spanAt } from '../../diagnostics/index.js';
import { generateDiagnostic } from '../messages.js';
import { MANIFEST_NAME } from '../output-path.js';
import { unifiedDiff } from './line-diff.js';
import { withPlainLineEnds } from './manifest.js';
import type { PlannedFile, WritePlan } from './write-plan.js';

/** A file that is not as `generate` would leave it, with a unified diff from the disk to what is wanted. */
export interface CheckFinding {
  /** Relative to the catalog, with `/`. */
  readonly path: string;
  readonly state: 'stale' | 'missing' | 'surplus' | 'edited';
  readonly diff: string;
}

/**
 * What `generate --check` says about a plan. Edited and blocked files have their diagnostics from `planWrite`
 * already, so only the finding of an edited one is added here; a manifest is spoken of only where nothing else of its folder differs.
 */
export function checkPlan(plan: WritePlan): Outcome<readonly CheckFinding[]> {
  const all = plan.files.flatMap((file) => findingOf(file) ?? []);
  const value = all.filter((finding) => !isManifest(finding) || !all.some((other) => sharesFolder(finding, other)));
  return { value, diagnostics: value.flatMap((finding) => diagnosticOf(finding) ?? []) };
}

function isManifest(finding: CheckFinding): boolean {
  return finding.path.endsWith(`/${MANIFEST_NAME}`);
}

function sharesFolder(manifest: CheckFinding, other: CheckFinding): boolean {
  return other !== manifest && other.path.startsWith(manifest.path.slice(0, -MANIFEST_NAME.length));
}

function findingOf(file: PlannedFile): CheckFinding | undefined {
  const { path } = file;
  switch (file.kind) {
    case 'same':
    case 'blocked':
      return undefined;
    case 'write':
      return {
        path,
        state: file.before === undefined ? 'missing' : 'stale',
        diff: diff(path, file.before, file.after),
      };
    case 'delete':
      return { path, state: 'surplus', diff: diff(path, file.before, undefined) };
    case 'edited':
      return { path, state: 'edited', diff: diff(path, file.before, file.after) };
  }
}

function diff(path: string, before: string | undefined, after: string | undefined): string {
  return unifiedDiff(path, withPlainLineEnds(before ?? ''), after ?? '');
}

function diagnosticOf({ path, state }: CheckFinding): Diagnostic | undefined {
  if (state === 'edited') return undefined;
  return generateDiagnostic(`generated-file-${state}`, spanAt(path, 0), { path });
}
