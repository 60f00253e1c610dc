import type { Diagnostic } from '../diagnostics/index.js';
import type { Catalog, NameRef, TypeDef } from '../model/index.js';
import { resolveType } from '../model/values/value-type.js';
import { generateDiagnostic } from './messages.js';

/** Types that no language can express: names that stand only for each other, and cases that cannot carry a discriminator. */
export function typeProblems(catalog: Catalog): readonly Diagnostic[] {
  return [...catalog.types.values()].flatMap((type) => [
    ...circleProblems(catalog, type),
    ...caseProblems(catalog, type),
  ]);
}

function circleProblems(catalog: Catalog, type: TypeDef): Diagnostic[] {
  const seen = new Set<string>();
  let front = bareNames(type);
  while (front.length > 0) {
    const fresh = front.filter((ref) => !seen.has(ref.name));
    if (fresh.some((ref) => ref.name === type.id)) {
      return [generateDiagnostic('endless-type', type.nameSpan, { type: type.id }, { element: `type ${type.id}` })];
    }
    for (const ref of fresh) seen.add(ref.name);
    front = fresh.flatMap((ref) => bareNames(catalog.types.get(ref.name)));
  }
  return [];
}

/** Names that a type is made of with nothing between: what an alias stands for, and the cases of a union. */
function bareNames(type: TypeDef | undefined): readonly NameRef[] {
  if (type?.shape === 'union') return type.cases.map((entry) => entry.type);
  if (type?.shape !== 'scalar') return [];
  const inner = type.type.kind === 'nullable' ? type.type.inner : type.type;
  return inner.kind === 'named' ? [inner.ref] : [];
}

function caseProblems(catalog: Catalog, type: TypeDef): Diagnostic[] {
  if (type.shape !== 'union') return [];
  const bad = type.cases.filter((entry) => {
    const { kind } = resolveType(catalog, { kind: 'named', ref: entry.type });
    return kind !== 'record' && kind !== 'union' && kind !== 'unknown';
  });
  return bad.map(({ type: ref }) =>
    generateDiagnostic(
      'union-case-not-record',
      ref.span,
      { union: type.id, type: ref.name },
      { element: `type ${type.id}` },
    ),
  );
}
