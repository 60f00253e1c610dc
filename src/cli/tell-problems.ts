import type { Diagnostic } from '../diagnostics/index.js';
import { textsOf } from '../read-catalog.js';
import { type CliContext, print } from './context.js';
import { reportOptions } from './report.js';
import { renderCompact } from './reporters/compact.js';

/** Tells what is wrong with a catalog beside what a command is about: one line each on standard error. */
export function tellProblems(context: CliContext, root: string, diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length === 0) return;
  const { host, io } = context;
  const texts = textsOf(host, root, diagnostics);
  const checked = { catalog: undefined, diagnostics, texts, whole: false };
  const options = reportOptions(context, { root, checked, rules: [] }, io.err);
  print(io.err, renderCompact(diagnostics, texts, options));
}
