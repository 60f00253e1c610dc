import { join, resolve } from 'node:path';
import { type Host, HostError } from '../host.js';
import { isCatalog } from '../language/find-catalog.js';
import { claimsToBeSnapshot, createStoredHost, readSnapshot, STORED_ROOT } from '../snapshot/index.js';
import type { AgainstOptions, EarlierState } from './earlier-state.js';
import { againstDiagnostic } from './messages.js';
import { refused, type States } from './open-commit.js';
import { compareByVersion } from './version-order.js';

/** What a path is once links are followed; undefined where there is nothing. */
export function kindOfPath(host: Host, path: string): ReturnType<Host['kindOf']> {
  try {
    const absolute = resolve(host.cwd, path);
    const kind = host.kindOf(absolute);
    return kind === 'link' ? host.kindOf(host.realPath(absolute)) : kind;
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

/**
 * The catalog in a folder or a snapshot file, as seen from where the command runs. A folder that is no catalog itself has,
 * with `transitive`, all the catalogs and snapshots that lie directly in it, by the versions in their names.
 */
export function openPath(host: Host, path: string, { transitive }: AgainstOptions): States {
  const kind = kindOfPath(host, path);
  if (kind === undefined) return refused(againstDiagnostic('against-not-found', undefined, { path, git: false }));
  return readable(path, () => {
    const absolute = resolve(host.cwd, path);
    if (kind !== 'folder') return openFile(host, path, absolute, path);
    if (isCatalog(host, absolute)) return opened(folderState(host, path, absolute));
    const inside = namesInside(host, absolute);
    if (transitive && inside.length > 0) return openAll(host, path, inside);
    return refused(againstDiagnostic('against-no-catalog', undefined, { path, transitive, inside: inside.length }));
  });
}

function openAll(host: Host, path: string, names: readonly string[]): States {
  const all = names.map((name) => {
    const shown = join(path, name).replaceAll('\\', '/');
    const absolute = resolve(host.cwd, path, name);
    if (kindOfPath(host, absolute) === 'folder') return opened(folderState(host, name, absolute));
    return openFile(host, shown, absolute, versionName(name));
  });
  return { value: all.flatMap(({ value }) => value), diagnostics: all.flatMap(({ diagnostics }) => diagnostics) };
}

/** The catalogs and snapshots that lie directly in a folder. */
function namesInside(host: Host, folder: string): readonly string[] {
  const found = host.list(folder).filter(({ name }) => {
    const path = join(folder, name);
    const kind = name.startsWith('.') ? undefined : kindOfPath(host, path);
    if (kind === 'folder') return isCatalog(host, path);
    return kind === 'file' && name.endsWith('.json') && claimsToBeSnapshot(host.readBytes(path));
  });
  return found.map(({ name }) => name).sort((a, b) => compareByVersion(versionName(a), versionName(b)));
}

function versionName(name: string): string {
  return name.replace(/\.json$/, '');
}

/** `file` is how people call it, `label` what it is called beside others. */
function openFile(host: Host, file: string, absolute: string, label: string): States {
  const read = readSnapshot(file, host.readBytes(absolute));
  if ('problem' in read) return refused(read.problem);
  return opened({ label, kind: 'snapshot', host: createStoredHost(read.value), root: STORED_ROOT, also: [] });
}

function folderState(host: Host, label: string, root: string): EarlierState {
  return { label, kind: 'folder', host, root, also: [] };
}

function opened(state: EarlierState): States {
  return { value: [state], diagnostics: [] };
}

function readable(path: string, work: () => States): States {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return refused(againstDiagnostic('against-unreadable', undefined, { path, code: error.code }));
  }
}
