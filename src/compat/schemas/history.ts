import { spanAt } from '../../diagnostics/index.js';
import { withArticle } from '../../model/facts/name-list.js';
import { push } from '../../model/grouped.js';
import { BUMPS, type Bump } from '../bump.js';
import type { CompatFinding, MessageVerdict } from '../finding.js';
import { compatDiagnostic, findingFrom } from '../messages.js';
import {
  compareLabels,
  declaredRise,
  isRelease,
  riseName,
  risesFor,
  splitVersionedName,
  type VersionLabel,
} from './version-labels.js';

/** A file of a history, by its path. */
export interface VersionedFile {
  readonly file: string;
  readonly label: VersionLabel;
}

/** The versions of one schema in one format, oldest first; there are at least two. */
export interface VersionFamily {
  readonly name: string;
  readonly versions: readonly VersionedFile[];
}

/** Files whose names say versions of one schema; a file without others like it has no history. */
export function familiesOf(
  files: readonly { readonly file: string; readonly format?: string }[],
): readonly VersionFamily[] {
  const families = new Map<string, VersionedFile[]>();
  for (const { file, format = '' } of files) {
    const slash = file.lastIndexOf('/');
    const split = splitVersionedName(file.slice(slash + 1));
    if (!split) continue;
    const folder = slash === -1 ? '' : file.slice(0, slash);
    const name = [folder, split.stem].filter((part) => part !== '').join('/');
    push(families, `${name}\n${format}`, { file, label: split.label });
  }
  return [...families]
    .filter(([, versions]) => versions.length > 1)
    .map(([key, versions]) => ({
      name: key.slice(0, key.indexOf('\n')),
      versions: [...versions].sort((a, b) => compareLabels(a.label, b.label)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A version with the one that it is judged against. */
export interface VersionStep {
  readonly from: VersionedFile;
  readonly to: VersionedFile;
}

/** Each version against the last release before it: what pre-releases broke among themselves nobody was promised. */
export function stepsOf({ versions }: VersionFamily): readonly VersionStep[] {
  return versions.slice(1).map((to, index) => {
    const earlier = versions.slice(0, index + 1);
    const from = earlier.findLast(({ label }) => isRelease(label)) ?? (earlier.at(-1) as VersionedFile);
    return { from, to };
  });
}

/** What a step says of itself, against what it does. */
export function stepVerdict(
  { from, to }: VersionStep,
  verdict: MessageVerdict,
): { readonly verdict: MessageVerdict; readonly findings: readonly CompatFinding[] } {
  const declared = declaredRise(from.label, to.label);
  const backward = Object.values(verdict.holds.backward).every((holds) => holds);
  const rises = risesFor(to.label, { required: verdict.required, backward });
  const told: MessageVerdict = {
    ...verdict,
    from: from.label.text,
    to: to.label.text,
    required: rises.least,
    ...(declared !== undefined && { declared }),
  };
  const wrong = declared !== undefined && riseFinding({ from, to }, declared, rises, verdict.id);
  return { verdict: told, findings: wrong ? [wrong] : [] };
}

function riseFinding(
  { from: { label: from }, to: { label: to, file } }: VersionStep,
  declared: Bump,
  { least, most }: { readonly least: Bump; readonly most: Bump },
  id: string,
): CompatFinding | undefined {
  const called = withArticle(riseName(to.scheme, declared));
  const rise = declared === 'none' ? `stays ${to.text}` : `rises from ${from.text} to ${to.text}, called ${called}`;
  const key = [id, from.text, to.text];
  const home = { group: 'versions', owner: { kind: 'schema', id }, at: '', new: spanAt(file, 0) } as const;
  if (isLess(declared, least)) {
    const asked = riseName(to.scheme, least);
    return findingFrom(compatDiagnostic('version-too-small', undefined, { id, rise, asked }), key, home);
  }
  // Below 1.0.0 a version promises nothing, and to leave that is a promise and not a change.
  if (!isLess(most, declared) || from.order.major === 0) return undefined;
  const wanted = `its changes ask for no more than ${withArticle(riseName(to.scheme, most))}`;
  return findingFrom(compatDiagnostic('version-too-large', undefined, { id, rise, wanted }), key, home);
}

function isLess(one: Bump, other: Bump): boolean {
  return BUMPS.indexOf(one) < BUMPS.indexOf(other);
}
