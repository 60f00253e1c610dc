import { memoised } from '../../model/graph.js';
import { grouped } from '../../model/grouped.js';
import { type Catalog, type MessageDef, messagesIn } from '../../model/index.js';

/** The kept majors of a message, oldest first, and the current one last. */
export const majorsOf = memoised((catalog: Catalog): ReadonlyMap<string, readonly MessageDef[]> => {
  const byName = grouped(messagesIn(catalog), ({ name }) => name);
  for (const list of byName.values()) list.sort((a, b) => majorOf(a) - majorOf(b));
  return byName;
});

function majorOf({ oldMajor }: MessageDef): number {
  return oldMajor ?? Number.POSITIVE_INFINITY;
}

/** Each major with the one that follows it, for the messages of which there are several. */
export function successiveMajors(catalog: Catalog): readonly (readonly [older: MessageDef, newer: MessageDef])[] {
  return [...majorsOf(catalog).values()].flatMap((majors) =>
    majors.flatMap((newer, index) => {
      const older = majors[index - 1];
      return older ? [[older, newer] as const] : [];
    }),
  );
}
