import { codePageBlocks, markdownPage, markdownTable } from '../../diagnostics/index.js';
import { INVARIANT_SUBJECTS, type InvariantText } from './invariant.js';
import { invariantText } from './invariant-text.js';

const MADE_BY = '<!-- Made from the invariants by `npm run goldens`; change the invariant, not this page. -->';

/** The pages of `docs/invariants/` by file name: one for each invariant, and `README.md` with a table of all of them. */
export function invariantPages(invariants: readonly InvariantText[]): ReadonlyMap<string, string> {
  const pages = invariants.map((invariant) => [`${invariant.id}.md`, invariantPage(invariant)] as const);
  return new Map([['README.md', indexPage(invariants)], ...pages]);
}

function invariantPage(invariant: InvariantText): string {
  return markdownPage([MADE_BY, ...codePageBlocks(invariantText(invariant)), '[All invariants](README.md)']);
}

function indexPage(invariants: readonly InvariantText[]): string {
  const rows = INVARIANT_SUBJECTS.flatMap((about) =>
    invariants
      .filter((invariant) => invariant.about === about)
      .map(({ id, severity, summary }) => [`[${id}](${id}.md)`, about, severity, summary]),
  );
  return markdownPage([
    MADE_BY,
    '# Invariants',
    'What `sagac simulate` asks of every run of a saga or flow. `sagac explain ID` prints the same pages at the terminal.',
    markdownTable(['invariant', 'of', 'severity', 'what always holds'], rows),
    'How a simulation is run, and what its exit codes mean: [sagac simulate](../cli.md#sagac-simulate).',
  ]);
}
