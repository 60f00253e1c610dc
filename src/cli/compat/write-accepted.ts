import { join } from 'node:path';
import { Document, isMap, isSeq, parseDocument } from 'yaml';
import type { Host } from '../../host.js';
import { ACCEPTED_FILE } from '../../language/find-catalog.js';
import { readText } from '../../read-catalog.js';
import { writeWhole } from '../write-whole.js';

/** An entry of the file of accepted breaks, as it is written. */
export interface NewAcceptance {
  readonly fingerprint: string;
  readonly what: string;
  readonly reason: string;
  readonly date: string;
  readonly until?: string;
}

const HEAD = ` Breaks that were agreed to, each with a reason; \`sagac accept\` adds to it, and people may edit it.`;

/** Adds entries, in place of those with the same fingerprint; comments and the other entries stay. Throws `HostError`. */
export function writeAccepted(host: Host, root: string, entries: readonly NewAcceptance[]): void {
  const path = join(root, ACCEPTED_FILE);
  const text = host.kindOf(path) === undefined ? undefined : readText(host, path);
  const document = text === undefined ? emptyDocument() : parseDocument(text);
  const list = document.get('accepted');
  if (!isSeq(list)) throw new Error('The file of accepted breaks was read before, and has a list.');
  const renewed = new Set(entries.map(({ fingerprint }) => fingerprint));
  list.items = list.items.filter((item) => !isMap(item) || !renewed.has(String(item.get('fingerprint'))));
  for (const entry of entries) list.add(document.createNode(entry));
  list.flow = false;
  writeWhole(host, path, document.toString({ lineWidth: 0 }));
}

function emptyDocument(): Document {
  const document = new Document({ accepted: [] });
  document.commentBefore = HEAD;
  return document;
}
