import { push } from '../../../model/grouped.js';
import { shortName } from './avro-names.js';
import type { AvroRules } from './avro-rules.js';
import { type AvroRecord, type AvroType, type AvroUnion, isNamed } from './avro-type.js';
import type { KnownAs } from './known-names.js';
import { matchTypes } from './match-types.js';

/** Records of a union that are tried by their fields alone. So many have no names in common only in a made-up schema. */
const MOST_TRIED = 256;
/** Unions within records within unions to look into; what is further inside is taken to fit until somebody asks for it. */
const MAX_DEPTH = 100;

/** The choice of a branch in the reader's unions. */
export interface Choosing {
  branchesFor(union: AvroUnion, writer: AvroType): readonly AvroType[];
}

interface UnionIndex {
  readonly byFullName: ReadonlyMap<string, AvroType>;
  readonly byName: ReadonlyMap<string, readonly AvroRecord[]>;
  readonly records: readonly AvroRecord[];
  readonly chosen: Map<AvroRecord, AvroRecord | undefined>;
}

interface Chooser {
  readonly rules: AvroRules;
  readonly knownAs: KnownAs;
  readonly indexes: Map<AvroUnion, UnionIndex>;
}

/**
 * The decoder settles on one branch before it knows whether that reads all there is, and stays with it: the one of the
 * writer's full name, or of a record that has another name the one whose fields fit.
 */
export function startChoosing(rules: AvroRules, knownAs: KnownAs): Choosing {
  const chooser: Chooser = { rules, knownAs, indexes: new Map() };
  return {
    branchesFor(union, writer) {
      if (writer.kind !== 'record') return some(branchFor(chooser, union, writer));
      const chosen = recordFor(chooser, union, writer, 0);
      // One of its name that does not fit reads nothing, but can tell why.
      return chosen ? [chosen] : namesakes(chooser, union, writer);
    },
  };
}

function some<T>(item: T | undefined): readonly T[] {
  return item === undefined ? [] : [item];
}

function branchFor(chooser: Chooser, union: AvroUnion, writer: AvroType): AvroType | undefined {
  if (isNamed(writer)) {
    const named = indexFor(chooser, union).byFullName.get(chooser.knownAs(writer));
    return named?.kind === writer.kind ? named : undefined;
  }
  const { branches } = union;
  return (
    branches.find((branch) => branch.kind === writer.kind) ??
    branches.find((branch) => matchTypes(chooser.rules, branch, writer) === true)
  );
}

function namesakes(chooser: Chooser, union: AvroUnion, writer: AvroRecord): readonly AvroRecord[] {
  return indexFor(chooser, union).byName.get(shortName(chooser.knownAs(writer))) ?? [];
}

function recordFor(chooser: Chooser, union: AvroUnion, writer: AvroRecord, depth: number): AvroRecord | undefined {
  const { byFullName, chosen, records } = indexFor(chooser, union);
  const named = byFullName.get(chooser.knownAs(writer));
  if (named?.kind === 'record') return named;
  if (chosen.has(writer)) return chosen.get(writer);
  // Whoever comes back here while it is open takes something for granted, as the decoder does.
  chosen.set(writer, records[0]);
  const fits = (branch: AvroRecord) => fitsShallow(chooser, branch, writer, depth);
  const found = namesakes(chooser, union, writer).findLast(fits) ?? records.slice(0, MOST_TRIED).find(fits);
  chosen.set(writer, found);
  return found;
}

/** Whether nothing is missing or wrong at first sight: the decoder looks at a record's fields, but not into what they hold. */
function fitsShallow(chooser: Chooser, reader: AvroRecord, writer: AvroRecord, depth: number): boolean {
  for (const field of reader.fields.values()) {
    const written = chooser.rules.writerFieldOf(field, reader, writer);
    if (written ? isRefused(chooser, field.type, written.type, depth) : field.default === undefined) return false;
  }
  return true;
}

function isRefused(chooser: Chooser, reader: AvroType, writer: AvroType, depth: number): boolean {
  if (writer.kind === 'union') return false;
  if (reader.kind === 'union') {
    if (writer.kind !== 'record') return branchFor(chooser, reader, writer) === undefined;
    return depth < MAX_DEPTH && recordFor(chooser, reader, writer, depth + 1) === undefined;
  }
  if (reader.kind === 'record' && writer.kind === 'record') return lacksField(chooser, reader, writer);
  if (reader.kind === 'enum' && writer.kind === 'enum') return !chooser.rules.matchNames(reader, writer);
  return matchTypes(chooser.rules, reader, writer) === false;
}

function lacksField({ rules }: Chooser, reader: AvroRecord, writer: AvroRecord): boolean {
  for (const field of reader.fields.values())
    if (field.default === undefined && !rules.writerFieldOf(field, reader, writer)) return true;
  return false;
}

function indexFor({ indexes }: Chooser, union: AvroUnion): UnionIndex {
  const known = indexes.get(union);
  if (known) return known;
  const index = indexOf(union);
  indexes.set(union, index);
  return index;
}

function indexOf({ branches }: AvroUnion): UnionIndex {
  const byFullName = new Map<string, AvroType>();
  const byName = new Map<string, AvroRecord[]>();
  const records: AvroRecord[] = [];
  for (const branch of branches) {
    if (isNamed(branch)) byFullName.set(branch.fullName, branch);
    if (branch.kind !== 'record') continue;
    push(byName, branch.name, branch);
    records.push(branch);
  }
  return { byFullName, byName, records, chosen: new Map() };
}
