import { dirname } from 'node:path';
import { DRAFT_SUFFIX } from '../generate/output-path.js';
import type { Host } from '../host.js';

/**
 * Writes a text to a path, with the folders above it. A file is there whole or as it was before; what is no file, such
 * as `/dev/stderr`, is written to as it is. Throws `HostError`.
 */
export function writeWhole(host: Host, path: string, text: string): void {
  host.makeFolder(dirname(path));
  const kind = host.kindOf(path);
  if (kind === undefined || kind === 'file') replaceFile(host, path, text);
  else host.writeText(path, text);
}

function replaceFile(host: Host, path: string, text: string): void {
  const draft = `${path}${DRAFT_SUFFIX}`;
  try {
    host.writeText(draft, text);
    if (host.kindOf(path) === 'file') host.copyAccess(path, draft);
    host.rename(draft, path);
  } catch (error) {
    if (host.kindOf(draft) !== undefined) host.remove(draft);
    throw error;
  }
}
