import { push } from '../../../model/grouped.js';
import { type Catalog, type MessageDef, messagesIn } from '../../../model/index.js';
import { parseSemVer } from '../../../model/semver.js';

/** The majors of one message that stand beside one another, oldest first; at least two. */
export type Family = readonly MessageDef[];

/** All messages that exist in several majors, in the order of the catalog. */
export function familiesOf(catalog: Catalog): readonly Family[] {
  const groups = new Map<string, MessageDef[]>();
  for (const message of messagesIn(catalog)) push(groups, `${message.kind} ${message.name}`, message);
  const families = [...groups.values()].filter((group) => group.length > 1);
  return families.map((family) => family.sort((a, b) => age(a) - age(b)));
}

function age({ oldMajor }: MessageDef): number {
  return oldMajor ?? Number.POSITIVE_INFINITY;
}

/** The version that a message is made with: its own, else the first of its major, else `0.0.0`. */
export function versionOf(message: MessageDef): string {
  return message.version ?? `${message.oldMajor ?? 0}.0.0`;
}

/** The first part of the version, which the guard of a message asks for. */
export function majorOf(message: MessageDef): string {
  const version = versionOf(message);
  return String(parseSemVer(version)?.major ?? version.split('.')[0]);
}
