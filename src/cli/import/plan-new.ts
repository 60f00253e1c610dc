import { basename, join } from 'node:path';
import type { Diagnostic } from '../../diagnostics/index.js';
import type { PlannedFile } from '../../generate/write/write-plan.js';
import type { Host } from '../../host.js';
import type { Draft } from '../../import/draft.js';
import { layOut, printLayout } from '../../import/layout.js';
import { serviceName } from '../../import/names.js';
import { SETTINGS_FILE } from '../../language/find-catalog.js';
import { nameList } from '../../model/facts/name-list.js';
import type { Catalog } from '../../model/index.js';
import { kindBehindLinks, shownPath } from '../paths.js';
import { usualOutput } from './plan-target-files.js';
import { importProblem } from './problems.js';

/** New files in the folder `root`; what is there already is a refusal. `catalog` is the one that is there. */
export function planNew(
  host: Host,
  root: string,
  draft: Draft,
  catalog: Catalog | undefined,
): PlannedFile[] | Diagnostic {
  const texts = printLayout(layOut(draft));
  const paths = [...texts.keys()];
  const there = paths.filter((path) => kindBehindLinks(host, join(root, path)) !== undefined);
  if (there.length > 0) {
    const folder = shownPath(host, root) || '.';
    return importProblem('import-over-file', undefined, { files: nameList(there, 5), folder });
  }
  const defined = catalog ? namesInBoth(catalog, draft) : [];
  if (defined.length > 0) return importProblem('import-over-definition', undefined, { names: nameList(defined, 5) });
  const settings = catalog ? [] : ([[SETTINGS_FILE, settingsText(root, draft)]] as const);
  return [...settings, ...texts].map(([path, after]) => ({ kind: 'write', path, before: undefined, after }));
}

function namesInBoth(catalog: Catalog, draft: Draft): readonly string[] {
  const messages = new Set([...catalog.events.keys(), ...catalog.commands.keys()]);
  return [
    ...[...draft.services.keys()].filter((name) => catalog.services.has(name)),
    ...[...draft.types.keys()].filter((name) => catalog.types.has(name)),
    ...[...draft.channels.keys()].filter((name) => catalog.channels.has(name)),
    ...[...draft.messages.keys()].filter((id) => messages.has(id)),
  ];
}

/** Targets that the draft has files for are in the settings, so that they find these. */
function settingsText(root: string, { files = new Map() }: Draft): string {
  const targets = [...files.keys()].map((target) => `  - { target: ${target}, out: ${usualOutput(target)} }\n`);
  const generate = targets.length === 0 ? '' : `generate:\n${targets.join('')}`;
  return `catalog: ${serviceName(basename(root) || 'catalog')}\n${generate}`;
}
