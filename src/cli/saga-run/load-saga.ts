import { compileSaga } from '../../compile/compile-saga.js';
import { type Diagnostic, didYouMean } from '../../diagnostics/index.js';
import type { Catalog } from '../../model/index.js';
import { isError, readForUse } from '../../pipeline.js';
import type { SagaDefinition } from '../../runtime/index.js';
import type { CliContext } from '../context.js';
import type { ExitCode } from '../exit.js';
import { problem, refuse } from '../problems.js';
import { refuseFindings } from '../refuse-findings.js';

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
  const refusal = problem('catalog-has-errors', undefined, { saga: name });
  if (!catalog || read.diagnostics.some(isError)) return { exit: await refuseFindings(context, root, read, refusal) };
  const saga = catalog.sagas.get(name);
  if (!saga) return { exit: refuse(context, unknownSaga(catalog, name)) };
  const compiled = compileSaga(catalog, saga);
  if (!compiled.value) {
    return { exit: await refuseFindings(context, root, { ...read, diagnostics: compiled.diagnostics }, refusal) };
  }
  return { catalog, definition: compiled.value };
}

function unknownSaga(catalog: Catalog, saga: string): Diagnostic {
  const help = didYouMean(saga, catalog.sagas.keys());
  return problem('unknown-saga', undefined, { saga }, help === undefined ? {} : { help });
}
