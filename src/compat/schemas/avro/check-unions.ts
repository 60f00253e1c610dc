import { type AvroUnion, titleOf } from './avro-type.js';
import { note, type Reading } from './reading.js';

/** Reports unions in which one kind of type, or one name, comes twice, and those inside another union. */
export function checkUnions(reading: Reading): void {
  for (const union of reading.unions) checkUnion(reading, union);
}

function checkUnion(reading: Reading, union: AvroUnion): void {
  const seen = new Set<string>();
  for (const [index, branch] of union.branches.entries()) {
    const pointer = `${union.pointer}/${index}`;
    const title = titleOf(branch);
    if (branch.kind === 'union')
      note(reading, pointer, 'A union stands inside another union here.', 'Put its types into the outer one.');
    else if (seen.has(title))
      note(
        reading,
        pointer,
        `The union has \`${title}\` a second time here.`,
        'Take one of them out: nothing tells them apart.',
      );
    seen.add(title);
  }
}
