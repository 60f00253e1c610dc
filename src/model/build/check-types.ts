import type { TypeDef, TypeExpr } from '../type.js';
import { resolveType } from '../values/value-type.js';
import type { BuildContext } from './build-context.js';
import { endlessTypes } from './endless-types.js';
import { modelDiagnostic } from './messages.js';

/**
 * Reports types that no language can express. In the result a union that is made of nothing but itself is an alias of
 * itself, which means nothing wherever names are followed: only unions would be gone into without end.
 */
export function checkTypes(context: BuildContext, types: ReadonlyMap<string, TypeDef>): ReadonlyMap<string, TypeDef> {
  const endless = endlessTypes(types);
  const sound = new Map([...types].map(([id, type]) => [id, endless.has(id) ? aliasOfItself(type) : type]));
  for (const [id, type] of types) {
    const element = { element: `type ${id}` };
    if (endless.has(id)) context.report(modelDiagnostic('endless-type', type.nameSpan, { type: id }, element));
    else checkCases(context, sound, type);
  }
  return sound;
}

function aliasOfItself(type: TypeDef): TypeDef {
  const self: TypeExpr = { kind: 'named', ref: { name: type.id, span: type.nameSpan } };
  return Object.freeze({ ...type, shape: 'scalar', type: self, constraints: {}, pii: false, secret: false });
}

function checkCases(context: BuildContext, types: ReadonlyMap<string, TypeDef>, union: TypeDef): void {
  for (const { type } of union.shape === 'union' ? union.cases : []) {
    const { kind } = resolveType({ types }, { kind: 'named', ref: type });
    if (kind === 'record' || kind === 'union' || kind === 'unknown') continue;
    const params = { union: union.id, type: type.name };
    context.report(modelDiagnostic('union-case-not-record', type.span, params, { element: `type ${union.id}` }));
  }
}
