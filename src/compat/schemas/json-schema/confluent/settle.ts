import { type ConfluentPolicy, isCompatible } from './kinds.js';
import { matchRows } from './match-rows.js';
import type { Finding, MatchFinding, Pair } from './pair.js';

/**
 * Settles which pairs fit and which have something to tell. A pair fits unless something says otherwise, and that is
 * carried up until nothing changes; so a ring of references fits by itself and never hides what does not.
 */
export function settle(pairs: readonly Pair[], policy: ConfluentPolicy): void {
  spread(pairs, (pair) => {
    if (!pair.fits || pair.findings.every((finding) => findingFits(finding, policy))) return false;
    pair.fits = false;
    return true;
  });
  spread(pairs, (pair) => {
    if (pair.differs || !pair.findings.some(findingDiffers)) return false;
    pair.differs = true;
    return true;
  });
}

/** Asks every pair whether it changes, those below first, and then again those above one that has changed. */
function spread(pairs: readonly Pair[], change: (pair: Pair) => boolean): void {
  let asked: Iterable<Pair> = pairs.toReversed();
  for (let again = true; again; ) {
    const above = new Set<Pair>();
    for (const pair of asked) {
      if (change(pair)) for (const parent of pair.parents) above.add(parent);
    }
    asked = above;
    again = above.size > 0;
  }
}

/** Whether a finding leaves its pair compatible, by what is known of the pairs below. */
function findingFits(finding: Finding, policy: ConfluentPolicy): boolean {
  switch (finding.is) {
    case 'difference':
      return isCompatible(finding.difference.kind, policy);
    case 'child':
    case 'cover':
    case 'turned':
      return finding.pair.fits;
    case 'some':
      return finding.pairs.some((pair) => pair.fits);
    case 'match':
      return matchedPairs(finding) !== undefined;
  }
}

function findingDiffers(finding: Finding): boolean {
  switch (finding.is) {
    case 'difference':
    case 'cover':
    case 'some':
      return true;
    case 'child':
    case 'turned':
      return finding.pair.differs;
    case 'match':
      return matchedPairs(finding)?.some((pair) => pair?.differs) ?? true;
  }
}

/** For each older member the pair with the newer one that it is matched to; undefined where the shorter side is not used up. */
export function matchedPairs(finding: MatchFinding): readonly (Pair | undefined)[] | undefined {
  // Pairs only ever stop fitting: so an earlier match is good for as long as its own pairs fit.
  if (finding.matched?.every((pair) => !pair || pair.fits)) return finding.matched;
  const { grid } = finding;
  const rows = grid.length;
  const columns = grid[0]?.length ?? 0;
  const columnOf = matchRows(rows, columns, (row, column) => grid[row]?.[column]?.fits === true);
  const pairs = grid.map((row, index) => row[columnOf[index] ?? -1]);
  if (pairs.filter((pair) => pair).length < Math.min(rows, columns)) return undefined;
  finding.matched = pairs;
  return pairs;
}
