import { compileSaga } from '../../compile/compile-saga.js';
import { covers } from '../../diagnostics/index.js';
import type { Catalog } from '../../model/index.js';
import type { Finding } from '../rule.js';

/** What the compiler refuses in the sagas of a catalog under one of its codes; a name of nothing is unknown-reference's to report. */
export function compilerFindings(catalog: Catalog, wanted: string): readonly Finding[] {
  const unknown = catalog.unresolved.map((reference) => reference.ref.span);
  return [...catalog.sagas.values()].flatMap((saga) =>
    compileSaga(catalog, saga).diagnostics.flatMap(({ code, span, message, help, labels }) => {
      if (code !== wanted || !span || unknown.some((ref) => covers(span, ref))) return [];
      return [{ span, message, element: saga, ...(help !== undefined && { help }), ...(labels && { labels }) }];
    }),
  );
}
