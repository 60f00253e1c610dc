import type { Acceptance } from '../../compat/acceptance.js';
import type { Host } from '../../host.js';
import { ACCEPTED_FILE } from '../../language/find-catalog.js';
import { type Node, nodeAt } from '../../language/node.js';
import { dayIn } from '../../model/facts/days.js';
import { type CheckedFile, Fault, listAt, mapOf, readCheckedFile, textAt, textOf } from '../checked-file.js';
import { joinPath, relativePath } from '../paths.js';
import { compatProblem } from './problems.js';

const FINGERPRINT = /^[0-9a-f]{12}$/;

/** The file of accepted breaks of the catalog in `root`, as seen from where the command runs. */
export function acceptedPath(host: Host, root: string): string {
  return joinPath(relativePath(host.cwd, root), ACCEPTED_FILE);
}

/** Reads the breaks that were agreed to. Spans are relative to the catalog. */
export function readAccepted(host: Host, root: string): CheckedFile<readonly Acceptance[]> {
  return readCheckedFile(host, acceptedPath(host, root), acceptancesOf, (place, reason) =>
    compatProblem('accepted-unusable', undefined, { place, reason }),
  );
}

function acceptancesOf(root: Node): readonly Acceptance[] {
  const seen = new Set<string>();
  return listAt(mapOf(root, ['accepted']), 'accepted').map((item) => {
    const acceptance = acceptanceOf(item);
    if (seen.has(acceptance.fingerprint)) throw new Fault(item.span, 'this fingerprint stands twice');
    seen.add(acceptance.fingerprint);
    return acceptance;
  });
}

function acceptanceOf(item: Node): Acceptance {
  const map = mapOf(item, ['fingerprint', 'what', 'reason', 'date', 'until']);
  const node = nodeAt(map, 'fingerprint');
  const fingerprint = node?.kind === 'scalar' ? node.text : textAt(map, 'fingerprint');
  if (!FINGERPRINT.test(fingerprint)) throw new Fault((node ?? map).span, '`fingerprint` is not 12 hexadecimal digits');
  const reason = textAt(map, 'reason');
  if (reason.trim() === '') throw new Fault((nodeAt(map, 'reason') ?? map).span, '`reason` is empty');
  const what = nodeAt(map, 'what');
  return {
    fingerprint,
    reason,
    date: dayOf(nodeAt(map, 'date'), map, 'date'),
    ...(nodeAt(map, 'until') && { until: dayOf(nodeAt(map, 'until'), map, 'until') }),
    ...(what && { what: textOf(what, map, 'what') }),
    span: { ...(node ?? map).span, file: ACCEPTED_FILE },
  };
}

function dayOf(node: Node | undefined, parent: Node, key: string): string {
  const text = node?.kind === 'scalar' ? node.text : textOf(node, parent, key);
  if (dayIn(text) !== text) throw new Fault((node ?? parent).span, `\`${key}\` is not a day such as 2026-03-02`);
  return text;
}
