/**
 * Paths give every run of a step its own identity. A step of the saga itself has its name for a path; the second try of
 * a step is `Name.2`; inside round 2 of a loop it is `Loop.2/Name`, in the handler of the first try of a step
 * `Name.1/Inner`. Names have no dot and no slash, so a path says where it belongs.
 */

/** The path of a step inside a scope, which is empty or ends with a slash. */
export function stepPath(scope: string, name: string): string {
  return `${scope}${name}`;
}

/** The path of the nth try of a step, counted from 1; `path` is that of the first. */
export function tryPath(path: string, number: number): string {
  return number === 1 ? path : `${path}.${number}`;
}

/** The scope of a round of a loop, or of what handles the failure of the nth try of a step. */
export function innerScope(path: string, number: number): string {
  return `${path}.${number}/`;
}

/** The name of the step that a path belongs to. */
export function nameOfPath(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1);
  const dot = last.indexOf('.');
  return dot === -1 ? last : last.slice(0, dot);
}

/** Which try of its step a path is. */
export function tryOfPath(path: string): number {
  const last = path.slice(path.lastIndexOf('/') + 1);
  const dot = last.indexOf('.');
  return dot === -1 ? 1 : Number(last.slice(dot + 1));
}

/** The scope that a path stands in. */
export function scopeOfPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** A scope and all around it, the innermost first; the last is the empty one. */
export function scopesAround(scope: string): readonly string[] {
  if (scope === '') return [''];
  return [scope, ...scopesAround(scopeOfPath(scope.slice(0, -1)))];
}

/** The loop or step whose round or handler a scope is, and its number. */
export function ownerOfScope(scope: string): { readonly path: string; readonly number: number } | undefined {
  if (scope === '') return undefined;
  const dot = scope.lastIndexOf('.');
  return { path: scope.slice(0, dot), number: Number(scope.slice(dot + 1, -1)) };
}
