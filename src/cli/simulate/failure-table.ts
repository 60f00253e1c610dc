import { markdownPage, markdownText } from '../../diagnostics/index.js';
import type { SimulationBounds, SimulationReport } from '../../simulate/report.js';
import { cutText } from './figures.js';
import { list, processBlocks } from './markdown.js';

/** How far it is looked unless flags say otherwise. */
export const DEFAULT_BOUNDS: SimulationBounds = { maxFaults: 2, maxDepth: 200, maxStates: 250_000 };

const MADE_BY = '<!-- Made by `sagac simulate --update';

/** The table of failure modes as a file of the catalog: equal bytes as long as the definitions mean the same. */
export function failureTable(report: SimulationReport): string {
  const sections = report.processes.flatMap((process) => {
    const cut = cutText(process);
    const found = process.violations.map(({ id, severity, message }) => `${severity}: ${message} [${id}]`);
    return [
      ...processBlocks(process, cut === undefined ? [] : [markdownText(cut)]),
      ...(found.length === 0 ? ['No violation.'] : ['Violations:', ...list(found)]),
    ];
  });
  const head = `${MADE_BY}${flagsFor(report.bounds)}\` from the sagas and flows of this catalog; change them, not this page. -->`;
  return markdownPage([head, '# Failure modes', ...sections]);
}

/** Whether a file is one that `--update` has written, by its first line. */
export function isFailureTable(text: string): boolean {
  return text.replace(/^\uFEFF/, '').startsWith(MADE_BY);
}

/** What to add to the command to get the same bounds. */
function flagsFor(bounds: SimulationBounds): string {
  const flags: readonly (readonly [flag: string, bound: keyof SimulationBounds])[] = [
    ['--max-faults', 'maxFaults'],
    ['--max-depth', 'maxDepth'],
    ['--max-states', 'maxStates'],
  ];
  return flags
    .filter(([, bound]) => bounds[bound] !== DEFAULT_BOUNDS[bound])
    .map(([flag, bound]) => ` ${flag} ${bounds[bound]}`)
    .join('');
}
