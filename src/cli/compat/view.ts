import type { CompatReport } from '../../compat/finding.js';
import type { Span } from '../../diagnostics/index.js';
import type { ColorLevel } from '../color.js';

/** What every format of a comparison is told beside the report. */
export interface CompatView {
  /** What was compared, as a person would say it: the catalog's name, or two files. */
  readonly subject: string;
  /** The folder of the catalog as seen from where the command runs, with `/`; empty when it is that folder. */
  readonly base: string;
  readonly version: string;
  /** Texts of the present files by path, and of earlier ones by what `oldFile` makes of theirs. */
  readonly sources: ReadonlyMap<string, string>;
  readonly columns: number;
  readonly color: ColorLevel;
}

export type CompatRenderer = (report: CompatReport, view: CompatView) => string;

/**
 * How a file of an earlier state is called, so that it is not taken for the present one: `orders.yaml@main`. Where that state
 * is this very file, it has its own name.
 */
export function oldFile(file: string, against: string): string {
  return file === against ? file : `${file}@${against}`;
}

/** A place in an earlier state. */
export function oldSpan(span: Span, against: string): Span {
  return { ...span, file: oldFile(span.file, against) };
}
