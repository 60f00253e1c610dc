import type { Finding, OwnDifference, Pair } from './pair.js';
import { matchedPairs } from './settle.js';

/** A difference and the path from the top of the comparison to it. */
export interface ListedDifference {
  readonly path: string;
  readonly difference: OwnDifference;
}

/** What is still to be told: a pair and how far its findings have been told, or a difference that comes after them. */
type Frame =
  | { readonly pair: Pair; readonly path: string; next: number }
  | { readonly path: string; readonly difference: OwnDifference };

/** All differences of a settled pair and of those below it, in order; each pair is told where it comes first. */
export function listDifferences(top: Pair): readonly ListedDifference[] {
  const listed: ListedDifference[] = [];
  const told = new Set<Pair>();
  const stack: Frame[] = [];
  const enter = (pair: Pair | undefined, path: string) => {
    if (!pair?.differs || told.has(pair)) return;
    told.add(pair);
    stack.push({ pair, path, next: 0 });
  };
  const tell = (path: string, difference: OwnDifference) => listed.push({ path: path + difference.path, difference });
  enter(top, '#');
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const finding = 'pair' in frame ? frame.pair.findings[frame.next++] : undefined;
    if (finding)
      tellFinding(finding, frame.path, { enter, tell, later: (path, difference) => stack.push({ path, difference }) });
    else {
      stack.pop();
      if ('difference' in frame) tell(frame.path, frame.difference);
    }
  }
  return listed;
}

interface Telling {
  enter(pair: Pair | undefined, path: string): void;
  tell(path: string, difference: OwnDifference): void;
  /** Tells a difference once what is entered after it has been told. */
  later(path: string, difference: OwnDifference): void;
}

function tellFinding(finding: Finding, path: string, telling: Telling): void {
  switch (finding.is) {
    case 'difference':
      telling.tell(path, finding.difference);
      return;
    case 'child':
      telling.enter(finding.pair, path + finding.path);
      return;
    case 'cover':
      telling.later(path, finding.pair.fits ? finding.fitting : finding.otherwise);
      telling.enter(finding.pair, path + finding.path);
      return;
    case 'turned':
      if (finding.pair.differs) telling.tell(path, finding.pair.fits ? finding.fitting : finding.otherwise);
      return;
    case 'some': {
      const fitting = finding.pairs.find((pair) => pair.fits);
      telling.later(path, fitting ? finding.fitting : finding.otherwise);
      telling.enter(fitting, path);
      return;
    }
    case 'match': {
      const pairs = matchedPairs(finding);
      if (!pairs) {
        telling.tell(path, finding.otherwise);
        return;
      }
      for (const [index, pair] of [...pairs.entries()].reverse())
        telling.enter(pair, `${path}/${finding.combination}/${index}`);
    }
  }
}
