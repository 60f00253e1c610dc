import { reporters } from '../reporters/index.js';
import type { Render } from '../reporters/reporter.js';
import { toDiagnostics, withoutOldPlace } from './to-diagnostics.js';
import type { CompatRenderer } from './view.js';

export interface CompatFormat {
  readonly id: string;
  readonly summary: string;
  /** Loads the format's code: a run needs one or two of them. */
  readonly load: () => Promise<CompatRenderer>;
}

/** Formats that show both states. */
const OWN: readonly CompatFormat[] = [
  {
    id: 'json',
    summary: 'for programs, with a published schema',
    load: async () => (await import('./render-json.js')).renderJson,
  },
  {
    id: 'markdown',
    summary: 'a comment on a pull request',
    load: async () => (await import('./render-markdown.js')).renderMarkdown,
  },
  {
    id: 'pretty',
    summary: 'both states with code frames; the default in a terminal',
    load: async () => (await import('./render-pretty.js')).renderPretty,
  },
];

/** Every format of a comparison, sorted by id: those of its own, and those of findings in general. */
export const compatFormats: readonly CompatFormat[] = [
  ...OWN,
  ...reporters
    .filter(({ id }) => !OWN.some((own) => own.id === id))
    .map(({ id, summary, load }) => ({ id, summary, load: async () => asFindings(await load(), NEEDS_FILES.has(id)) })),
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** These lead to lines of files that are there; what is gone is told without a line. */
const NEEDS_FILES: ReadonlySet<string> = new Set(['checkstyle', 'github', 'gitlab', 'sarif']);

function asFindings(render: Render, needsFiles: boolean): CompatRenderer {
  return (report, view) => {
    const found = toDiagnostics(report);
    const shown = needsFiles ? found.map(withoutOldPlace) : found;
    return render(shown, view.sources, { ...view, rules: [] });
  };
}
