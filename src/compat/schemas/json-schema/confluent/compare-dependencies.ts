import { compareBelow, found, pathTo } from './findings.js';
import type { DifferenceKind } from './kinds.js';
import type { Findings } from './pair.js';
import type { ObjectShape } from './shape.js';

/** Compares what comes with a property once it is there: other names, or a schema. */
export function compareDependencies(findings: Findings, older: ObjectShape, newer: ObjectShape): void {
  compareNames(findings, older, newer);
  compareSchemas(findings, older, newer);
}

function compareNames(findings: Findings, older: ObjectShape, newer: ObjectShape): void {
  for (const [name, after] of newer.nameDependencies) {
    const before = older.nameDependencies.get(name);
    const kind = before ? namesChange(new Set(before), new Set(after)) : 'DEPENDENCY_ARRAY_ADDED';
    if (kind) found(findings, kind, pathTo('dependencies', name), { from: before, to: after });
  }
  for (const [name, before] of older.nameDependencies) {
    if (!newer.nameDependencies.has(name))
      found(findings, 'DEPENDENCY_ARRAY_REMOVED', pathTo('dependencies', name), { from: before });
  }
}

function namesChange(before: ReadonlySet<string>, after: ReadonlySet<string>): DifferenceKind | undefined {
  const kept = [...before].filter((name) => after.has(name)).length;
  if (kept < before.size) return kept < after.size ? 'DEPENDENCY_ARRAY_CHANGED' : 'DEPENDENCY_ARRAY_NARROWED';
  return kept < after.size ? 'DEPENDENCY_ARRAY_EXTENDED' : undefined;
}

function compareSchemas(findings: Findings, older: ObjectShape, newer: ObjectShape): void {
  for (const [name, node] of newer.schemaDependencies) {
    const path = pathTo('dependencies', name);
    const before = older.schemaDependencies.get(name);
    if (before) compareBelow(findings, path, before, node);
    else found(findings, 'DEPENDENCY_SCHEMA_ADDED', path, { newer: node });
  }
  for (const [name, node] of older.schemaDependencies) {
    if (!newer.schemaDependencies.has(name))
      found(findings, 'DEPENDENCY_SCHEMA_REMOVED', pathTo('dependencies', name), { older: node });
  }
}
