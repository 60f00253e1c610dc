import { compareText, type Diagnostic, type Outcome, spanAt } from '../../diagnostics/index.js';
import type { Host } from '../../host.js';
import { generateDiagnostic } from '../messages.js';
import { DRAFT_SUFFIX, MANIFEST_NAME } from '../output-path.js';
import type { GeneratedTarget } from '../run.js';
import type { OutputFile } from '../target.js';
import { type FoundOutput, inspectOutput } from './inspect-output.js';
import { hashText, type Manifest, parseManifest, printManifest, withPlainLineEnds } from './manifest.js';

/** What is to happen to one file; `path` is relative to the catalog with `/`. */
export type PlannedFile =
  | { readonly kind: 'write'; readonly path: string; readonly before: string | undefined; readonly after: string }
  | { readonly kind: 'same'; readonly path: string }
  | { readonly kind: 'delete'; readonly path: string; readonly before: string }
  | EditedFile
  /** Something that must not or cannot be written over. */
  | { readonly kind: 'blocked'; readonly path: string; readonly problem: Diagnostic };

/** A person's change that would be lost; `after` is undefined where the file would be deleted. */
export interface EditedFile {
  readonly kind: 'edited';
  readonly path: string;
  readonly before: string;
  readonly after: string | undefined;
  readonly problem: Diagnostic;
}

/** All that `generate` would do to the disk; manifests are among the files, last of their folder. */
export interface WritePlan {
  /** Absolute path of the catalog. */
  readonly root: string;
  readonly files: readonly PlannedFile[];
}

export interface PlanOptions {
  /** Overwrites and deletes what a person edited, and does without a manifest that cannot be read. */
  readonly force?: boolean;
}

/** Compares what the targets made with the disk; the diagnostics are why the plan cannot be applied as a whole. */
export function planWrite(
  host: Host,
  root: string,
  outputs: readonly GeneratedTarget[],
  options: PlanOptions = {},
): Outcome<WritePlan> {
  const folders = [...new Set(outputs.map((output) => output.out))].sort(compareText);
  const files = folders.flatMap((out) => {
    const wanted = outputs.filter((output) => output.out === out).flatMap((output) => output.files);
    return planFolder({ host, root, out, force: options.force === true }, wanted);
  });
  return { value: { root, files }, diagnostics: planProblems(files) };
}

/** Why files of a plan cannot be written. */
export function planProblems(files: readonly PlannedFile[]): readonly Diagnostic[] {
  return files.flatMap((file) => ('problem' in file ? [file.problem] : []));
}

interface FolderContext {
  readonly host: Host;
  readonly root: string;
  readonly out: string;
  readonly force: boolean;
}

function planFolder(context: FolderContext, files: readonly OutputFile[]): readonly PlannedFile[] {
  const path = `${context.out}/${MANIFEST_NAME}`;
  const found = inspectOutput(context.host, context.root, path);
  if (found.kind !== 'nothing' && found.kind !== 'file') return [blocked(path, found)];
  const before = found.kind === 'file' ? found.text : undefined;
  const manifest = before === undefined ? new Map<string, string>() : parseManifest(before);
  if (typeof manifest === 'string' && !context.force) return [unreadableManifest(path, manifest)];
  const known: Manifest = typeof manifest === 'string' ? new Map() : manifest;
  const hashes = { known, unfinished: unfinishedManifest(context, path) };
  const wanted = [...files].sort((a, b) => compareText(a.path, b.path));
  const names = new Set(wanted.map((file) => file.path));
  const stale = [...new Set([...known.keys(), ...hashes.unfinished.keys()])].filter((name) => !names.has(name));
  const planned = [
    ...wanted.map((file) => planFile(context, hashes, file)),
    ...stale.flatMap((name) => planDelete(context, hashes, name) ?? []),
    planManifest(path, before, wanted),
  ];
  return [...leftDrafts(context, hashes, planned), ...planned];
}

/** Drafts that a killed run left behind; those of files that are written now are written over anyway. */
function leftDrafts(context: FolderContext, { unfinished }: Hashes, planned: readonly PlannedFile[]): PlannedFile[] {
  const written = new Set(planned.filter((file) => file.kind === 'write').map((file) => file.path));
  const paths = [MANIFEST_NAME, ...unfinished.keys()].map((name) => `${context.out}/${name}`);
  return paths
    .filter((path) => !written.has(path))
    .flatMap((target) => {
      const path = `${target}${DRAFT_SUFFIX}`;
      const found = inspectOutput(context.host, context.root, path);
      return found.kind === 'file' ? [{ kind: 'delete', path, before: found.text }] : [];
    });
}

/** What sagac wrote; `unfinished` is of a run that was killed on the way, so its files may be there or not. */
interface Hashes {
  readonly known: Manifest;
  readonly unfinished: Manifest;
}

function unfinishedManifest(context: FolderContext, path: string): Manifest {
  const found = inspectOutput(context.host, context.root, `${path}${DRAFT_SUFFIX}`);
  const manifest = found.kind === 'file' ? parseManifest(found.text) : '';
  return typeof manifest === 'string' ? new Map() : manifest;
}

function isOurs({ known, unfinished }: Hashes, name: string, text: string): boolean {
  const hash = hashText(text);
  return known.get(name) === hash || unfinished.get(name) === hash;
}

function planManifest(path: string, before: string | undefined, wanted: readonly OutputFile[]): PlannedFile {
  const owned = wanted.filter((file) => file.write !== 'once');
  const after = printManifest(new Map(owned.map((file) => [file.path, hashText(file.text)])));
  const same = before !== undefined && withPlainLineEnds(before) === after;
  return same ? { kind: 'same', path } : { kind: 'write', path, before, after };
}

function unreadableManifest(path: string, problem: string): PlannedFile {
  const diagnostic = generateDiagnostic('manifest-unreadable', spanAt(path, 0), { path, problem });
  return { kind: 'blocked', path, problem: diagnostic };
}

function planFile(context: FolderContext, hashes: Hashes, file: OutputFile): PlannedFile {
  const path = `${context.out}/${file.path}`;
  const found = inspectOutput(context.host, context.root, path);
  if (found.kind === 'nothing') return { kind: 'write', path, before: undefined, after: file.text };
  if (found.kind !== 'file') return blocked(path, found);
  const before = found.text;
  const isSame = withPlainLineEnds(before) === withPlainLineEnds(file.text);
  if (file.write === 'once' || isSame) return { kind: 'same', path };
  if (context.force || isOurs(hashes, file.path, before)) return { kind: 'write', path, before, after: file.text };
  return hashes.known.has(file.path) ? edited(path, before, file.text) : blocked(path, found);
}

function planDelete(context: FolderContext, hashes: Hashes, name: string): PlannedFile | undefined {
  const path = `${context.out}/${name}`;
  const found = inspectOutput(context.host, context.root, path);
  if (found.kind === 'nothing') return undefined;
  if (found.kind !== 'file') return blocked(path, found);
  const mayGo = context.force || isOurs(hashes, name, found.text);
  return mayGo ? { kind: 'delete', path, before: found.text } : edited(path, found.text, undefined);
}

function edited(path: string, before: string, after: string | undefined): PlannedFile {
  const params = { path, deletes: after === undefined };
  const problem = generateDiagnostic('generated-file-edited', spanAt(path, 0), params);
  return { kind: 'edited', path, before, after, problem };
}

type Obstacle = Exclude<FoundOutput, { kind: 'nothing' }>;

function blocked(path: string, found: Obstacle): PlannedFile {
  return { kind: 'blocked', path, problem: obstacleDiagnostic(path, found) };
}

function obstacleDiagnostic(path: string, found: Obstacle): Diagnostic {
  switch (found.kind) {
    case 'file':
      return generateDiagnostic('file-in-the-way', spanAt(path, 0), { path, what: 'a file' });
    case 'other':
      return generateDiagnostic('file-in-the-way', spanAt(path, 0), { path: found.path, what: found.what });
    case 'outside':
      return generateDiagnostic('output-leaves-catalog', spanAt(path, 0), { path });
    case 'unreadable':
      return generateDiagnostic('output-not-written', spanAt(path, 0), { path, reason: found.reason });
  }
}
