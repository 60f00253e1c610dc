import type { JsonValue } from '../../../../model/index.js';
import { isList, isObject, type JsonObject } from '../../json.js';
import { canonicalText } from '../canonical-text.js';
import { isExact, isMultiple } from '../exact-number.js';
import { sameJson } from './json-values.js';
import { type Notes, noteAll } from './notes.js';
import { matches } from './patterns.js';
import { type Atom, type AtomOf, isAtom, type Junction, kindOf, kindsOf, type Shape } from './shape.js';
import { allOfThem, anyOfThem, not, type Truth } from './truth.js';

/** How deep schemas may lead into each other on the way through one value. */
const DEEPEST = 400;

/** Whether a value is one that a shape allows; undefined where that cannot be told. */
export function allows(shape: Shape, value: JsonValue, depth = 0, notes?: Notes): Truth {
  if (depth > DEEPEST) return undefined;
  // An `unevaluated` keyword sees what its own schema looked at, and nothing of the schemas around.
  const own: Notes | undefined = shape.unevaluated ? new Set() : notes;
  const kind = kindOf(value);
  let truth: Truth = true;
  for (const check of shape.checks) {
    if (check.kind === 'unevaluatedProperties' || check.kind === 'unevaluatedItems') continue;
    const passed = isAtom(check)
      ? atomHolds(check, value, kind, depth, own)
      : junctionHolds(check, value, kind, depth, own);
    if (passed === false) return false;
    if (passed === undefined) truth = undefined;
  }
  if (shape.unevaluated && own) {
    for (const check of shape.checks) {
      if (check.kind !== 'unevaluatedProperties' && check.kind !== 'unevaluatedItems') continue;
      const passed = restHolds(check, value, depth, own);
      // Where something could not be told, it may have looked at what is left.
      if (passed === false) return truth === undefined ? undefined : false;
      if (passed === undefined) truth = undefined;
    }
    if (notes) for (const member of own) notes.add(member);
  }
  return truth;
}

function atomHolds(atom: Atom, value: JsonValue, kind: number, depth: number, notes: Notes | undefined): Truth {
  if ((kindsOf(atom) & kind) === 0) return true;
  switch (atom.kind) {
    case 'values':
      return isListed(atom, value);
    case 'least':
      return atom.exclusive ? measure(atom, value) > atom.value : measure(atom, value) >= atom.value;
    case 'most':
      return atom.exclusive ? measure(atom, value) < atom.value : measure(atom, value) <= atom.value;
    case 'multiple':
      return multipleHolds(value as number, atom.value);
    case 'pattern':
      return matches(atom.pattern, value as string);
    case 'item':
    case 'rest':
    case 'contains':
    case 'unique':
      return itemsHold(atom, value as readonly JsonValue[], depth, notes);
    default:
      return membersHold(atom, value as JsonObject, depth, notes);
  }
}

/** Longer lists are looked up by what their values say. */
const MANY = 16;
const listed = new WeakMap<AtomOf<'values'>, ReadonlySet<string>>();

function isListed(atom: AtomOf<'values'>, value: JsonValue): boolean {
  if (atom.values.length <= MANY) return atom.values.some((member) => sameJson(member, value));
  let keys = listed.get(atom);
  if (!keys) {
    keys = new Set(atom.values.map(canonicalText));
    listed.set(atom, keys);
  }
  return keys.has(canonicalText(value));
}

/** What exact arithmetic and floating point agree on. */
function multipleHolds(value: number, of: number): Truth {
  const exact = isMultiple(value, of);
  return isExact(of) || Number.isInteger(value / of) === exact ? exact : undefined;
}

function measure({ of }: AtomOf<'least' | 'most'>, value: JsonValue): number {
  switch (of) {
    case 'number':
      return value as number;
    case 'length':
      return lengthOf(value as string);
    case 'items':
      return (value as readonly JsonValue[]).length;
    case 'properties':
      return Object.keys(value as JsonObject).length;
  }
}

/** The length of a text in code points. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

function membersHold(
  atom: AtomOf<'has' | 'property' | 'matching' | 'others' | 'names'>,
  object: JsonObject,
  depth: number,
  notes: Notes | undefined,
): Truth {
  if (atom.kind === 'has') return Object.hasOwn(object, atom.key);
  if (atom.kind === 'property') {
    if (!Object.hasOwn(object, atom.key)) return true;
    if (notes) notes.add(atom.key);
    return allows(atom.shape, object[atom.key] as JsonValue, depth + 1);
  }
  let truth: Truth = true;
  for (const key of Object.keys(object)) {
    const passed = memberHolds(atom, key, object[key] as JsonValue, depth, notes);
    if (passed === false) return false;
    if (passed === undefined) truth = undefined;
  }
  return truth;
}

function memberHolds(
  atom: AtomOf<'matching' | 'others' | 'names'>,
  key: string,
  value: JsonValue,
  depth: number,
  notes: Notes | undefined,
): Truth {
  if (atom.kind === 'names') return allows(atom.shape, key, depth + 1);
  const meant = atom.kind === 'matching' ? matches(atom.pattern, key) : isOther(atom, key);
  if (meant === false) return true;
  if (meant && notes) notes.add(key);
  // Where it cannot be told whether the key is meant, a value that passes anyway still settles it, unless it is noted.
  const passed = allows(atom.shape, value, depth + 1);
  if (meant) return passed;
  return passed === true && !notes ? true : undefined;
}

/** Whether an `additionalProperties` is about a key. */
export function isOther({ keys, patterns }: AtomOf<'others'>, key: string): Truth {
  if (keys.has(key)) return false;
  return patterns.length === 0 ? true : not(anyOfThem(patterns.map((pattern) => matches(pattern, key))));
}

function itemsHold(
  atom: AtomOf<'item' | 'rest' | 'contains' | 'unique'>,
  items: readonly JsonValue[],
  depth: number,
  notes: Notes | undefined,
): Truth {
  switch (atom.kind) {
    case 'item':
      if (items.length <= atom.index) return true;
      if (notes) notes.add(atom.index);
      return allows(atom.shape, items[atom.index] as JsonValue, depth + 1);
    case 'rest':
      if (notes) noteAll(notes, items);
      return allOfThem(items.slice(atom.from).map((item) => allows(atom.shape, item, depth + 1)));
    case 'contains':
      return containsHolds(atom, items, depth, notes);
    case 'unique':
      return new Set(items.map(canonicalText)).size === items.length;
  }
}

function containsHolds(
  { shape, least, most, evaluates }: AtomOf<'contains'>,
  items: readonly JsonValue[],
  depth: number,
  notes: Notes | undefined,
): Truth {
  let found = 0;
  let perhaps = 0;
  for (const [index, item] of items.entries()) {
    const truth = allows(shape, item, depth + 1);
    if (truth === undefined) perhaps++;
    if (!truth) continue;
    found++;
    if (notes && evaluates) notes.add(index);
  }
  if (notes && ((evaluates && perhaps > 0) || (evaluates === undefined && found + perhaps > 0))) return undefined;
  if (found > most || found + perhaps < least) return false;
  return found >= least && found + perhaps <= most ? true : undefined;
}

function junctionHolds(
  check: Junction,
  value: JsonValue,
  kind: number,
  depth: number,
  notes: Notes | undefined,
): Truth {
  switch (check.kind) {
    case 'type':
      return (check.mask & kind) !== 0;
    case 'all':
      return allows(check.shape, value, depth + 1, notes);
    case 'not':
      return not(allows(check.shape, value, depth + 1));
    case 'any':
    case 'one':
      return alternativesHold(check, value, depth, notes);
    case 'if':
      return conditionHolds(check, value, depth, notes);
    case 'needs':
      if (!isObject(value) || !Object.hasOwn(value, check.key)) return true;
      return check.keys.every((key) => Object.hasOwn(value, key));
    case 'implies':
      if (!isObject(value) || !Object.hasOwn(value, check.key)) return true;
      return allows(check.shape, value, depth + 1, notes);
    default:
      return undefined;
  }
}

function alternativesHold(
  { kind, shapes }: Extract<Junction, { kind: 'any' | 'one' }>,
  value: JsonValue,
  depth: number,
  notes: Notes | undefined,
): Truth {
  let found = 0;
  let perhaps = 0;
  for (const shape of shapes) {
    const passed = branchHolds(shape, value, depth, notes);
    if (passed === undefined) perhaps++;
    if (!passed) continue;
    found++;
    if (kind === 'any' && !notes) return true;
  }
  if (notes && perhaps > 0) return undefined;
  if (kind === 'any') return found > 0 ? true : perhaps > 0 ? undefined : false;
  if (found > 1) return false;
  if (perhaps > 0) return undefined;
  return found === 1;
}

/** As `allows`, but what a branch that fails has looked at is not noted. */
function branchHolds(shape: Shape, value: JsonValue, depth: number, notes: Notes | undefined): Truth {
  if (!notes) return allows(shape, value, depth + 1);
  const branch: Notes = new Set();
  const passed = allows(shape, value, depth + 1, branch);
  if (passed) for (const member of branch) notes.add(member);
  return passed;
}

function conditionHolds(
  check: Extract<Junction, { kind: 'if' }>,
  value: JsonValue,
  depth: number,
  notes: Notes | undefined,
): Truth {
  const test = branchHolds(check.test, value, depth, notes);
  if (test !== undefined) return allows(test ? check.held : check.failed, value, depth + 1, notes);
  if (notes) return undefined;
  const held = allows(check.held, value, depth + 1);
  return held === allows(check.failed, value, depth + 1) ? held : undefined;
}

function restHolds(
  check: Extract<Junction, { kind: 'unevaluatedProperties' | 'unevaluatedItems' }>,
  value: JsonValue,
  depth: number,
  notes: Notes,
): Truth {
  const items = check.kind === 'unevaluatedItems';
  if (items ? !isList(value) : !isObject(value)) return true;
  const truths: Truth[] = [];
  for (const [key, member] of items ? (value as readonly JsonValue[]).entries() : Object.entries(value as JsonObject)) {
    if (notes.has(key)) continue;
    truths.push(allows(check.shape, member, depth + 1));
    notes.add(key);
  }
  return allOfThem(truths);
}
