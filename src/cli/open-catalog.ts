import type { Catalog } from '../model/index.js';
import { isError, readCatalog } from '../read-catalog.js';
import type { CliContext } from './context.js';
import { print } from './context.js';
import { EXIT, type ExitCode } from './exit.js';
import { locateCatalog } from './paths.js';
import { refuse } from './problems.js';
import { reportOptions } from './report.js';
import { renderCompact } from './reporters/compact.js';
import { verdict } from './verdict.js';

/** A catalog to look at, and the exit code that looking at it has: it may be shown although parts of it are wrong. */
export interface OpenedCatalog {
  readonly value: Catalog | undefined;
  readonly exit: ExitCode;
}

/** Finds and reads a catalog for a command that shows it. What is wrong goes to `err`, one line each. */
export async function openCatalog(context: CliContext, dir: string | undefined): Promise<OpenedCatalog> {
  const { value: root, diagnostics } = locateCatalog(context.host, dir);
  if (root === undefined) return { value: undefined, exit: refuse(context, ...diagnostics) };
  const checked = await readCatalog(context.host, root);
  const errors = checked.diagnostics.filter(isError);
  if (errors.length === 0) return { value: checked.catalog, exit: EXIT.clean };
  const options = reportOptions(context, { root, checked, rules: [] }, context.io.err);
  print(context.io.err, renderCompact(errors, checked.texts, options));
  return { value: checked.catalog, exit: verdict(errors, { failOn: 'error' }) };
}
