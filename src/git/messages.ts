import { defineDiagnostics } from '../diagnostics/index.js';

/** What git refused, or is missing. */
export const gitDiagnostic = defineDiagnostics({
  'git-not-installed': {
    severity: 'error',
    message: () => 'Earlier states are read with git, which is not installed here.',
    help: () => 'Install git, or leave the comparison away.',
  },
  'not-a-repository': {
    severity: 'error',
    message: () => 'The catalog does not lie in a git repository, so there is no earlier state of it.',
    help: () => 'Run `git init` and commit it, or leave the comparison away.',
  },
  'git-ref-not-found': {
    severity: 'error',
    message: (p: { ref: string; repository: 'whole' | 'shallow' }) =>
      `\`${p.ref}\` is not in this ${p.repository === 'shallow' ? 'shallow clone' : 'repository'}.`,
  },
  'no-merge-base': {
    severity: 'error',
    message: (p: { ref: string; repository: 'whole' | 'shallow' }) =>
      `\`HEAD\` and \`${p.ref}\` have no common commit in this ${p.repository === 'shallow' ? 'shallow clone' : 'repository'}.`,
  },
  'git-failed': {
    severity: 'error',
    message: (p: { reason: string }) => `Git refused: ${p.reason}.`,
    help: () => 'Run the same git command by hand to see more.',
  },
});
