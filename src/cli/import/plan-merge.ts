import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics/index.js';
import type { PlannedFile } from '../../generate/write/write-plan.js';
import type { Host } from '../../host.js';
import type { Draft } from '../../import/draft.js';
import { mergeDraft } from '../../import/merge/merge-draft.js';
import type { Catalog } from '../../model/index.js';

/** The files of a catalog that change when a draft is merged into it. */
export function planMerge(
  host: Host,
  root: string,
  catalog: Catalog,
  draft: Draft,
): { readonly files: PlannedFile[]; readonly diagnostics: readonly Diagnostic[] } {
  const { value, diagnostics } = mergeDraft(catalog, draft);
  const files = [...value].map(
    ([path, after]): PlannedFile => ({
      kind: 'write',
      path,
      ...contentOf(host, root, catalog.texts.has(path), path, after),
    }),
  );
  return { files, diagnostics };
}

/** A byte order mark is no part of the text that is read, and stays. */
function contentOf(host: Host, root: string, isThere: boolean, path: string, after: string) {
  if (!isThere) return { before: undefined, after };
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(host.readBytes(join(root, path)));
  return { before, after: before.startsWith('\uFEFF') ? `\uFEFF${after}` : after };
}
