import type { AvroRules } from './avro-rules.js';
import type { AvroSchema, AvroType, AvroUnion } from './avro-type.js';
import { matchTypes } from './match-types.js';

/** A type of the reader and one of the writer whose answer follows from the types inside them. */
interface Pair {
  readonly reader: AvroType;
  readonly writer: AvroType;
  /** Proven: some value of the writer cannot be read. */
  broken: boolean;
  /** Of a reader's union: the branches that may still take the writer's type. Otherwise one broken part breaks the pair. */
  choices: number | undefined;
  /** The pairs whose answer depends on this one. */
  readonly users: Pair[];
}

/** The pairs that were looked at, by the ids of both types. */
export interface Deciding {
  readonly rules: AvroRules;
  readonly writerSize: number;
  readonly pairs: Map<number, Pair>;
}

/** A new set of answers for a reader and a writer. */
export function startDeciding(rules: AvroRules, writer: AvroSchema): Deciding {
  return { rules, writerSize: writer.size, pairs: new Map() };
}

/**
 * Whether a reader's type takes all that a writer's type allows. Every pair of types is looked at once; a pair that
 * depends on itself is fine unless something else breaks it, and what breaks is passed on to all that depend on it.
 */
export function canRead(deciding: Deciding, reader: AvroType, writer: AvroType): boolean {
  const match = matchTypes(deciding.rules, reader, writer);
  if (match !== 'inside') return match;
  const waiting: Pair[] = [];
  const pair = pairOf(deciding, reader, writer, waiting);
  for (let next = waiting.pop(); next; next = waiting.pop()) expand(deciding, next, waiting);
  return !pair.broken;
}

function pairOf(deciding: Deciding, reader: AvroType, writer: AvroType, waiting: Pair[]): Pair {
  const key = reader.id * deciding.writerSize + writer.id;
  const known = deciding.pairs.get(key);
  if (known) return known;
  const pair: Pair = { reader, writer, broken: false, choices: undefined, users: [] };
  deciding.pairs.set(key, pair);
  waiting.push(pair);
  return pair;
}

function expand(deciding: Deciding, pair: Pair, waiting: Pair[]): void {
  const { reader, writer } = pair;
  if (writer.kind === 'union') {
    for (const branch of writer.branches) if (!need(deciding, pair, reader, branch, waiting)) return;
  } else if (reader.kind === 'union') choose(deciding, pair, reader, waiting);
  else if (reader.kind === 'array' && writer.kind === 'array')
    need(deciding, pair, reader.items, writer.items, waiting);
  else if (reader.kind === 'map' && writer.kind === 'map') need(deciding, pair, reader.values, writer.values, waiting);
  else if (reader.kind === 'record' && writer.kind === 'record') {
    for (const field of reader.fields.values()) {
      const written = deciding.rules.writerFieldOf(field, reader, writer);
      const fine = written ? need(deciding, pair, field.type, written.type, waiting) : field.default !== undefined;
      if (fine) continue;
      fail(pair);
      return;
    }
  }
}

/** Makes a pair depend on a part of it; false when that is broken, and so is the pair. */
function need(deciding: Deciding, pair: Pair, reader: AvroType, writer: AvroType, waiting: Pair[]): boolean {
  const match = matchTypes(deciding.rules, reader, writer);
  if (match === true) return true;
  const part = match === 'inside' ? pairOf(deciding, reader, writer, waiting) : undefined;
  if (part && !part.broken) {
    part.users.push(pair);
    return true;
  }
  fail(pair);
  return false;
}

function choose(deciding: Deciding, pair: Pair, union: AvroUnion, waiting: Pair[]): void {
  const choices: Pair[] = [];
  for (const branch of deciding.rules.branchesFor(union, pair.writer)) {
    const match = matchTypes(deciding.rules, branch, pair.writer);
    if (match === true) return;
    if (match === false) continue;
    const choice = pairOf(deciding, branch, pair.writer, waiting);
    if (!choice.broken) choices.push(choice);
  }
  pair.choices = choices.length;
  if (choices.length === 0) fail(pair);
  for (const choice of choices) choice.users.push(pair);
}

/** Marks a pair as broken, and all that cannot do without it. */
function fail(first: Pair): void {
  const failing = [first];
  for (let pair = failing.pop(); pair; pair = failing.pop()) {
    if (pair.broken) continue;
    pair.broken = true;
    for (const user of pair.users) if (lostHope(user)) failing.push(user);
  }
}

function lostHope(user: Pair): boolean {
  if (user.choices === undefined) return true;
  user.choices--;
  return user.choices === 0;
}
