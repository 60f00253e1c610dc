import { type Diagnostic, didYouMean, type Outcome } from '../diagnostics/index.js';
import { problem } from './problems.js';
import { type ReporterEntry, reporters } from './reporters/index.js';

/** A format, and the file that it goes to; without one, to the standard output. */
export interface FormatChoice<Format = ReporterEntry> {
  readonly reporter: Format;
  readonly file?: string;
}

/**
 * Reads the values of `--format` of a command that prints findings. Without a format for it, the standard output gets the
 * default for the stream: `pretty` for a person, `compact` for a pipe.
 */
export function chooseFormats(values: readonly string[], terminal: boolean): Outcome<readonly FormatChoice[]> {
  return chooseAmong(reporters, values, terminal ? 'pretty' : 'compact');
}

/** Reads the values of `--format`. Where all of them name files, the format `usual` still goes to the standard output. */
export function chooseAmong<Format extends { readonly id: string }>(
  formats: readonly Format[],
  values: readonly string[],
  usual: string,
): Outcome<readonly FormatChoice<Format>[]> {
  const chosen: FormatChoice<Format>[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const value of values) {
    const [id = '', ...rest] = value.split('=');
    const reporter = formats.find((entry) => entry.id === id);
    if (!reporter) diagnostics.push(unknownFormat(formats, id));
    else if (rest.length > 0 && rest.join('=') === '')
      diagnostics.push(problem('format-without-file', undefined, { id }));
    else chosen.push({ reporter, ...(rest.length > 0 && { file: rest.join('=') }) });
  }
  const shown = chosen.filter((choice) => choice.file === undefined);
  if (shown.length > 1) {
    const names = shown.map((choice) => `\`${choice.reporter.id}\``).join(' and ');
    diagnostics.push(problem('several-formats-on-stdout', undefined, { formats: names }));
  }
  const files = chosen.flatMap(({ file }) => file ?? []);
  const twice = new Set(files.filter((file, index) => files.indexOf(file) < index));
  for (const path of twice) diagnostics.push(problem('several-formats-in-a-file', undefined, { path }));
  const added = shown.length > 0 ? [] : formats.filter((entry) => entry.id === usual);
  return { value: [...added.map((reporter) => ({ reporter })), ...chosen], diagnostics };
}

function unknownFormat(formats: readonly { readonly id: string }[], format: string): Diagnostic {
  const ids = formats.map((entry) => entry.id);
  const help = didYouMean(format, ids) ?? `Choose one of ${ids.map((id) => `\`${id}\``).join(', ')}.`;
  return problem('unknown-format', undefined, { format }, { help });
}
