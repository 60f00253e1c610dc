import type { SimulationRenderer } from './view.js';

export interface SimulationFormat {
  readonly id: string;
  readonly summary: string;
  /** Loads the format's code: a run needs one or two of them. */
  readonly load: () => Promise<SimulationRenderer>;
}

/** Every format of a simulation, sorted by id. */
export const simulationFormats: readonly SimulationFormat[] = [
  {
    id: 'json',
    summary: 'for programs, with a published schema',
    load: async () => (await import('./json.js')).renderJson,
  },
  {
    id: 'markdown',
    summary: 'for a pull request or a wiki, with diagrams',
    load: async () => (await import('./markdown.js')).renderMarkdown,
  },
  {
    id: 'mermaid',
    summary: 'the counterexamples as one sequence diagram',
    load: async () => (await import('./mermaid.js')).renderMermaid,
  },
  {
    id: 'text',
    summary: 'for a person; the default',
    load: async () => (await import('./text.js')).renderText,
  },
];
