import type { Catalog, NameRef } from '../model/index.js';
import { printType } from '../model/values/print-type.js';
import { fieldNamesOf, resolveType, typeAtPath, type ValueType } from '../model/values/value-type.js';
import { reportUnknownName } from './compile-call.js';
import type { CompileContext } from './compile-context.js';
import { compileDiagnostic } from './messages.js';

/** Checks that the start message always has the field, and that its value can name a run. */
export function checkCorrelation(context: CompileContext, start: NameRef, correlation: NameRef): void {
  const { catalog } = context;
  if (typeAtPath(catalog, start.name, []) === undefined) return;
  const type = typeAtPath(catalog, start.name, [correlation.name]);
  if (type === undefined) {
    const known = fieldNamesOf(catalog, start.name);
    reportUnknownName(context, `field of \`${start.name}\``, correlation, known);
    return;
  }
  const problem = problemOf(catalog, type);
  if (problem === undefined) return;
  const params = { field: `${start.name}.${correlation.name}`, problem };
  context.diagnostics.push(compileDiagnostic('saga-correlation-type', correlation.span, params));
}

function problemOf(catalog: Catalog, { type, optional, nullable }: ValueType): string | undefined {
  if (optional) return 'it may be absent';
  if (nullable) return 'it may be null';
  return isName(catalog, type) ? undefined : `it is \`${printType(type)}\``;
}

function isName(catalog: Catalog, type: ValueType['type']): boolean {
  const resolved = resolveType(catalog, type);
  switch (resolved.kind) {
    case 'primitive':
      return !['boolean', 'float', 'double', 'bytes'].includes(resolved.name);
    case 'decimal':
    case 'enum':
    case 'unknown':
      return true;
    case 'list':
    case 'map':
    case 'record':
    case 'union':
    case 'json':
    case 'anyOf':
      return false;
  }
}
