import type { Diagnostic } from '../diagnostics/index.js';
import { nodeAt } from '../language/node.js';
import { directionsOf } from '../model/compat-mode.js';
import { type Catalog, type MessageDef, messageById, type SagaDef } from '../model/index.js';
import { parseSemVer } from '../model/semver.js';
import { type Bump, bumpBetween, bumped, largerBump } from './bump.js';
import type { Direction, Encoding } from './check.js';
import type { CompatFinding, Consequence, MessageVerdict } from './finding.js';
import { compatDiagnostic, findingFrom } from './messages.js';
import { modesOfMessage, modesOfSagas, type Standing } from './policy.js';

/** What changes come to, as far as versions of messages and sagas are concerned. */
export interface VersionedChange {
  /** What they ask of the version. */
  readonly bump: Bump;
  /** What breaks, whether it counts or not: `backward avro`, `forward every`. */
  readonly broken: ReadonlySet<string>;
}

/** One change; `bump` is what it asks of the version where it breaks nothing that counts. */
export function versionedChange(consequences: readonly Consequence[], bump: Bump): VersionedChange {
  const breaks = consequences.filter(({ level }) => level === 'break');
  return {
    bump: breaks.some(({ counts }) => counts) ? 'major' : bump,
    broken: new Set(breaks.map(({ direction, reach }) => `${direction} ${reach}`)),
  };
}

/** Several changes as one. */
export function together(changes: readonly VersionedChange[]): VersionedChange {
  const [first, ...others] = changes;
  if (first && others.length === 0) return first;
  const broken = new Set<string>();
  for (const change of changes) for (const entry of change.broken) broken.add(entry);
  return { bump: changes.map(({ bump }) => bump).reduce(largerBump, 'none'), broken };
}

/** A message or saga in both states; either is missing where there is none. */
export interface Versioned {
  readonly kind: MessageVerdict['kind'];
  readonly id: string;
  readonly old?: MessageDef | SagaDef;
  readonly new?: MessageDef | SagaDef;
  readonly changes: readonly VersionedChange[];
}

/** What one message or saga comes to: does it hold, what must its version rise by, and does it. */
export function verdictOf(old: Catalog, next: Catalog, standing: Standing, entry: Versioned): MessageVerdict {
  const { kind, id } = entry;
  const { bump, broken } = together(entry.changes);
  const [from, to] = [entry.old?.version, entry.new?.version];
  const modes = kind === 'saga' ? modesOfSagas(old, next, standing) : modesOfMessage(old, next, id, standing);
  const [mode = ''] = modes;
  const status = !entry.old ? 'added' : !entry.new ? 'removed' : 'changed';
  const required = status === 'changed' && modes.flatMap(directionsOf).length > 0 ? bump : 'none';
  const declared = declaredBump(from, to);
  const before = from === undefined ? undefined : parseSemVer(from);
  const small = declared !== undefined && isTooSmall(declared, required);
  return {
    id,
    kind,
    status,
    mode,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    holds: { backward: holdsIn('backward', broken), forward: holdsIn('forward', broken) },
    required,
    ...(status === 'changed' && declared && { declared }),
    ...(small && before && { suggested: bumped(before, required) }),
  };
}

function declaredBump(from: string | undefined, to: string | undefined): Bump | 'back' | undefined {
  const [before, after] = [from, to].map((text) => (text === undefined ? undefined : parseSemVer(text)));
  return before && after ? bumpBetween(before, after) : undefined;
}

function isTooSmall(declared: Bump | 'back', required: Bump): boolean {
  return declared === 'back' || largerBump(declared, required) !== declared;
}

function holdsIn(direction: Direction, broken: ReadonlySet<string>): Readonly<Partial<Record<Encoding, boolean>>> {
  const all = broken.has(`${direction} every`);
  const holds = (encoding: Encoding) => !all && !broken.has(`${direction} ${encoding}`);
  return {
    json: holds('json'),
    'json-schema': holds('json-schema'),
    avro: holds('avro'),
    protobuf: holds('protobuf'),
    typescript: holds('typescript'),
  };
}

/** What is to be said about the version of a message or saga that changed. */
export function versionFindings(next: Catalog, verdict: MessageVerdict): readonly CompatFinding[] {
  const { kind, id, from, to } = verdict;
  const definition = kind === 'saga' ? next.sagas.get(id) : messageById(next, id);
  if (!definition || from === undefined || to === undefined) return [];
  const problem = versionProblem(verdict, from, to);
  if (!problem) return [];
  const span = nodeAt(definition.node, 'version')?.span ?? definition.nameSpan;
  const carriers = kind === 'saga' ? [] : [id];
  const home = { group: 'versions', owner: { kind, id }, at: 'version', carriers, new: span } as const;
  return [findingFrom(problem, [kind, id, from, to], home)];
}

function versionProblem(verdict: MessageVerdict, from: string, to: string): Diagnostic | undefined {
  const { id, declared, required, suggested } = verdict;
  const more = suggested === undefined ? {} : { suggested };
  if (declared === undefined) return undefined;
  if (declared === 'back') return compatDiagnostic('version-went-back', undefined, { id, from, to, ...more });
  const rise = declared === 'none' ? `stays ${from}` : `rises from ${from} to ${to}`;
  if (isTooSmall(declared, required)) {
    return compatDiagnostic('version-too-small', undefined, { id, rise, asked: required, ...more });
  }
  // A patch too many harms nobody, and what was never released may become anything.
  const wasPre = (parseSemVer(from)?.pre.length ?? 0) > 0;
  if (wasPre || declared === required || declared === 'patch' || declared === 'none') return undefined;
  const wanted = required === 'none' ? 'nothing in it asks for that' : `its changes ask for a ${required} one`;
  return compatDiagnostic('version-too-large', undefined, { id, rise, wanted });
}
