import type { Render } from './reporter.js';

export interface ReporterEntry {
  readonly id: string;
  readonly summary: string;
  /** Loads the reporter's code: a run needs one or two of them. */
  readonly load: () => Promise<Render>;
}

/** Every format of findings, sorted by id. */
export const reporters: readonly ReporterEntry[] = [
  {
    id: 'checkstyle',
    summary: "Checkstyle's XML, which many servers read",
    load: async () => (await import('./checkstyle.js')).renderCheckstyle,
  },
  {
    id: 'compact',
    summary: 'one line a finding; the default in a pipe',
    load: async () => (await import('./compact.js')).renderCompact,
  },
  {
    id: 'github',
    summary: 'annotations of GitHub Actions',
    load: async () => (await import('./github.js')).renderGithub,
  },
  {
    id: 'gitlab',
    summary: "GitLab's code quality report",
    load: async () => (await import('./gitlab.js')).renderGitlab,
  },
  {
    id: 'json',
    summary: 'for programs, with a published schema',
    load: async () => (await import('./json.js')).renderJson,
  },
  {
    id: 'junit',
    summary: "JUnit's XML, for test reports",
    load: async () => (await import('./junit.js')).renderJunit,
  },
  {
    id: 'markdown',
    summary: 'for comments and job summaries',
    load: async () => (await import('./markdown.js')).renderMarkdown,
  },
  {
    id: 'pretty',
    summary: 'code frames and colour; the default in a terminal',
    load: async () => (await import('./pretty.js')).renderPretty,
  },
  {
    id: 'sarif',
    summary: 'SARIF 2.1.0, for code scanning',
    load: async () => (await import('./sarif.js')).renderSarif,
  },
];
