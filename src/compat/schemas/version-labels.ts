import { compareSemVer, parseSemVer, type SemVer } from '../../model/semver.js';
import { type Bump, bumpBetween } from '../bump.js';

/** How the versions of a history are counted. */
export type VersionScheme = 'semver' | 'schemaver' | 'ordinal';

/** A version as the name of a file says it. */
export interface VersionLabel {
  /** As written: `1-0-2`, `v3`, `1.2.0`, `2026-03-02`. */
  readonly text: string;
  readonly scheme: VersionScheme;
  /** For the order; of an ordinal the first number alone, or a day. */
  readonly order: SemVer;
}

const SCHEMAVER = /^([1-9]\d{0,8})-(\d{1,9})-(\d{1,9})$/;
const DAY = /^(\d{4})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])$/;
const SHORT = /^\d{1,9}\.\d{1,9}$/;
const NUMBER = /^\d{1,9}$/;

/** Reads a version: SemVer (with or without `v`; `1.2` is `1.2.0`), SchemaVer (`1-0-2`), a day, or a number. */
export function parseVersionLabel(text: string): VersionLabel | undefined {
  const plain = text.replace(/^v(?=\d)/i, '');
  const day = DAY.exec(plain);
  if (day) return { text, scheme: 'ordinal', order: orderOf(day[1], day[3], day[4]) };
  const [, ...parts] = SCHEMAVER.exec(plain) ?? [];
  if (parts.length > 0) return { text, scheme: 'schemaver', order: orderOf(...parts) };
  const semver = parseSemVer(SHORT.test(plain) ? `${plain}.0` : plain);
  if (semver) return { text, scheme: 'semver', order: semver };
  return NUMBER.test(plain) ? { text, scheme: 'ordinal', order: orderOf(plain) } : undefined;
}

function orderOf(major = '0', minor = '0', patch = '0'): SemVer {
  return { major: Number(major), minor: Number(minor), patch: Number(patch), pre: [] };
}

/** The name of a file without its extension, taken apart: what is versioned, and the version. */
export function splitVersionedName(name: string): { readonly stem: string; readonly label: VersionLabel } | undefined {
  const bare = name.replace(/\.(avsc|json|jsonschema|proto|ya?ml)$/i, '');
  const whole = parseVersionLabel(bare);
  if (whole) return { stem: '', label: whole };
  for (const match of bare.matchAll(/[-_.@]/g)) {
    const label = parseVersionLabel(bare.slice(match.index + 1));
    if (label) return { stem: bare.slice(0, match.index), label };
  }
  return undefined;
}

/** Oldest first. */
export function compareLabels(a: VersionLabel, b: VersionLabel): number {
  return compareSemVer(a.order, b.order);
}

/** Whether a version is finished: SemVer promises nothing of pre-releases. */
export function isRelease({ order }: VersionLabel): boolean {
  return order.pre.length === 0;
}

/** By what a version rose in the words of its scheme; undefined where the scheme says nothing of what a step means. */
export function declaredRise(from: VersionLabel, to: VersionLabel): Bump | undefined {
  if (from.scheme !== to.scheme || to.scheme === 'ordinal' || !isRelease(from)) return undefined;
  const [a, b] = [from.order, to.order];
  if (to.scheme === 'semver') {
    const rise = bumpBetween(a, b);
    return rise === 'back' ? undefined : rise;
  }
  if (b.major !== a.major) return 'major';
  if (b.minor !== a.minor) return 'minor';
  return b.patch === a.patch ? 'none' : 'patch';
}

/** The rises that a step may call itself by. */
export interface Rises {
  readonly least: Bump;
  readonly most: Bump;
}

/**
 * What a step asks for. SemVer goes by the mode. SchemaVer speaks of data that was written before: an addition reads all of
 * it; after a revision some, and after a new model none may be read, and which of the two it is depends on the data.
 */
export function risesFor(to: VersionLabel, { required, backward }: StepHolds): Rises {
  if (required === 'none') return { least: 'none', most: 'major' };
  if (to.scheme === 'schemaver')
    return backward ? { least: 'patch', most: 'patch' } : { least: 'minor', most: 'major' };
  return { least: required, most: required === 'major' ? 'major' : 'minor' };
}

/** What is known of a step. */
export interface StepHolds {
  readonly required: Bump;
  readonly backward: boolean;
}

/** What a rise is called in a scheme. */
export function riseName(scheme: VersionScheme, rise: Bump): string {
  if (scheme !== 'schemaver' || rise === 'none') return rise;
  return { major: 'model', minor: 'revision', patch: 'addition' }[rise];
}
