import type { Outcome } from '../diagnostics/index.js';
import { type MapNode, type Node, toValue } from './node.js';
import { cutPaths, pruneMap } from './prune.js';
import { type ShapeKind, shapeDiagnostics } from './shape-messages.js';
import { catalog, rules, type ShapeError, type ShapeValidator, settings } from './shapes.generated.js';

const VALIDATORS: Readonly<Record<ShapeKind, ShapeValidator>> = { catalog, settings, rules };

/**
 * Checks a file against the schema of its kind. The value is the map without what has the wrong shape (the broken key of a
 * definition, not the definition), so that whoever reads it can rely on the schema; unknown keys stay in.
 */
export function checkShape(kind: ShapeKind, root: Node): Outcome<MapNode | undefined> {
  const validate = VALIDATORS[kind];
  validate(toValue(root));
  const errors = (validate.errors ?? []).filter((error) => !isEcho(error));
  validate.errors = null;
  const value = root.kind === 'map' ? pruneMap(root, cutPaths(errors)) : undefined;
  return { value, diagnostics: errors.length === 0 ? [] : shapeDiagnostics(kind, root, errors) };
}

/** Errors that only repeat that another one was found. */
function isEcho(error: ShapeError): boolean {
  return error.keyword === 'if' || error.keyword === 'propertyNames';
}
