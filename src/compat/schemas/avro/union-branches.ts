import { push } from '../../../model/grouped.js';
import { type AvroType, type AvroUnion, isNamed } from './avro-type.js';

/** Below this, looking at each branch is quicker than an index. */
const FEW = 16;

/**
 * Branches by what a writer's type must be to match: a short name, `=` and a full name, nothing for types
 * without a name, and `?` for unions in it, a mistake that is read all the same.
 */
type BranchIndex = ReadonlyMap<string, readonly AvroType[]>;

/** The indexes of big unions. */
export type BranchIndexes = Map<AvroUnion, BranchIndex>;

/** The branches of a reader's union that may match a type of the writer by kind or name; any other cannot. */
export function branchesFor(indexes: BranchIndexes, union: AvroUnion, writer: AvroType): readonly AvroType[] {
  if (union.branches.length <= FEW) return union.branches;
  const index = indexes.get(union) ?? indexOf(union);
  indexes.set(union, index);
  if (!isNamed(writer)) return index.get('') ?? [];
  const named = index.get(writer.name) ?? [];
  const aliased = index.get(`=${writer.fullName}`) ?? [];
  const nested = index.get('?') ?? [];
  return [...named, ...aliased, ...nested];
}

function indexOf(union: AvroUnion): BranchIndex {
  const index = new Map<string, AvroType[]>();
  for (const branch of union.branches) {
    push(index, isNamed(branch) ? branch.name : '', branch);
    if (branch.kind === 'union') push(index, '?', branch);
    else if (isNamed(branch)) for (const alias of branch.aliases) push(index, `=${alias}`, branch);
  }
  return index;
}
