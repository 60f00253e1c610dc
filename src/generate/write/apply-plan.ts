import { dirname, join } from 'node:path';
import { type Diagnostic, spanAt } from '../../diagnostics/index.js';
import { type Host, HostError } from '../../host.js';
import { generateDiagnostic } from '../messages.js';
import { DRAFT_SUFFIX, foldedPath, MANIFEST_NAME } from '../output-path.js';
import { reasonOf } from './inspect-output.js';
import { type PlannedFile, planProblems, type WritePlan } from './write-plan.js';

type Change = Extract<PlannedFile, { kind: 'write' | 'delete' }>;
type Write = Extract<PlannedFile, { kind: 'write' }>;

/**
 * Carries a plan out, all or nothing: every new text is written beside its file first, then renamed over it (so a
 * file is whole at any moment), then stale files go, then the manifest comes. When the disk says no, what was
 * done is taken back and a diagnostic tells why. A plan with problems is refused; unchanged files are not touched.
 */
export function applyPlan(host: Host, plan: WritePlan): readonly Diagnostic[] {
  const problems = planProblems(plan.files);
  if (problems.length > 0) return problems;
  const writes = plan.files.filter((file) => file.kind === 'write');
  const deletes = plan.files.filter((file) => file.kind === 'delete');
  const prepare = createPrepare(host, plan.root);
  const drafts: Write[] = [];
  const done: Change[] = [];
  let current = '';
  try {
    for (const file of [...writes.filter(isManifest), ...writes.filter((file) => !isManifest(file))]) {
      current = file.path;
      drafts.push(file);
      prepare(file.path);
      host.writeText(draftOf(plan.root, file.path), file.after);
    }
    for (const file of inOrder(writes, deletes)) {
      current = file.path;
      carryOut(host, plan.root, file);
      done.push(file);
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const lost = takeBack(host, plan.root, done, drafts);
    return [failure(current, error, lost)];
  }
  for (const file of deletes) removeEmptyFolders(host, plan.root, file.path);
  return [];
}

/** Drafts of manifests are the first to come and the last to go: by them a later run knows what a killed one wrote. */
function isManifest(file: Write): boolean {
  return file.path.endsWith(`/${MANIFEST_NAME}`);
}

/** A file of which only the case changed goes first: on some disks it would be the new one. */
function inOrder(writes: readonly Write[], deletes: readonly Change[]): readonly Change[] {
  const written = new Set(deletes.length === 0 ? [] : writes.map(({ path }) => foldedPath(path)));
  const isBefore = ({ path }: Change) => written.has(foldedPath(path));
  return [
    ...deletes.filter(isBefore),
    ...writes.filter((file) => !isManifest(file)),
    ...deletes.filter((file) => !isBefore(file)),
    ...writes.filter(isManifest),
  ];
}

function draftOf(root: string, path: string): string {
  return join(root, `${path}${DRAFT_SUFFIX}`);
}

/** Makes the folder of a draft, and removes a link that stands in its place: writing would change whatever it leads to. */
function createPrepare(host: Host, root: string): (path: string) => void {
  const links = new Map<string, ReadonlySet<string>>();
  return (path) => {
    const draft = draftOf(root, path);
    const folder = dirname(draft);
    let known = links.get(folder);
    if (!known) {
      host.makeFolder(folder);
      known = new Set(host.list(folder).flatMap(({ name, kind }) => (kind === 'link' ? [join(folder, name)] : [])));
      links.set(folder, known);
    }
    if (known.has(draft)) host.remove(draft);
  };
}

function carryOut(host: Host, root: string, file: Change): void {
  if (file.kind === 'delete') host.remove(join(root, file.path));
  else if (file.before === undefined) host.rename(draftOf(root, file.path), join(root, file.path));
  else replace(host, root, file.path);
}

/** The draft takes the place of the file, whose permissions stay. */
function replace(host: Host, root: string, path: string): void {
  host.copyAccess(join(root, path), draftOf(root, path));
  host.rename(draftOf(root, path), join(root, path));
}

/** Puts the old texts back and removes drafts; returns the paths where the disk refused even that. */
function takeBack(host: Host, root: string, done: readonly Change[], drafts: readonly Write[]): readonly string[] {
  const lost = [...done].reverse().filter((file) => !attempt(() => restore(host, root, file)));
  for (const file of drafts) attempt(() => removeIfThere(host, draftOf(root, file.path)));
  for (const file of drafts) if (file.before === undefined) removeEmptyFolders(host, root, file.path);
  return lost.map((file) => file.path);
}

function restore(host: Host, root: string, file: Change): void {
  const path = join(root, file.path);
  if (file.before === undefined) removeIfThere(host, path);
  else {
    host.writeText(draftOf(root, file.path), file.before);
    if (file.kind === 'delete') host.rename(draftOf(root, file.path), path);
    else replace(host, root, file.path);
  }
}

function removeIfThere(host: Host, path: string): void {
  if (host.kindOf(path) !== undefined) host.remove(path);
}

/** Whether the work went through; a disk that fails while things are taken back cannot be helped any further. */
function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}

/** Removes the folders above a file that are empty now, up to the catalog's own folder. */
function removeEmptyFolders(host: Host, root: string, path: string): void {
  const parts = path.split('/').slice(0, -1);
  while (parts.length > 0) {
    const folder = join(root, ...parts);
    const removed = attempt(() => {
      if (host.kindOf(folder) === 'folder' && host.list(folder).length === 0) host.remove(folder);
    });
    if (!removed || host.kindOf(folder) !== undefined) return;
    parts.pop();
  }
}

function failure(path: string, error: HostError, lost: readonly string[]): Diagnostic {
  const params = { path, reason: reasonOf(error) };
  if (lost.length === 0) return generateDiagnostic('output-not-written', spanAt(path, 0), params);
  const names = lost.map((name) => `\`${name}\``).join(', ');
  const help = `Mend the cause and run \`sagac generate\` again; these could not be put back: ${names}.`;
  return generateDiagnostic('output-not-written', spanAt(path, 0), params, { help });
}
