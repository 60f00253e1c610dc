import { markdownFence } from './markdown.js';

/** What a rule or an invariant says of itself, without layout: the terminal and the documentation each print the same. */
export interface CodePage {
  readonly id: string;
  /** Severity, group, first version and the like, each a few words. */
  readonly facts: readonly string[];
  readonly summary: string;
  /** One text a paragraph, without line breaks. */
  readonly why: readonly string[];
  /** Definitions in YAML, without blank lines around them. */
  readonly examples?: CodeExamples;
}

export interface CodeExamples {
  /** `sagac.yaml` of both, where something in it matters. */
  readonly settings?: string;
  readonly bad: string;
  readonly good: string;
}

/** What stands in the place of examples where there cannot be any. */
export const NO_EXAMPLES = 'No definition can break it: it watches the engine.';

/** Paragraphs of a text, which are apart by blank lines, each on one line. */
export function paragraphs(text: string): readonly string[] {
  const found = text.trim().split(/\n\s*\n/);
  return found.map((paragraph) => paragraph.replace(/\s+/g, ' '));
}

/** Examples without the blank lines that make them readable in code. */
export function trimmedExamples({ settings, bad, good }: CodeExamples): CodeExamples {
  return { ...(settings !== undefined && { settings: trimmed(settings) }), bad: trimmed(bad), good: trimmed(good) };
}

function trimmed(text: string): string {
  return text.replace(/^\n+|\s+$/g, '');
}

/** The page as blocks of Markdown. */
export function codePageBlocks({ id, facts, summary, why, examples }: CodePage): readonly string[] {
  const shown = examples === undefined ? [NO_EXAMPLES] : exampleBlocks(examples);
  return [`# ${id}`, facts.join(' · '), summary, '## Why', ...why, ...shown];
}

function exampleBlocks({ settings, bad, good }: CodeExamples): readonly string[] {
  const given = settings === undefined ? [] : ['With this `sagac.yaml`:', markdownFence('yaml settings', settings)];
  return [...given, '## Wrong', markdownFence('yaml', bad), '## Right', markdownFence('yaml', good)];
}
