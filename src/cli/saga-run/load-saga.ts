import { compileSaga } from '../../compile/compile-saga.js';
import { type Diagnostic, didYouMean } from '../../diagnostics/index.js';
import type { Catalog } from '../../model/index.js';
import { type CheckedCatalog, isError, readForUse } from '../../pipeline.js';
import type { SagaDefinition } from '../../runtime/index.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { chooseFormats } from '../formats.js';
import { problem, refuse } from '../problems.js';
import { writeReport } from '../report.js';
import { verdict } from '../verdict.js';

export interface LoadedSaga {
  readonly catalog: Catalog;
  readonly definition: SagaDefinition;
}

/** Reads the catalog and compiles one saga of it; or has told why that is impossible, and gives the exit code. */
export async function loadSaga(
  context: CliContext,
  root: string,
  name: string,
): Promise<LoadedSaga | { readonly exit: ExitCode }> {
  const read = await readForUse(context.host, root);
  const { catalog } = read;
  if (!catalog || read.diagnostics.some(isError)) return { exit: await refuseFindings(context, root, name, read) };
  const saga = catalog.sagas.get(name);
  if (!saga) return { exit: refuse(context, unknownSaga(catalog, name)) };
  const compiled = compileSaga(catalog, saga);
  if (!compiled.value) {
    return { exit: await refuseFindings(context, root, name, { ...read, diagnostics: compiled.diagnostics }) };
  }
  return { catalog, definition: compiled.value };
}

async function refuseFindings(
  context: CliContext,
  root: string,
  saga: string,
  checked: CheckedCatalog,
): Promise<ExitCode> {
  const formats = chooseFormats([], context.io.err.terminal).value;
  // The report belongs to the journey that does not begin, not to the output that a caller reads.
  await writeReport({ ...context, io: { ...context.io, out: context.io.err } }, { root, checked, rules: [] }, formats);
  refuse(context, problem('catalog-has-errors', undefined, { saga }));
  return verdict(checked.diagnostics, { failOn: 'error' }) === EXIT.input ? EXIT.input : EXIT.findings;
}

function unknownSaga(catalog: Catalog, saga: string): Diagnostic {
  const help = didYouMean(saga, catalog.sagas.keys());
  return problem('unknown-saga', undefined, { saga }, help === undefined ? {} : { help });
}
