import type { Diagnostic, Span } from '../../../diagnostics/index.js';
import { nodeAt } from '../../../language/node.js';
import type { Catalog, Field } from '../../../model/index.js';
import { generateDiagnostic } from '../../messages.js';
import { partsOfDef, partsOfFields } from '../../walk-types.js';

/** Patterns that are no regular expressions as JSON Schema means them (ECMAScript with the `u` flag). */
export function patternProblems(catalog: Catalog): readonly Diagnostic[] {
  const payloads = [...catalog.events.values(), ...catalog.commands.values()].map((message) => message.payload.fields);
  const types = [...catalog.types.values()].flatMap((type) => {
    const own = type.shape === 'record' ? fieldsBelow(type.fields) : innerFields(partsOfDef(type));
    const scalar = type.shape === 'scalar' ? problem(type.id, type.constraints.pattern, placeOf(type)) : [];
    return [...scalar, ...own.flatMap(fieldProblem)];
  });
  return [...payloads.flatMap((fields) => fieldsBelow(fields).flatMap(fieldProblem)), ...types];
}

function placeOf(type: { readonly node: Parameters<typeof nodeAt>[0]; readonly nameSpan: Span }): Span {
  return nodeAt(type.node, 'pattern')?.span ?? type.nameSpan;
}

function fieldsBelow(fields: readonly Field[]): readonly Field[] {
  return [...fields, ...innerFields(partsOfFields(fields))];
}

function innerFields(parts: ReturnType<typeof partsOfFields>): readonly Field[] {
  return parts.flatMap((part) => (part.kind === 'record' ? part.fields : []));
}

function fieldProblem(field: Field): readonly Diagnostic[] {
  return problem(field.name, field.constraints.pattern, field.nameSpan);
}

function problem(name: string, pattern: string | undefined, span: Span): readonly Diagnostic[] {
  if (pattern === undefined || isPattern(pattern)) return [];
  return [generateDiagnostic('invalid-pattern', span, { name })];
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
