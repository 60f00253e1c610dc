import type { Literal } from './branch.js';
import { type Identities, shapeOfCheck } from './identify.js';
import type { ObjectWants, OpenNeed } from './object-wants.js';
import { type Outcome, unknown } from './outcome.js';
import type { Task } from './propose.js';
import { type Shape, STRING } from './shape.js';

/** Patterns of keys that are told apart at most; each doubles the number of kinds of keys. */
const MOST_PATTERNS = 6;

/** A kind of keys that nothing names: those that match some patterns and not the others. */
interface KeyKind {
  readonly matched: ReadonlySet<string>;
  readonly patterns: readonly string[];
}

/** A member under a key that nothing names. */
export interface FreshMember {
  readonly key: string;
  readonly extra: readonly Literal[];
}

/** A member with a key that is not `named`, which meets a need where one is given; `none` where there is provably none. */
export function freshMember(
  task: Task,
  wants: ObjectWants,
  named: ReadonlySet<string>,
  need?: OpenNeed,
): FreshMember | 'none' | { readonly why: string } {
  const patterns = patternsOf(wants, need);
  if (patterns.length > MOST_PATTERNS) return { why: 'there are too many patterns of keys' };
  let doubt: { readonly why: string } | undefined;
  for (let bits = 0; bits < 2 ** patterns.length; bits++) {
    const matched = new Set(patterns.filter((_, index) => (bits >> index) % 2 === 1));
    const found = ofKind(task, wants, named, { matched, patterns }, need);
    if (found === 'none') continue;
    if ('key' in found) return found;
    doubt = found;
  }
  return doubt ?? 'none';
}

function patternsOf(wants: ObjectWants, need: OpenNeed | undefined): readonly string[] {
  const patterns = new Set(wants.matching.map(({ pattern }) => pattern));
  for (const atom of wants.others) for (const pattern of atom.patterns) patterns.add(pattern);
  if (need?.atom.kind === 'matching') patterns.add(need.atom.pattern);
  if (need?.atom.kind === 'others') for (const pattern of need.atom.patterns) patterns.add(pattern);
  return [...patterns];
}

function ofKind(
  task: Task,
  wants: ObjectWants,
  named: ReadonlySet<string>,
  kind: KeyKind,
  need: OpenNeed | undefined,
): FreshMember | 'none' | { readonly why: string } {
  if (need && !meetsNeed(kind, need)) return 'none';
  const extra: Literal[] = [];
  if (need && need.atom.kind !== 'names') extra.push({ shape: need.atom.shape, holds: false });
  const value = task.solve([...valueLiterals(wants, kind), ...extra]);
  if (value.kind === 'none') return 'none';
  const key = freshKey(task, wants, named, kind, need);
  if (key.kind === 'none') return 'none';
  if (key.kind === 'unknown') return key;
  return value.kind === 'unknown' ? value : { key: key.value as string, extra };
}

function meetsNeed({ matched }: KeyKind, { atom }: OpenNeed): boolean {
  if (atom.kind === 'matching') return matched.has(atom.pattern);
  return atom.kind !== 'others' || !atom.patterns.some((pattern) => matched.has(pattern));
}

function valueLiterals({ matching, others }: ObjectWants, { matched }: KeyKind): Literal[] {
  const literals: Literal[] = [];
  for (const atom of matching) if (matched.has(atom.pattern)) literals.push({ shape: atom.shape, holds: true });
  for (const atom of others) {
    if (!atom.patterns.some((pattern) => matched.has(pattern))) literals.push({ shape: atom.shape, holds: true });
  }
  return literals;
}

function freshKey(
  { ids, solve }: Task,
  wants: ObjectWants,
  named: ReadonlySet<string>,
  { matched, patterns }: KeyKind,
  need: OpenNeed | undefined,
): Outcome {
  const isRefused = need?.atom.kind === 'names';
  if (patterns.length === 0 && wants.names.length === 0 && !isRefused) return plainKey(named);
  const literals: Literal[] = [{ shape: anyText(ids), holds: true }];
  for (const pattern of patterns) literals.push({ shape: withPattern(pattern, ids), holds: matched.has(pattern) });
  for (const shape of wants.names) literals.push({ shape, holds: true });
  if (named.size > 0) literals.push({ shape: oneOfThese(named, ids), holds: false });
  if (need?.atom.kind === 'names') literals.push({ shape: need.atom.shape, holds: false });
  return solve(literals);
}

function plainKey(named: ReadonlySet<string>): Outcome {
  for (const key of ['other', 'another', 'extra']) if (!named.has(key)) return { kind: 'some', value: key };
  for (let count = 1; count <= named.size + 1; count++) {
    if (!named.has(`other${count}`)) return { kind: 'some', value: `other${count}` };
  }
  return unknown('no free key was found');
}

function anyText(ids: Identities): Shape {
  return shapeOfCheck({ kind: 'type', keyword: 'type', at: '', mask: STRING }, ids);
}

function withPattern(pattern: string, ids: Identities): Shape {
  return shapeOfCheck({ kind: 'pattern', keyword: 'pattern', at: '', pattern }, ids);
}

function oneOfThese(keys: ReadonlySet<string>, ids: Identities): Shape {
  return shapeOfCheck({ kind: 'values', keyword: 'enum', at: '', values: [...keys] }, ids);
}
