import { shortName } from './avro-names.js';
import type { AvroRules } from './avro-rules.js';
import type { AvroSchema, AvroUnion } from './avro-type.js';
import { areEqual, type Likeness, type Steps } from './equal-types.js';
import type { KnownAs } from './known-names.js';

/** Pairs of types to look at in one comparison, so that unions within unions stay cheap; what is left is no twin. */
const MOST_STEPS = 200_000;

/**
 * Unions that differ in nothing but namespaces are read branch by branch, though enums and fixed in a union otherwise
 * need the full name. Records alone need no such favour, so unions of them are not looked at.
 */
export function startTwins(rules: AvroRules, knownAs: KnownAs, { size }: AvroSchema): AvroRules['areTwins'] {
  const steps: Steps = { left: MOST_STEPS };
  const answers = new Map<number, boolean>();
  const likeness: Likeness = {
    sameName: (reader, writer) => reader.name === shortName(knownAs(writer)),
    sameField: ([field, written], [reader, writer]) => rules.writerFieldOf(field, reader, writer) === written,
  };
  return (reader, writer) => {
    if (!needsTwin(knownAs, reader, writer)) return false;
    const key = reader.id * size + writer.id;
    const answer = answers.get(key) ?? areEqual(likeness, reader, writer, steps);
    answers.set(key, answer);
    return answer;
  };
}

function needsTwin(knownAs: KnownAs, reader: AvroUnion, writer: AvroUnion): boolean {
  if (reader.branches.length !== writer.branches.length) return false;
  return reader.branches.some((branch, index) => {
    const written = writer.branches[index];
    if (branch.kind !== 'enum' && branch.kind !== 'fixed') return false;
    return written?.kind === branch.kind && knownAs(written) !== branch.fullName;
  });
}
