import { compareText } from '../diagnostics/index.js';

/** The version in a name: `catalog-v1.2.0-rc.1` is version 1.2.0 of the family `catalog-`, before its release. */
export interface NamedVersion {
  /** What stands before the version, without a `v`: names of one family are versions of one thing. */
  readonly family: string;
  readonly numbers: readonly string[];
  /** Parts behind a dash; empty for a release. */
  readonly before: readonly string[];
}

/** From a place in a name to its end, with what may follow a version. */
const VERSION = /^(\d+(?:\.\d+)*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Nobody names versions so; trying each place of a long name takes quadratic time. */
const MAX_NAME = 1_000;

/** Finds the version that a name ends with; one with a dot counts before one without. */
export function versionIn(name: string): NamedVersion | undefined {
  if (name.length > MAX_NAME) return undefined;
  const starts = [...name.matchAll(/(?<![\d.])\d+\.?/g)];
  const dotted = starts.filter(([digits]) => digits.endsWith('.'));
  for (const { index } of [...dotted, ...starts]) {
    const match = VERSION.exec(name.slice(index));
    if (!match) continue;
    const numbers = (match[1] ?? '').split('.').map((digits) => digits.replace(/^0+(?=\d)/, ''));
    return { family: name.slice(0, index).replace(/v$/, ''), numbers, before: match[2]?.split('.') ?? [] };
  }
  return undefined;
}

/** Orders versions as semver does, whatever their family; missing numbers are 0. */
export function compareVersions(a: NamedVersion, b: NamedVersion): number {
  const count = Math.max(a.numbers.length, b.numbers.length);
  for (let index = 0; index < count; index++) {
    const order = compareDigits(a.numbers[index] ?? '0', b.numbers[index] ?? '0');
    if (order !== 0) return order;
  }
  // A release comes after everything that led to it.
  if (a.before.length === 0 || b.before.length === 0) return b.before.length - a.before.length;
  for (let index = 0; index < Math.max(a.before.length, b.before.length); index++) {
    const order = compareParts(a.before[index], b.before[index]);
    if (order !== 0) return order;
  }
  return 0;
}

/** Orders names by the versions in them; those without one come first, by name. */
export function compareByVersion(a: string, b: string): number {
  const [one, other] = [versionIn(a), versionIn(b)];
  if (one && other) return compareVersions(one, other) || compareText(a, b);
  return Number(one !== undefined) - Number(other !== undefined) || compareText(a, b);
}

function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  const [one, other] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (one && other) return compareDigits(a, b);
  return one === other ? compareText(a, b) : one ? -1 : 1;
}

/** Digits of any length, without zeros before them. */
function compareDigits(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}
