import { type Node, nodeAt } from '../../language/node.js';
import { compilePattern } from '../values/match-pattern.js';
import type { BuildContext } from './build-context.js';
import { modelDiagnostic } from './messages.js';
import { textOf } from './read.js';

/** The `pattern` of a value, or that of another `keyword`. One that is no regular expression as JSON Schema means it is reported and left out. */
export function patternAt(context: BuildContext, node: Node, keyword = 'pattern'): string | undefined {
  const written = nodeAt(node, keyword);
  const pattern = textOf(written);
  if (written === undefined || pattern === undefined || compilePattern(pattern)) return pattern;
  context.report(modelDiagnostic('invalid-pattern', written.span, { pattern }));
  return undefined;
}
