import { hash } from 'node:crypto';
import { join, posix, resolve } from 'node:path';
import { type Host, HostError } from '../../host.js';
import { DRAFT_SUFFIX, MANIFEST_NAME, outputPathProblem } from '../output-path.js';
import { hashText, parseManifest } from '../write/manifest.js';
import type { WritePlan } from '../write/write-plan.js';
import { afterWriting, askAgain, type Observation, pathFrom, QUESTIONS } from './observe.js';

/** Folder of notes in the folder that is written to; it tells git itself to leave it out. */
export const CACHE_FOLDER = '.sagac/cache';

const FORMAT = 1;

/** What a run is about. */
export interface StampContext {
  readonly host: Host;
  /** Absolute path of the catalog. */
  readonly root: string;
  /** Absolute path of the folder that is written to. */
  readonly outRoot: string;
  /** What is chosen of what catalog; each choice has a stamp of its own. */
  readonly choice: string;
  /** Tells builds of sagac apart. */
  readonly build: string;
}

/**
 * What a run that left everything current has seen: the questions that it asked the disk with a digest of the answers, and
 * the manifests that it left.
 */
interface Stamp {
  readonly format: number;
  readonly build: string;
  readonly choice: string;
  /** Number of output files. */
  readonly files: number;
  readonly asked: readonly (readonly [question: number, path: string])[];
  readonly answers: string;
  /** Hash of each manifest by output folder. */
  readonly manifests: Readonly<Record<string, string>>;
  /** Files that belong to the user, and only have to be there. */
  readonly once: readonly string[];
}

/**
 * How many files there are where nothing has changed since the run that left the stamp: every input answers as it did, and
 * every output still has the hash of its manifest. Undefined where that cannot be said; then the run has to be made. Nothing is
 * believed but what was looked at: no times, no sizes.
 */
export function filesIfUnchanged(context: StampContext): number | undefined {
  const stamp = readStamp(context);
  if (stamp?.build !== context.build || stamp.choice !== context.choice) return undefined;
  try {
    const { host, root } = context;
    const digest = digestOf(
      stamp.asked.map(([question, path]) => askAgain(host, QUESTIONS[question] ?? 'read', resolve(root, path))),
    );
    return digest === stamp.answers && outputsAreAsTheyWere(context, stamp) ? stamp.files : undefined;
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

function outputsAreAsTheyWere({ host, outRoot }: StampContext, { manifests, once }: Stamp): boolean {
  const folders = Object.entries(manifests).every(([out, expected]) => {
    const folder = join(outRoot, out);
    const path = join(folder, MANIFEST_NAME);
    if (host.kindOf(`${path}${DRAFT_SUFFIX}`) !== undefined) return false;
    const text = textOf(host, path);
    const manifest = hashText(text) === expected ? parseManifest(text) : '';
    if (typeof manifest === 'string') return false;
    const files = regularFiles(host, folder);
    return [...manifest.files].every(
      ([name, hash]) => files.has(name) && hashText(textOf(host, join(folder, name))) === hash,
    );
  });
  return folders && once.every((path) => host.kindOf(join(outRoot, path)) === 'file');
}

/** Reading follows links, and what is behind one was not written by us. */
function regularFiles(host: Host, top: string): ReadonlySet<string> {
  const files = new Set<string>();
  const visit = (folder: string, before: string) => {
    for (const { name, kind } of host.list(folder)) {
      if (kind === 'folder') visit(join(folder, name), `${before}${name}/`);
      if (kind === 'file') files.add(`${before}${name}`);
    }
  };
  if (host.kindOf(top) === 'folder') visit(top, '');
  return files;
}

/**
 * Leaves a stamp after a plan was applied that had nothing to tell; `once` are the files that belong to the user. Whatever keeps
 * it from being written, such as a disk that refuses or an input that changed meanwhile, only makes the next run slower.
 */
export function leaveStamp(
  context: StampContext,
  seen: ReadonlyMap<string, Observation>,
  plan: WritePlan,
  once: readonly string[],
): void {
  try {
    const cache = prepareFolder(context);
    if (cache === undefined) return;
    const stamp = stampOf(context, cache, seen, plan, once);
    if (stamp) writeWhole(context.host, stampPath(context), `${JSON.stringify(stamp)}\n`);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
  }
}

function stampOf(
  { host, root, outRoot, build, choice }: StampContext,
  cache: string,
  seen: ReadonlyMap<string, Observation>,
  plan: WritePlan,
  once: readonly string[],
): Stamp | undefined {
  const manifests = plan.files.filter(({ path }) => path.endsWith(`/${MANIFEST_NAME}`));
  const outs = manifests.map(({ path }) => path.slice(0, -MANIFEST_NAME.length - 1));
  const after = afterWriting(host, seen.values(), [...outs.map((out) => join(outRoot, out)), cache]);
  if (!after) return undefined;
  const hashes = outs.map((out) => [out, hashText(textOf(host, join(outRoot, out, MANIFEST_NAME)))] as const);
  return {
    format: FORMAT,
    build,
    choice,
    files: plan.files.filter(({ kind }) => kind !== 'delete').length - manifests.length,
    asked: after.map(({ question, path }) => [QUESTIONS.indexOf(question), pathFrom(root, path)] as const),
    answers: digestOf(after.map(({ answer }) => answer)),
    manifests: Object.fromEntries(hashes),
    once,
  };
}

function digestOf(answers: readonly string[]): string {
  return hash('sha256', JSON.stringify(answers));
}

function stampPath({ outRoot, choice }: StampContext): string {
  return join(outRoot, CACHE_FOLDER, `generate-${hash('sha256', choice).slice(0, 12)}.json`);
}

/** Undefined where a link or a file stands in the way: behind a link there may be anything. */
function prepareFolder({ host, outRoot }: StampContext): string | undefined {
  const top = join(outRoot, posix.dirname(CACHE_FOLDER));
  const folder = join(outRoot, CACHE_FOLDER);
  const isFree = [top, folder].every((path) => [undefined, 'folder'].includes(host.kindOf(path)));
  if (!isFree) return undefined;
  host.makeFolder(folder);
  const note = join(folder, '.gitignore');
  if (host.kindOf(note) === undefined) host.writeText(note, '*\n');
  return folder;
}

function writeWhole(host: Host, path: string, text: string): void {
  const draft = `${path}${DRAFT_SUFFIX}`;
  // Writing through a link would change whatever it leads to.
  if (host.kindOf(draft) === 'link') host.remove(draft);
  host.writeText(draft, text);
  host.rename(draft, path);
}

/** Nothing of a stamp is believed that has not its form: a file in the folder of a catalog may come from anyone. */
function readStamp(context: StampContext): Stamp | undefined {
  try {
    const value: unknown = JSON.parse(textOf(context.host, stampPath(context)));
    return isStamp(value) ? value : undefined;
  } catch (error) {
    if (error instanceof HostError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isStamp(value: unknown): value is Stamp {
  if (!isRecord(value)) return false;
  const { asked, manifests, once, files, answers, build, choice, format } = value;
  return (
    format === FORMAT &&
    typeof build === 'string' &&
    typeof choice === 'string' &&
    typeof answers === 'string' &&
    Number.isInteger(files) &&
    Array.isArray(asked) &&
    asked.every((one) => Array.isArray(one) && Number.isInteger(one[0]) && typeof one[1] === 'string') &&
    isRecord(manifests) &&
    Object.entries(manifests).every(
      ([out, text]) => outputPathProblem(out) === undefined && typeof text === 'string',
    ) &&
    Array.isArray(once) &&
    once.every((path) => typeof path === 'string' && outputPathProblem(path) === undefined)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function textOf(host: Host, path: string): string {
  return decoder.decode(host.readBytes(path));
}
