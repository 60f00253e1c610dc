import { type Span, spanAt } from '../../diagnostics/index.js';
import type { ScalarNode } from '../../language/node.js';
import type { TypeExpr } from '../type.js';
import type { BuildContext } from './build-context.js';
import { modelDiagnostic } from './messages.js';
import { type ParsedType, parseType } from './parse-type.js';

/** Stands in for a type that could not be read, so that its field still has a name to refer to. */
export const FALLBACK_TYPE: TypeExpr = { kind: 'primitive', name: 'string' };

/** Reads the type expression of a scalar; what is wrong with it is reported at the very character. */
export function readType(context: BuildContext, node: ScalarNode): ParsedType {
  const spanOf = (start: number, end: number) => spanInScalar(node, start, end);
  const parsed = parseType(node.text, spanOf);
  if (!('problem' in parsed)) return parsed;
  const { message, help, start, end } = parsed.problem;
  context.report(modelDiagnostic('invalid-type', spanOf(start, end), { problem: message }, help ? { help } : {}));
  return { type: FALLBACK_TYPE, optional: false, nullable: false };
}

/** Place of a stretch of a scalar's text; of the whole scalar where escapes or line breaks hide it. */
function spanInScalar(node: ScalarNode, start: number, end: number): Span {
  const { span, text, quoted } = node;
  const quotes = quoted ? 1 : 0;
  if (span.end - span.start !== text.length + 2 * quotes) return span;
  return spanAt(span.file, span.start + quotes + start, span.start + quotes + end);
}
