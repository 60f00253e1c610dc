import { join } from 'node:path';
import { type Diagnostic, spanAt } from '../../diagnostics/index.js';
import { type Host, HostError } from '../../host.js';
import { generateDiagnostic } from '../messages.js';
import { MANIFEST_NAME } from '../output-path.js';
import { inspectOutput } from './inspect-output.js';
import { parseManifest } from './manifest.js';

/** Makes a folder a catalog of its own, whose outputs are not ours. */
const SETTINGS_FILE = 'sagac.yaml';

/**
 * Warns of folders below `root` that targets wrote into and that none of `outs` (relative to it) is any more. They are told
 * and not deleted: a manifest says that sagac wrote the files, but not that it was for this catalog. With `service`, only of
 * those that were generated for this service.
 */
export function leftFolders(
  host: Host,
  root: string,
  outs: readonly string[],
  service?: string,
): readonly Diagnostic[] {
  const known = new Set(outs);
  const others = outputFolders(host, root, '').filter((folder) => !known.has(folder));
  const folders = service === undefined ? others : others.filter((folder) => serviceOf(host, root, folder) === service);
  return folders.map((folder) =>
    generateDiagnostic('left-over-output', spanAt(`${folder}/${MANIFEST_NAME}`, 0), { folder }),
  );
}

function serviceOf(host: Host, root: string, folder: string): string | undefined {
  const found = inspectOutput(host, root, `${folder}/${MANIFEST_NAME}`);
  const manifest = found.kind === 'file' ? parseManifest(found.text) : '';
  return typeof manifest === 'string' ? undefined : manifest.service;
}

function outputFolders(host: Host, root: string, folder: string): readonly string[] {
  const entries = listed(host, join(root, folder));
  if (folder !== '' && entries.some((entry) => entry.name === SETTINGS_FILE)) return [];
  const below = entries.flatMap(({ name, kind }) => {
    const isHidden = name.startsWith('.') || name === 'node_modules';
    return kind === 'folder' && !isHidden ? outputFolders(host, root, folder === '' ? name : `${folder}/${name}`) : [];
  });
  const isOutput = folder !== '' && entries.some((entry) => entry.name === MANIFEST_NAME && entry.kind === 'file');
  return isOutput ? [folder, ...below] : below;
}

/** What cannot be read has been told by whoever needs it. */
function listed(host: Host, folder: string): ReturnType<Host['list']> {
  try {
    return host.list(folder);
  } catch (error) {
    if (error instanceof HostError) return [];
    throw error;
  }
}
