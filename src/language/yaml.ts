import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { type Diagnostic, type Outcome, spanAt, type TextEdit } from '../diagnostics/index.js';
import { findListSuffix } from './flow-list-suffix.js';
import { MAX_DEPTH, MAX_FILE_BYTES, report } from './messages.js';
import type { Node } from './node.js';
import { buildTree } from './yaml-tree.js';

/** More list suffixes than this in one file are left to the next run. */
const MAX_LIST_SUFFIXES = 100;

/** Reads one YAML 1.2 (or JSON) document. The value is undefined for an empty file and for one that cannot be trusted. */
export function parseYaml(file: string, text: string): Outcome<Node | undefined> {
  if (text.length > MAX_FILE_BYTES) {
    const problem = report('file-too-large', spanAt(file, 0), { file, bytes: Buffer.byteLength(text) });
    return { value: undefined, diagnostics: [problem] };
  }
  const read = readEvents(file, text);
  if (!read.events) return { value: undefined, diagnostics: read.diagnostics };
  const tree = buildTree(file, text, read.events, read.corrections);
  return { value: tree.value, diagnostics: [...read.diagnostics, ...tree.diagnostics] };
}

interface EventsRead {
  readonly events: readonly Event[] | undefined;
  readonly corrections: readonly TextEdit[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Masks each `T[]` in a flow collection with letters of the same length, so that the rest of the file is still read. */
function readEvents(file: string, text: string): EventsRead {
  const corrections: TextEdit[] = [];
  const diagnostics: Diagnostic[] = [];
  let masked = text;
  for (;;) {
    try {
      return { events: parseEvents(masked, { maxDepth: MAX_DEPTH }), corrections, diagnostics };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const position = error.mark?.position ?? 0;
      const found = corrections.length < MAX_LIST_SUFFIXES ? findListSuffix(file, masked, position) : undefined;
      if (!found)
        return { events: undefined, corrections, diagnostics: [...diagnostics, syntaxError(file, text, error)] };
      const { span } = found;
      const params = { written: text.slice(span.start, span.end), safe: found.text };
      const fix = { title: `Write \`${found.text}\``, safety: 'safe' as const, edits: [found] };
      diagnostics.push(report('flow-list-suffix', span, params, { fix }));
      corrections.push(found);
      masked = masked.slice(0, span.start) + '_'.repeat(span.end - span.start) + masked.slice(span.end);
    }
  }
}

function syntaxError(file: string, text: string, error: YAMLException): Diagnostic {
  const position = Math.min(error.mark?.position ?? 0, text.length);
  const span = spanAt(file, position, Math.min(position + 1, text.length));
  if (error.reason.startsWith('nesting exceeded')) return report('yaml-too-deep', span, undefined);
  const tab = tabInIndentation(text, position);
  if (tab !== undefined) return report('yaml-tab', spanAt(file, tab, tab + 1), undefined);
  return report('yaml-syntax', span, { problem: error.reason });
}

/** The first tab among the white space that the line of `position` begins with. */
function tabInIndentation(text: string, position: number): number | undefined {
  const lineStart = text.lastIndexOf('\n', position - 1) + 1;
  const tab = /^ *\t/.exec(text.slice(lineStart, lineStart + 1000));
  return tab ? lineStart + tab[0].length - 1 : undefined;
}
