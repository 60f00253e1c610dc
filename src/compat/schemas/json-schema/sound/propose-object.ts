import type { JsonValue } from '../../../../model/index.js';
import type { Literal } from './branch.js';
import { allows, isOther } from './evaluate.js';
import { type FreshMember, freshMember } from './fresh-keys.js';
import { objectOf } from './json-values.js';
import { literalsAt, mayHave, namedKeys, type ObjectWants, type OpenNeed, objectWants } from './object-wants.js';
import { NOT_FOUND, type Proposal, propose } from './outcome.js';
import { matches } from './patterns.js';
import type { Task } from './propose.js';

/** More members than this are not put into an example. */
const MOST_MEMBERS = 400;

/** An object in the making. */
interface Draft {
  readonly task: Task;
  readonly wants: ObjectWants;
  readonly named: Set<string>;
  readonly members: Map<string, JsonValue>;
  /** What members must be for needs that could have been met by others. */
  readonly chosen: Map<string, readonly Literal[]>;
  /** Why something that was found empty may not be. */
  doubt: string | undefined;
}

/** Objects that a branch may have, or the proof that it has none. */
export function proposeObjects(task: Task): Proposal {
  const wants = objectWants(task.branch);
  if (wants.least > wants.most || wants.needs.size > wants.most) return { kind: 'none' };
  const draft: Draft = {
    task,
    wants,
    named: namedKeys(wants),
    members: new Map(),
    chosen: new Map(),
    doubt: undefined,
  };
  for (const [key, extra] of inOrder(wants)) if (!place(draft, key, extra)) return { kind: 'none' };
  for (const need of wants.open) if (!placeOpen(draft, need)) return { kind: 'none' };
  if (!fill(draft)) return { kind: 'none' };
  if (wants.most === 0) return propose([{}], true);
  if (draft.doubt !== undefined) return { kind: 'unknown', why: draft.doubt };
  return propose([objectOf(draft.members)], false, NOT_FOUND);
}

/** Needs that say something of the value come first: they are the ones that most often cannot be met. */
function inOrder({ needs }: ObjectWants): readonly (readonly [string, readonly Literal[]])[] {
  const entries = [...needs];
  return [...entries.filter(([, extra]) => extra.length > 0), ...entries.filter(([, extra]) => extra.length === 0)];
}

/** Puts a member in place; false where there is provably no value for it. */
function place(draft: Draft, key: string, extra: readonly Literal[]): boolean {
  const { task, wants } = draft;
  if (!mayHave(wants, key)) return false;
  const outcome = task.solve([...literalsAt(wants, key), ...extra]);
  if (outcome.kind === 'none') return false;
  if (outcome.kind === 'some') draft.members.set(key, outcome.value);
  else draft.doubt = outcome.why;
  return true;
}

/** Finds a key for a need; false where there is provably none. */
function placeOpen(draft: Draft, need: OpenNeed): boolean {
  const { task, wants, named } = draft;
  let doubt: string | undefined;
  for (const key of named) {
    if (keyMeets(need, key) === false || !mayHave(wants, key)) continue;
    const literals = [...literalsAt(wants, key), ...(wants.needs.get(key) ?? []), ...refusedBy(need)];
    const alone = task.solve(literals);
    if (alone.kind === 'none') continue;
    const others = draft.chosen.get(key) ?? [];
    const outcome = others.length === 0 ? alone : task.solve([...literals, ...others]);
    if (outcome.kind === 'some' && keyMeets(need, key)) {
      draft.members.set(key, outcome.value);
      draft.chosen.set(key, [...others, ...refusedBy(need)]);
      return true;
    }
    doubt = outcome.kind === 'unknown' ? outcome.why : NOT_FOUND;
  }
  const fresh = freshMember(task, wants, named, need);
  if (fresh === 'none') {
    draft.doubt ??= doubt;
    return doubt !== undefined;
  }
  if ('why' in fresh) draft.doubt ??= fresh.why;
  else placeFresh(draft, fresh);
  return true;
}

function refusedBy({ atom }: OpenNeed): readonly Literal[] {
  return atom.kind === 'names' ? [] : [{ shape: atom.shape, holds: false }];
}

function keyMeets({ atom }: OpenNeed, key: string): boolean | undefined {
  if (atom.kind === 'matching') return matches(atom.pattern, key);
  if (atom.kind === 'others') return isOther(atom, key);
  const allowed = allows(atom.shape, key);
  return allowed === undefined ? undefined : !allowed;
}

function placeFresh(draft: Draft, { key, extra }: FreshMember): void {
  draft.named.add(key);
  draft.chosen.set(key, extra);
  if (!place(draft, key, extra)) draft.doubt ??= NOT_FOUND;
}

/** Adds members until there are enough; false where there are provably not so many. */
function fill(draft: Draft): boolean {
  const { wants, named, members, task } = draft;
  if (members.size >= wants.least || draft.doubt !== undefined) return true;
  if (wants.least > MOST_MEMBERS) {
    draft.doubt = 'an object of that size is too large to be tried';
    return true;
  }
  for (const key of named) if (members.size < wants.least && !members.has(key)) place(draft, key, []);
  while (members.size < wants.least && draft.doubt === undefined) {
    const fresh = freshMember(task, wants, named);
    if (fresh === 'none') return false;
    if ('why' in fresh) draft.doubt = fresh.why;
    else placeFresh(draft, fresh);
  }
  return true;
}
