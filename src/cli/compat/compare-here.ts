import type { Diagnostic } from '../../diagnostics/index.js';
import type { Catalog } from '../../model/index.js';
import { isError } from '../../read-catalog.js';
import { type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { locateCatalog } from '../paths.js';
import { refuse } from '../problems.js';
import { tellDiagnostics } from '../refuse-findings.js';
import { type ComparedCatalog, type Comparing, compareCatalog } from './compare-catalog.js';

/** A catalog that was found, read and compared; `errors` are those of today's state, and are told already. */
export interface ComparedHere extends ComparedCatalog {
  readonly root: string;
  readonly catalog: Catalog;
  readonly errors: readonly Diagnostic[];
}

/** Compares the catalog in `dir` for a command, and tells what cannot be read or compared; an exit code where nothing can. */
export async function compareHere(
  context: CliContext,
  dir: string | undefined,
  flags: Comparing,
): Promise<ComparedHere | ExitCode> {
  const { host, io } = context;
  const { value: root, diagnostics } = locateCatalog(host, dir);
  if (root === undefined) return refuse(context, ...diagnostics);
  const { value: compared, diagnostics: refused } = await compareCatalog(host, root, flags);
  if (!compared) return refuse(context, ...refused);
  const { catalog, diagnostics: found } = compared.checked;
  const errors = found.filter(isError);
  if (errors.length > 0) await tellDiagnostics(context, root, { ...compared.checked, diagnostics: errors });
  for (const note of compared.notes) print(io.err, note);
  return catalog ? { ...compared, root, catalog, errors } : EXIT.input;
}
