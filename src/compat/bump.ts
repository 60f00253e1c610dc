import { compareSemVer, type SemVer } from '../model/semver.js';

/** What a version rises by; ordered, so that the larger one of two is told by `largerBump`. */
export const BUMPS = ['none', 'patch', 'minor', 'major'] as const;

export type Bump = (typeof BUMPS)[number];

/** By what a version rose, as its readers understand it: below `1.0.0` a break takes a minor, all else a patch. */
export function bumpBetween(from: SemVer, to: SemVer): Bump | 'back' {
  if (compareSemVer(to, from) < 0) return 'back';
  // What has not been released yet promises nothing to anybody.
  if (from.pre.length > 0 && isSameCore(from, to) && compareSemVer(to, from) > 0) return 'major';
  if (to.major > from.major) return 'major';
  const isEarly = from.major === 0;
  if (to.minor > from.minor) return isEarly ? 'major' : 'minor';
  if (to.patch > from.patch || compareSemVer(to, from) !== 0) return isEarly ? 'minor' : 'patch';
  return 'none';
}

function isSameCore(a: SemVer, b: SemVer): boolean {
  return a.major === b.major && a.minor === b.minor && a.patch === b.patch;
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

/** The one that says more. */
export function largerBump(one: Bump, other: Bump): Bump {
  return BUMPS.indexOf(one) >= BUMPS.indexOf(other) ? one : other;
}
