import { compareText, type Diagnostic, type Outcome, spanAt } from '../diagnostics/index.js';
import { type FileKind, type Host, HostError } from '../host.js';
import { ACCEPTED_FILE, DEPLOYMENTS_FILE, isCatalog, SETTINGS_FILE } from './find-catalog.js';
import { report } from './messages.js';
import { absolutePath } from './paths.js';

const NO_DEFINITIONS: ReadonlySet<string> = new Set([SETTINGS_FILE, ACCEPTED_FILE, DEPLOYMENTS_FILE]);

/**
 * The definition files of a catalog in code-unit order, relative to its folder. Left out are `node_modules`, names that
 * begin with a dot, symbolic links, catalogs inside the catalog and the folders in `skip`.
 */
export function listDefinitionFiles(host: Host, root: string, skip: ReadonlySet<string>): Outcome<readonly string[]> {
  const files: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of listFolder(host, root, folder, diagnostics)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith('.') || entry.name === 'node_modules' || skip.has(path)) continue;
      if (entry.kind === 'folder' && !isCatalog(host, absolutePath(root, path))) folders.push(path);
      if (entry.kind === 'file' && !NO_DEFINITIONS.has(path) && /\.ya?ml$/.test(entry.name)) files.push(path);
    }
  }
  return { value: files.sort(compareText), diagnostics };
}

function listFolder(
  host: Host,
  root: string,
  folder: string,
  diagnostics: Diagnostic[],
): readonly { readonly name: string; readonly kind: FileKind }[] {
  try {
    return host.list(absolutePath(root, folder));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const file = folder || '.';
    diagnostics.push(report('file-unreadable', spanAt(file, 0), { file, code: error.code }));
    return [];
  }
}
