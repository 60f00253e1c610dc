import { matchPattern } from '../../../../model/values/match-pattern.js';
import type { SchemaNode } from '../document.js';
import { compareBelow, found } from './findings.js';
import type { Findings } from './pair.js';
import type { ObjectShape, Rest } from './shape.js';

/** What a schema says of a property that it does not name: anything goes, nothing does, or what this schema allows. */
export function coverageOf(shape: ObjectShape, name: string): Rest {
  if (shape.patterns.size === 0) return shape.rest;
  for (const [pattern, node] of shape.patterns) {
    if (mayMatch(pattern, name)) return node;
  }
  if (typeof shape.rest === 'object') return shape.rest;
  return { schema: shape.rest === 'open', place: shape.source.node.place };
}

const endless = new Set<string>();

/** A pattern that tries without end is taken for a match, and not tried again. */
function mayMatch(pattern: string, name: string): boolean {
  if (endless.has(pattern)) return true;
  const answer = matchPattern(pattern, name);
  if (answer === 'endless') endless.add(pattern);
  return answer === 'endless' || answer === true;
}

/** Compares what two schemas allow beyond what they name: `additionalProperties`, or what stands behind a tuple. */
export function compareRest(findings: Findings, what: 'PROPERTIES' | 'ITEMS', older: Rest, newer: Rest): void {
  const path = what === 'PROPERTIES' ? '/additionalProperties' : '/additionalItems';
  if (older === 'closed' || newer === 'closed') {
    if (older !== newer)
      found(findings, `ADDITIONAL_${what}_${older === 'closed' ? 'ADDED' : 'REMOVED'}`, path, nodes(older, newer));
  } else if (older === 'open' || newer === 'open') {
    if (older !== newer)
      found(findings, `ADDITIONAL_${what}_${newer === 'open' ? 'EXTENDED' : 'NARROWED'}`, path, nodes(older, newer));
  } else {
    compareBelow(findings, path, older, newer);
  }
}

function nodes(older: Rest, newer: Rest) {
  return { older: nodeOf(older), newer: nodeOf(newer) };
}

function nodeOf(rest: Rest): SchemaNode | undefined {
  return typeof rest === 'object' ? rest : undefined;
}
