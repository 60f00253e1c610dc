import { posix } from 'node:path';
import type { Outcome } from '../diagnostics/index.js';
import {
  type Contents,
  createContents,
  createSnapshotHost,
  findFoldersWith,
  findObjects,
  findPrefix,
  findTree,
  openTree,
  type Result,
} from '../git/index.js';
import type { Host } from '../host.js';
import { SETTINGS_FILE } from '../language/find-catalog.js';
import { nodeAt } from '../language/node.js';
import { readFile } from '../language/read-file.js';
import { parseYaml } from '../language/yaml.js';
import { grouped } from '../model/grouped.js';
import type { EarlierState } from './earlier-state.js';
import { againstDiagnostic } from './messages.js';

/** A catalog in a git repository. */
export interface GitPlace {
  readonly host: Host;
  /** The folder of the catalog. */
  readonly root: string;
  /** That folder from the top of the repository; empty for the repository itself. */
  readonly prefix: string;
}

/** A commit, and how people call it. */
export interface NamedCommit {
  readonly label: string;
  readonly commit: string;
}

/** A commit with the tree object of the catalog's folder in it. */
export interface CatalogTree extends NamedCommit {
  readonly tree: string;
}

/** The place of a catalog in its repository, or why there is none. */
export function openGitPlace(host: Host, root: string): Result<GitPlace> {
  const prefix = findPrefix(host, root);
  return 'problem' in prefix ? prefix : { value: { host, root, prefix: prefix.value } };
}

/** Finds the catalog in each of the commits, in their order; where its folder was moved since, by the name of the catalog. */
export function findCatalogTrees(place: GitPlace, commits: readonly NamedCommit[]): readonly Result<CatalogTree>[] {
  const { host, root, prefix } = place;
  const hashes = commits.map(({ commit }) => commit);
  const settings = prefix === '' ? SETTINGS_FILE : `${prefix}/${SETTINGS_FILE}`;
  const trees = findObjects(host, root, hashes, prefix, 'tree');
  const files = findObjects(host, root, hashes, settings, 'blob');
  return commits.map((named, index) => {
    const tree = trees[index];
    return tree !== undefined && files[index] !== undefined ? { value: { ...named, tree } } : findMoved(place, named);
  });
}

/** The catalog in a folder that a person has named, from the top of the repository. */
export function findTreeIn(
  { host, root }: GitPlace,
  named: NamedCommit,
  ref: string,
  folder: string,
): Result<CatalogTree> {
  const path = posix
    .normalize(`${folder}/`)
    .replace(/^\.?\//, '')
    .replace(/\/$/, '');
  const found = findFoldersWith(host, root, named.commit, SETTINGS_FILE);
  const tree = found.some(({ prefix }) => prefix === path) ? findTree(host, root, named.commit, path) : undefined;
  if (tree !== undefined) return { value: { ...named, tree } };
  const others = found.map(({ prefix }) => prefix);
  return { problem: againstDiagnostic('no-catalog-in-folder', undefined, { ref, folder: path || '.', others }) };
}

function findMoved({ host, root, prefix }: GitPlace, named: NamedCommit): Result<CatalogTree> {
  const found = findFoldersWith(host, root, named.commit, SETTINGS_FILE);
  const catalog = catalogName(readFile(host, root, SETTINGS_FILE).text ?? '');
  const [same, ...more] = found.filter(({ bytes }) => catalogName(new TextDecoder().decode(bytes)) === catalog);
  const where = { ref: named.label, folder: prefix || '.', catalog };
  if (same === undefined) {
    const others = found.map((one) => one.prefix);
    return { problem: againstDiagnostic('no-catalog-at-ref', undefined, { ...where, others }) };
  }
  if (more.length > 0) {
    const others = [same, ...more].map((one) => one.prefix);
    return { problem: againstDiagnostic('several-catalogs-at-ref', undefined, { ...where, others }) };
  }
  const tree = findTree(host, root, named.commit, same.prefix);
  if (tree !== undefined) return { value: { ...named, tree } };
  return { problem: againstDiagnostic('no-catalog-at-ref', undefined, { ...where, others: [] }) };
}

/** The name under `catalog` in the text of a `sagac.yaml`; empty where there is none. */
function catalogName(text: string): string {
  const name = nodeAt(parseYaml(SETTINGS_FILE, text).value, 'catalog');
  return name?.kind === 'scalar' ? name.text : '';
}

/** Catalogs of commits as states to read, in their order; of equal trees the last one stands for all. */
export function gitStates(place: GitPlace, trees: readonly CatalogTree[]): Outcome<readonly EarlierState[]> {
  const contents = createContents(trees[0]?.tree.length === SHA256_DIGITS ? 'sha256' : 'sha1');
  const equal = [...grouped([...trees].reverse(), ({ tree }) => tree).values()];
  const states = equal.reverse().map((group) => gitState(place, group, contents));
  return {
    value: states.flatMap((state) => ('problem' in state ? [] : [state.value])),
    diagnostics: states.flatMap((state) => ('problem' in state ? [state.problem] : [])),
  };
}

const SHA256_DIGITS = 64;

/** `equal` has the commit that stands for all first. */
function gitState({ host, root }: GitPlace, equal: readonly CatalogTree[], contents: Contents): Result<EarlierState> {
  const [named, ...others] = equal;
  if (named === undefined) throw new Error('a state is of at least one commit');
  const { label, commit, tree } = named;
  const opened = openTree(host, root, commit, tree);
  if ('problem' in opened) return opened;
  const also = others.map((other) => other.label).filter((other) => other !== label);
  const then = createSnapshotHost(host, root, opened.value, contents);
  return { value: { label, kind: 'git', host: then, root, commit, tree, also: also.reverse(), offer: contents.offer } };
}
