import { dirname, join } from 'node:path';
import { type Host, HostError } from '../host.js';

/** Name of the file that makes a folder a catalog. */
export const SETTINGS_FILE = 'sagac.yaml';

/** Which version of which service runs where, beside the settings. */
export const DEPLOYMENTS_FILE = 'sagac.deployments.yaml';

/** Breaks that people have agreed to, beside the settings. */
export const ACCEPTED_FILE = 'sagac.accepted.yaml';

/** The nearest folder at or above `start` that holds a `sagac.yaml`. */
export function findCatalog(host: Host, start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (isCatalog(host, folder)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Whether a folder has settings of its own. */
export function isCatalog(host: Host, folder: string): boolean {
  try {
    const kind = host.kindOf(join(folder, SETTINGS_FILE));
    return kind === 'file' || kind === 'link';
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}
