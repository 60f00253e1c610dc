import { push } from '../../../../model/grouped.js';
import type { Branch, Literal } from './branch.js';
import { allows, isOther } from './evaluate.js';
import { matches } from './patterns.js';
import type { Atom, AtomOf, Shape } from './shape.js';

/** A member that an object must have, of which the key is not said. */
export interface OpenNeed {
  readonly atom: AtomOf<'matching' | 'others' | 'names'>;
}

/** All that a branch says about an object. */
export interface ObjectWants {
  readonly properties: Map<string, Shape[]>;
  readonly matching: AtomOf<'matching'>[];
  readonly others: AtomOf<'others'>[];
  readonly names: Shape[];
  /** Keys that must be there, with what their values must be beside what all are. */
  readonly needs: Map<string, Literal[]>;
  readonly absent: Set<string>;
  readonly open: OpenNeed[];
  least: number;
  most: number;
}

/** Sorts out what a branch says about an object. */
export function objectWants({ passed, failed }: Branch): ObjectWants {
  const wants: ObjectWants = {
    properties: new Map(),
    matching: [],
    others: [],
    names: [],
    needs: new Map(),
    absent: new Set(),
    open: [],
    least: 0,
    most: Number.POSITIVE_INFINITY,
  };
  for (const atom of passed) addPassed(wants, atom);
  for (const atom of failed) addFailed(wants, atom);
  return wants;
}

function addPassed(wants: ObjectWants, atom: Atom): void {
  switch (atom.kind) {
    case 'property':
      push(wants.properties, atom.key, atom.shape);
      break;
    case 'matching':
      wants.matching.push(atom);
      break;
    case 'others':
      wants.others.push(atom);
      break;
    case 'names':
      wants.names.push(atom.shape);
      break;
    case 'has':
      if (!wants.needs.has(atom.key)) wants.needs.set(atom.key, []);
      break;
    case 'least':
      if (atom.of === 'properties') wants.least = Math.max(wants.least, Math.ceil(atom.value));
      break;
    case 'most':
      if (atom.of === 'properties') wants.most = Math.min(wants.most, Math.floor(atom.value));
      break;
  }
}

function addFailed(wants: ObjectWants, atom: Atom): void {
  switch (atom.kind) {
    case 'property':
      push(wants.needs, atom.key, { shape: atom.shape, holds: false });
      break;
    case 'matching':
    case 'others':
    case 'names':
      wants.open.push({ atom });
      break;
    case 'has':
      wants.absent.add(atom.key);
      break;
    case 'least':
      if (atom.of === 'properties') wants.most = Math.min(wants.most, Math.ceil(atom.value) - 1);
      break;
    case 'most':
      if (atom.of === 'properties') wants.least = Math.max(wants.least, Math.floor(atom.value) + 1);
      break;
  }
}

/** What is known of the value under a key. */
export function literalsAt(wants: ObjectWants, key: string): Literal[] {
  const literals: Literal[] = [];
  for (const shape of wants.properties.get(key) ?? []) literals.push({ shape, holds: true });
  for (const atom of wants.matching) if (matches(atom.pattern, key)) literals.push({ shape: atom.shape, holds: true });
  for (const atom of wants.others) if (isOther(atom, key)) literals.push({ shape: atom.shape, holds: true });
  return literals;
}

/** Whether an object may have a key at all; true also where that cannot be told. */
export function mayHave(wants: ObjectWants, key: string): boolean {
  return !wants.absent.has(key) && wants.names.every((shape) => allows(shape, key) !== false);
}

/** The keys that are named anywhere; all others differ only in the patterns that they match. */
export function namedKeys(wants: ObjectWants): Set<string> {
  const keys = new Set<string>([...wants.properties.keys(), ...wants.needs.keys(), ...wants.absent]);
  for (const atom of wants.others) for (const key of atom.keys) keys.add(key);
  for (const { atom } of wants.open) if (atom.kind === 'others') for (const key of atom.keys) keys.add(key);
  return keys;
}
