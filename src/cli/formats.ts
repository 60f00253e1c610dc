import { type Diagnostic, didYouMean, type Outcome } from '../diagnostics/index.js';
import { problem } from './problems.js';
import { type ReporterEntry, reporters } from './reporters/index.js';

/** A format, and the file that it goes to; without one, to the standard output. */
export interface FormatChoice {
  readonly reporter: ReporterEntry;
  readonly file?: string;
}

/**
 * Reads the values of `--format`. Where all of them name files, the default for the stream (`pretty` for a person,
 * `compact` for a pipe) still goes to the standard output.
 */
export function chooseFormats(values: readonly string[], terminal: boolean): Outcome<readonly FormatChoice[]> {
  const chosen: FormatChoice[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const value of values) {
    const [id = '', ...rest] = value.split('=');
    const reporter = reporters.find((entry) => entry.id === id);
    if (!reporter) diagnostics.push(unknownFormat(id));
    else if (rest.length > 0 && rest.join('=') === '')
      diagnostics.push(problem('format-without-file', undefined, { id }));
    else chosen.push({ reporter, ...(rest.length > 0 && { file: rest.join('=') }) });
  }
  const shown = chosen.filter((choice) => choice.file === undefined);
  if (shown.length > 1) {
    const formats = shown.map((choice) => `\`${choice.reporter.id}\``).join(' and ');
    diagnostics.push(problem('several-formats-on-stdout', undefined, { formats }));
  }
  const usual = reporters.filter((entry) => entry.id === (terminal ? 'pretty' : 'compact'));
  const value = shown.length > 0 ? chosen : [...usual.map((reporter) => ({ reporter })), ...chosen];
  return { value, diagnostics };
}

function unknownFormat(format: string): Diagnostic {
  const ids = reporters.map((entry) => entry.id);
  const help = didYouMean(format, ids) ?? `Choose one of ${ids.map((id) => `\`${id}\``).join(', ')}.`;
  return problem('unknown-format', undefined, { format }, { help });
}
