import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics/index.js';
import { mergeLocks } from '../../generate/targets/protobuf/merge-locks.js';
import type { PlannedFile } from '../../generate/write/write-plan.js';
import type { Host } from '../../host.js';
import type { Draft } from '../../import/draft.js';
import { importDiagnostic } from '../../import/messages.js';
import { nameList } from '../../model/facts/name-list.js';
import type { Catalog } from '../../model/index.js';

/** Where a target's files lie if the settings name no other place. */
export function usualOutput(target: string): string {
  return `generated/${target}`;
}

/** The files that targets go by (numbers of Protobuf fields), added to what the catalog has of them already. */
export function planTargetFiles(
  host: Host,
  root: string,
  draft: Draft,
  catalog: Catalog | undefined,
): { readonly files: readonly PlannedFile[]; readonly diagnostics: readonly Diagnostic[] } {
  const files: PlannedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [target, texts] of draft.files ?? []) {
    const out = catalog?.settings.generate.find((setting) => setting.target === target)?.out ?? usualOutput(target);
    for (const [name, text] of texts) {
      const path = `${out}/${name}`;
      const before = host.kindOf(join(root, path)) === 'file' ? textOf(host, join(root, path)) : undefined;
      const merged = before === undefined ? { text, refused: [] } : mergeLocks(before, text);
      if (!merged || merged.refused.length > 0) diagnostics.push(refusedNumbers(path, merged?.refused));
      if (merged && merged.text !== before) files.push({ kind: 'write', path, before, after: merged.text });
    }
  }
  return { files, diagnostics };
}

function textOf(host: Host, path: string): string {
  return new TextDecoder().decode(host.readBytes(path));
}

function refusedNumbers(path: string, refused: readonly string[] | undefined): Diagnostic {
  const names = refused?.map((text) => text.replaceAll('`', ''));
  const what = names ? `Part of the numbers of fields (${nameList(names, 5)})` : 'The lock of numbers';
  const reason = names ? `\`${path}\` has others for them` : `\`${path}\` cannot be read`;
  return importDiagnostic('import-left-out', undefined, { what, reason });
}
