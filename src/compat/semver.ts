/** A version taken apart; `pre` is what stands behind the dash. */
export interface SemVer {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly pre: string;
}

/** What a version rises by; ordered, so that the larger one of two is told by `largerBump`. */
export const BUMPS = ['none', 'patch', 'minor', 'major'] as const;

export type Bump = (typeof BUMPS)[number];

const SEMVER = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Reads `1.2.3`, `1.2.3-rc.1` and `1.2.3+build`. */
export function parseSemVer(text: string): SemVer | undefined {
  const match = SEMVER.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch, pre = ''] = match;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), pre };
}

/** Below zero where `a` comes before `b`; a pre-release comes before its release. */
export function compareSemVer(a: SemVer, b: SemVer): number {
  const numbers = a.major - b.major || a.minor - b.minor || a.patch - b.patch;
  if (numbers !== 0 || a.pre === b.pre) return numbers;
  if (a.pre === '' || b.pre === '') return a.pre === '' ? 1 : -1;
  return comparePre(a.pre.split('.'), b.pre.split('.'));
}

/** Numbers by value and before texts, as SemVer says. */
function comparePre(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [one, other] = [a[at], b[at]];
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    const [isNumber, isOtherNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)];
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
    const order = isNumber ? Number(one) - Number(other) : one < other ? -1 : one > other ? 1 : 0;
    if (order !== 0) return order;
  }
  return 0;
}

/** By what a version rose, as its readers understand it: below `1.0.0` a break takes a minor, all else a patch. */
export function bumpBetween(from: SemVer, to: SemVer): Bump | 'back' {
  if (compareSemVer(to, from) < 0) return 'back';
  if (to.major > from.major) return 'major';
  const isEarly = from.major === 0;
  if (to.minor > from.minor) return isEarly ? 'major' : 'minor';
  if (to.patch > from.patch || to.pre !== from.pre) return isEarly ? 'minor' : 'patch';
  return 'none';
}

/** The least version above `from` that says so much. */
export function bumped({ major, minor, patch }: SemVer, by: Bump): string {
  const rises = major === 0 ? EARLY[by] : by;
  switch (rises) {
    case 'major':
      return `${major + 1}.0.0`;
    case 'minor':
      return `${major}.${minor + 1}.0`;
    case 'patch':
      return `${major}.${minor}.${patch + 1}`;
    case 'none':
      return `${major}.${minor}.${patch}`;
  }
}

const EARLY: Readonly<Record<Bump, Bump>> = { none: 'none', patch: 'patch', minor: 'patch', major: 'minor' };

export function largerBump(one: Bump, other: Bump): Bump {
  return BUMPS.indexOf(one) >= BUMPS.indexOf(other) ? one : other;
}
