import { didYouMean } from '../diagnostics/index.js';
import type { DataPoint } from '../model/data-flow/data-flow.js';
import type { FieldProblem, FieldResolution, NearMiss } from '../model/data-flow/field-source.js';

/** Why a field has no value, as the end of a sentence. */
export function explainProblem(problem: FieldProblem): string {
  switch (problem.kind) {
    case 'missing':
      return 'no message seen before carries a field of that name';
    case 'ambiguous':
      return `parallel branches each carry it (${quoted(problem.messages)})`;
    case 'type-differs':
      return `${code(problem.from)} is ${code(problem.have)}, and ${code(problem.want)} is wanted`;
    case 'unknown-root':
      return `${code(problem.root)} is neither a message nor a variable of this saga`;
    case 'never-seen':
      return `${code(problem.message)} has not come before this place`;
    case 'unknown-path':
      return `${code(problem.message)} has no ${code(problem.part)} there`;
  }
}

/** Why a value is not there on every path, as the end of a sentence. */
export function explainMaybe(messages: readonly string[]): string {
  if (messages.length === 0) return 'its value may be absent';
  return `${quoted(messages)} may not have come by then, or may lack it`;
}

/** What to do about a field without a value. */
export function helpFor(
  resolution: Extract<FieldResolution, { kind: 'unfilled' | 'maybe' }>,
  point: DataPoint,
): string {
  if (resolution.kind === 'unfilled') {
    const names = knownNames(resolution.problem);
    const meant = names && didYouMean(names.wanted, names.known);
    if (meant) return meant;
    if (resolution.nearMisses.length > 0) return `${write(resolution, point)} Close: ${near(resolution.nearMisses)}.`;
  }
  return `${write(resolution, point)} Or make the field optional.`;
}

/** Near misses in one line: "`OrderPlaced.total` (`Money`, fits)". */
export function near(misses: readonly NearMiss[]): string {
  return misses.map((miss) => `${code(miss.path)} (${code(miss.type)}, ${miss.why})`).join(', ');
}

function write(resolution: FieldResolution, point: DataPoint): string {
  const place = point.use === 'undo' ? '`undo.with`' : '`with`';
  return `Say where \`${resolution.field.name}\` comes from in ${place}.`;
}

/** The name that was not understood, with the ones that would have been. */
export function knownNames(problem: FieldProblem): { wanted: string; known: readonly string[] } | undefined {
  switch (problem.kind) {
    case 'unknown-root':
      return { wanted: problem.root, known: problem.known };
    case 'never-seen':
      return { wanted: problem.message, known: problem.known };
    case 'unknown-path':
      return { wanted: problem.part, known: problem.known };
    case 'missing':
    case 'ambiguous':
    case 'type-differs':
      return undefined;
  }
}

function quoted(names: readonly string[]): string {
  return names.map(code).join(', ');
}

function code(text: string): string {
  return `\`${text}\``;
}
