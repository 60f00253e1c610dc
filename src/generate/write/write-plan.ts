import { compareText, type Diagnostic, type Outcome, spanAt } from '../../diagnostics/index.js';
import type { Host } from '../../host.js';
import { grouped, push } from '../../model/grouped.js';
import { generateDiagnostic } from '../messages.js';
import { DRAFT_SUFFIX, MANIFEST_NAME } from '../output-path.js';
import type { GeneratedTarget } from '../run-entries.js';
import type { OutputFile } from '../target.js';
import { createInspect, type FoundOutput, type Inspect } from './inspect-output.js';
import { hashText, type Manifest, parseManifest, printManifest, withPlainLineEnds } from './manifest.js';

/** What is to happen to one file; `path` is relative to the folder that is written to, with `/`. */
export type PlannedFile =
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly before: string | undefined;
      readonly after: string;
      /** The file belongs to the user from then on. */
      readonly once?: true;
    }
  | { readonly kind: 'same'; readonly path: string; readonly once?: true }
  | { readonly kind: 'delete'; readonly path: string; readonly before: string }
  | EditedFile
  /** Something that must not or cannot be written over; without a problem where that of another one tells of it. */
  | { readonly kind: 'blocked'; readonly path: string; readonly problem?: Diagnostic };

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
  /** Absolute path of the folder that is written to. */
  readonly root: string;
  readonly files: readonly PlannedFile[];
}

export interface PlanOptions {
  /** Overwrites and deletes what a person edited, and does without a manifest that cannot be read. */
  readonly force?: boolean;
  /** The only service that is generated for. */
  readonly service?: string;
}

/**
 * Compares what the targets made with the disk; the diagnostics are why the plan cannot be applied as a whole. `root` is the
 * absolute path of the folder that is written to.
 */
export function planWrite(
  host: Host,
  root: string,
  outputs: readonly GeneratedTarget[],
  options: PlanOptions = {},
): Outcome<WritePlan> {
  const inspect = createInspect(host, root);
  const byFolder = grouped(outputs, ({ out }) => out);
  const folders = [...byFolder].sort(([a], [b]) => compareText(a, b));
  const wanted = folders.map(([out, made]) => ({ out, files: made.flatMap(({ files }) => files) }));
  const found = wanted.map(({ out }) => readManifests(inspect, out));
  const context: PlanContext = {
    inspect,
    force: options.force === true,
    service: options.service,
    wanted: new Set(wanted.flatMap(({ out, files }) => files.map(({ path }) => `${out}/${path}`))),
    written: writtenHashes(found),
    taken: options.force === true ? [] : found.filter(({ manifest }) => isOfAnotherRun(manifest, options.service)),
  };
  const files = wanted.flatMap(({ files }, index) => {
    const manifests = found[index];
    return manifests ? planFolder(context, manifests, files) : [];
  });
  return { value: { root, files }, diagnostics: planProblems(files) };
}

/** Why files of a plan cannot be written. */
export function planProblems(files: readonly PlannedFile[]): readonly Diagnostic[] {
  return files.flatMap((file) => ('problem' in file && file.problem ? [file.problem] : []));
}

interface PlanContext {
  readonly inspect: Inspect;
  readonly force: boolean;
  readonly service: string | undefined;
  /** All files that are wanted, relative to the root: what moves from one output folder to another is not deleted. */
  readonly wanted: ReadonlySet<string>;
  /** Hashes of what sagac wrote, by path relative to the root, also of a run that was killed on the way. */
  readonly written: ReadonlyMap<string, readonly string[]>;
  /** Folders that were written for another service, or for the whole catalog. */
  readonly taken: readonly Manifests[];
}

/** What an output folder says of itself. */
interface Manifests {
  readonly out: string;
  readonly found: FoundOutput;
  /** What is wrong with the text, where it is no manifest. */
  readonly problem?: string;
  readonly manifest: Manifest;
  /** Of a run that was killed on the way: its files may be there or not. */
  readonly unfinished: Manifest;
}

const NO_MANIFEST: Manifest = { files: new Map() };

function readManifests(inspect: Inspect, out: string): Manifests {
  const path = `${out}/${MANIFEST_NAME}`;
  const found = inspect(path);
  const parsed = found.kind === 'file' ? parseManifest(found.text) : NO_MANIFEST;
  const draft = inspect(`${path}${DRAFT_SUFFIX}`);
  const unfinished = draft.kind === 'file' ? parseManifest(draft.text) : NO_MANIFEST;
  return {
    out,
    found,
    ...(typeof parsed === 'string' && { problem: parsed }),
    manifest: typeof parsed === 'string' ? NO_MANIFEST : parsed,
    unfinished: typeof unfinished === 'string' ? NO_MANIFEST : unfinished,
  };
}

function writtenHashes(all: readonly Manifests[]): ReadonlyMap<string, readonly string[]> {
  const written = new Map<string, string[]>();
  for (const { out, manifest, unfinished } of all) {
    for (const { files } of [manifest, unfinished]) {
      for (const [name, hash] of files) push(written, `${out}/${name}`, hash);
    }
  }
  return written;
}

function planFolder(context: PlanContext, manifests: Manifests, files: readonly OutputFile[]): readonly PlannedFile[] {
  const { out, found, manifest, unfinished, problem } = manifests;
  const path = `${out}/${MANIFEST_NAME}`;
  if (found.kind !== 'nothing' && found.kind !== 'file') return [blocked(path, found)];
  if (problem !== undefined && !context.force) return [unreadableManifest(path, problem)];
  if (context.taken.includes(manifests)) return [takenFolder(context, manifests)];
  // A target that has nothing to say makes no folder.
  if (files.length === 0 && found.kind === 'nothing' && unfinished.files.size === 0) return [];
  const wanted = [...files].sort((a, b) => compareText(a.path, b.path));
  const names = new Set(wanted.map((file) => file.path));
  const stale = [...new Set([...manifest.files.keys(), ...unfinished.files.keys()])].filter((name) => !names.has(name));
  const before = found.kind === 'file' ? found.text : undefined;
  const planned = [
    ...wanted.map((file) => planFile(context, out, manifest, file)),
    ...stale.flatMap((name) => planDelete(context, `${out}/${name}`) ?? []),
    planManifest(context, path, before, wanted),
  ];
  return [...leftDrafts(context, manifests, planned), ...planned];
}

/** What was generated for one service and for the whole catalog would delete one another's files. */
function isOfAnotherRun(manifest: Manifest, service: string | undefined): boolean {
  return manifest.files.size > 0 && manifest.service !== service;
}

/** Usually all folders are: the first of those that were written for the same tells of all. */
function takenFolder({ service, taken }: PlanContext, { out, manifest }: Manifests): PlannedFile {
  const path = `${out}/${MANIFEST_NAME}`;
  const alike = taken.filter((other) => other.manifest.service === manifest.service);
  if (alike[0]?.out !== out) return { kind: 'blocked', path };
  const params = { folder: out, others: alike.length - 1, by: manifest.service, now: service };
  return { kind: 'blocked', path, problem: generateDiagnostic('output-of-another-run', spanAt(path, 0), params) };
}

/** Drafts that a killed run left behind; those of files that are written now are written over anyway. */
function leftDrafts(
  { inspect }: PlanContext,
  { out, unfinished }: Manifests,
  planned: readonly PlannedFile[],
): PlannedFile[] {
  const written = new Set(planned.filter((file) => file.kind === 'write').map((file) => file.path));
  const paths = [MANIFEST_NAME, ...unfinished.files.keys()].map((name) => `${out}/${name}`);
  return paths
    .filter((path) => !written.has(path))
    .flatMap((target) => {
      const path = `${target}${DRAFT_SUFFIX}`;
      const found = inspect(path);
      return found.kind === 'file' ? [{ kind: 'delete', path, before: found.text }] : [];
    });
}

function isOurs({ written }: PlanContext, path: string, text: string): boolean {
  const hashes = written.get(path);
  return hashes?.includes(hashText(text)) === true;
}

function planManifest(
  { service }: PlanContext,
  path: string,
  before: string | undefined,
  wanted: readonly OutputFile[],
): PlannedFile {
  const owned = wanted.filter((file) => file.write !== 'once' && file.write !== 'kept');
  const files = new Map(owned.map((file) => [file.path, hashText(file.text)]));
  const after = printManifest({ files, ...(service !== undefined && { service }) });
  const same = before !== undefined && withPlainLineEnds(before) === after;
  return same ? { kind: 'same', path } : { kind: 'write', path, before, after };
}

function unreadableManifest(path: string, problem: string): PlannedFile {
  const diagnostic = generateDiagnostic('manifest-unreadable', spanAt(path, 0), { path, problem });
  return { kind: 'blocked', path, problem: diagnostic };
}

function planFile(context: PlanContext, out: string, manifest: Manifest, file: OutputFile): PlannedFile {
  const path = `${out}/${file.path}`;
  const found = context.inspect(path);
  const once = file.write === 'once' ? ({ once: true } as const) : {};
  if (found.kind === 'nothing') return { kind: 'write', path, before: undefined, after: file.text, ...once };
  if (found.kind !== 'file') return blocked(path, found);
  const before = found.text;
  const isSame = before === file.text || withPlainLineEnds(before) === withPlainLineEnds(file.text);
  if (file.write === 'once' || isSame) return { kind: 'same', path, ...once };
  if (context.force || file.write === 'kept' || isOurs(context, path, before))
    return { kind: 'write', path, before, after: file.text };
  return manifest.files.has(file.path) ? edited(path, before, file.text) : blocked(path, found);
}

function planDelete(context: PlanContext, path: string): PlannedFile | undefined {
  if (context.wanted.has(path)) return undefined;
  const found = context.inspect(path);
  if (found.kind === 'nothing') return undefined;
  if (found.kind !== 'file') return blocked(path, found);
  const mayGo = context.force || isOurs(context, path, found.text);
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
