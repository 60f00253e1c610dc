import type { AvroRules } from './avro-rules.js';
import type { AvroSchema, AvroType } from './avro-type.js';
import { matchTypes } from './match-types.js';

/** Whether a type of the reader takes a type of the writer. */
export type Answers = (reader: AvroType, writer: AvroType) => boolean;

interface Known {
  readonly answers: Map<number, boolean>;
  readonly writerSize: number;
  readonly rules: AvroRules;
}

type Part = readonly [reader: AvroType, writer: AvroType];

/** A pair of types that is being looked at, and how far that has come. */
interface Open {
  readonly key: number;
  readonly parts: readonly Part[];
  /** One fine part is enough: the pair is a union of the reader with one type of the writer. */
  readonly any: boolean;
  /** Inside a union of the reader: nobody asks why a branch does not fit, only whether. */
  readonly probing: boolean;
  next: number;
  broken: boolean;
}

/**
 * Answers in the order in which Apache's check finds them: a pair that is met while it is still being looked at counts as
 * fine, and what was found with that stays. So a list of reasons does not repeat itself inside a recursive type. That may call
 * a pair fine that is not; the verdict is not made of these answers.
 */
export function apacheAnswers(rules: AvroRules, writer: AvroSchema): Answers {
  const known: Known = { answers: new Map(), writerSize: writer.size, rules };
  return (...part) => answer(known, part) ?? walk(known, part);
}

function keyOf(known: Known, [reader, writer]: Part): number {
  return reader.id * known.writerSize + writer.id;
}

/** What needs no look inside, or was found before. */
function answer(known: Known, part: Part): boolean | undefined {
  const [reader, writer] = part;
  const records = reader.kind === 'record' && writer.kind === 'record';
  const match = records ? 'inside' : matchTypes(known.rules, reader, writer);
  return match === 'inside' ? known.answers.get(keyOf(known, part)) : match;
}

function walk(known: Known, root: Part): boolean {
  const stack = [open(known, root, isChoice(root))];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const part = top.parts[top.next];
    if (part === undefined) {
      stack.pop();
      known.answers.set(top.key, !top.broken);
      const around = stack.at(-1);
      if (around) take(around, !top.broken);
    } else {
      const fine = answer(known, part);
      if (fine !== undefined) take(top, fine);
      else stack.push(open(known, part, top.probing || isChoice(part)));
    }
  }
  return known.answers.get(keyOf(known, root)) === true;
}

function isChoice([reader]: Part): boolean {
  return reader.kind === 'union';
}

function take(open: Open, fine: boolean): void {
  open.next++;
  if (!open.any) open.broken ||= !fine;
  else if (fine) {
    open.broken = false;
    open.next = open.parts.length;
  }
}

function open(known: Known, part: Part, probing: boolean): Open {
  const [reader, writer] = part;
  const key = keyOf(known, part);
  // Whoever meets it before it is closed takes it for fine.
  known.answers.set(key, true);
  const any = reader.kind === 'union' && writer.kind !== 'union';
  const broken = any || isBroken(known.rules, reader, writer);
  const parts = probing && broken && !any ? [] : partsOf(known, reader, writer);
  return { key, parts, any, probing, next: 0, broken };
}

/** Whether a pair of records is broken whatever its fields are. */
function isBroken(rules: AvroRules, reader: AvroType, writer: AvroType): boolean {
  if (reader.kind !== 'record' || writer.kind !== 'record') return false;
  if (!rules.matchNames(reader, writer)) return true;
  for (const field of reader.fields.values())
    if (field.default === undefined && !rules.writerFieldOf(field, reader, writer)) return true;
  return false;
}

function partsOf({ rules }: Known, reader: AvroType, writer: AvroType): readonly Part[] {
  if (writer.kind === 'union') return writer.branches.map((branch) => [reader, branch]);
  if (reader.kind === 'union') return rules.branchesFor(reader, writer).map((branch) => [branch, writer]);
  if (reader.kind === 'array' && writer.kind === 'array') return [[reader.items, writer.items]];
  if (reader.kind === 'map' && writer.kind === 'map') return [[reader.values, writer.values]];
  if (reader.kind !== 'record' || writer.kind !== 'record') return [];
  const parts: Part[] = [];
  for (const field of reader.fields.values()) {
    const written = rules.writerFieldOf(field, reader, writer);
    if (written) parts.push([field.type, written.type]);
  }
  return parts;
}
