import type { Standing } from './step-standing.js';

/** Where a line begins; without a label it is the usual way. */
export interface Exit {
  readonly node: string;
  readonly label?: string;
}

export type Shape = 'box' | 'round' | 'slanted' | 'diamond';

/** Collects nodes and lines of a Mermaid flowchart. */
export interface Flowchart {
  /** Adds a node of several lines of text, and gives its id. */
  node(shape: Shape, lines: readonly string[], standing: Standing): string;
  connect(from: readonly Exit[], to: string): void;
  text(): string;
}

/** Makes an empty flowchart. Whatever stands in texts, none of it is read as Mermaid. */
export function createFlowchart(): Flowchart {
  const lines: string[] = [];
  let count = 0;
  return {
    node(shape, texts, standing) {
      count += 1;
      const [open, close] = SHAPES[shape];
      lines.push(`n${count}${open}"${texts.map(mermaidText).join('<br/>')}"${close}:::${standing}`);
      return `n${count}`;
    },
    connect(from, to) {
      for (const { node, label } of from) {
        lines.push(label === undefined ? `${node} --> ${to}` : `${node} -. "${mermaidText(label)}" .-> ${to}`);
      }
    },
    text: () => ['flowchart TD', ...[...lines, ...CLASSES].map((line) => `  ${line}`), ''].join('\n'),
  };
}

const SHAPES: Readonly<Record<Shape, readonly [open: string, close: string]>> = {
  box: ['[', ']'],
  round: ['([', '])'],
  slanted: ['[/', '/]'],
  diamond: ['{', '}'],
};

const COLOURS: Readonly<Record<Standing, string>> = {
  done: 'fill:#d3f9d8,stroke:#2b8a3e,color:#111',
  undone: 'fill:#ffe8cc,stroke:#d9480f,color:#111',
  failed: 'fill:#ffc9c9,stroke:#c92a2a,color:#111',
  waiting: 'fill:#fff3bf,stroke:#e67700,color:#111',
  skipped: 'fill:#f1f3f5,stroke:#868e96,color:#555,stroke-dasharray:4',
  open: 'fill:#fff,stroke:#adb5bd,color:#555',
};

const CLASSES: readonly string[] = Object.entries(COLOURS).map(([name, style]) => `classDef ${name} ${style}`);

/** Text as it may stand in a Mermaid diagram: all but letters, digits and what no parser minds is written as a number. */
export function mermaidText(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,_-]/gu, (character) => `#${character.codePointAt(0)};`);
}
