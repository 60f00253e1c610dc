import type { JsonValue } from '../../../../model/index.js';
import { isObject, under } from '../../json.js';
import type { SchemaPlace } from '../../schema-verdict.js';
import type { SchemaNode } from '../document.js';
import type { DifferenceKind } from './kinds.js';
import type { Findings, OwnDifference, Pair } from './pair.js';
import type { Shape } from './shape.js';

/** What is known of the two sides of a difference, beside the schemas of the pair. */
export interface Sides {
  /** The schemas below that are meant, where they are not at the path. */
  readonly older?: SchemaNode | undefined;
  readonly newer?: SchemaNode | undefined;
  /** What each side says there. */
  readonly from?: JsonValue | undefined;
  readonly to?: JsonValue | undefined;
}

const NOTHING: Sides = {};

/** A difference of the pair that is explored; `path` is below the pair, and empty for the pair itself. */
export function difference(findings: Findings, kind: DifferenceKind, path = '', sides = NOTHING): OwnDifference {
  const older = sides.older?.place ?? placeAt(findings.older, path);
  const newer = sides.newer?.place ?? placeAt(findings.newer, path);
  return { kind, path, older, newer, from: sides.from, to: sides.to };
}

/** Takes down a difference. */
export function found(findings: Findings, kind: DifferenceKind, path = '', sides = NOTHING): void {
  findings.list.push({ is: 'difference', difference: difference(findings, kind, path, sides) });
}

/** Compares two schemas below, and takes down all that comes of it. */
export function compareBelow(findings: Findings, path: string, older: SchemaNode, newer: SchemaNode): void {
  findings.list.push({ is: 'child', path, pair: pairBelow(findings, older, newer) });
}

/** The pair of a schema below the older shape and one below the newer. */
export function pairBelow({ comparison, older, newer }: Findings, one: SchemaNode, other: SchemaNode): Pair {
  return comparison.pairOf(older.source.reader.shapeOf(one), newer.source.reader.shapeOf(other));
}

/** The place of the keyword that a path begins with, or of the schema where it has no such keyword. */
function placeAt({ source: { node } }: Shape, path: string): SchemaPlace {
  const [, keyword = ''] = path.split('/', 2);
  if (!isObject(node.schema) || !Object.hasOwn(node.schema, keyword)) return node.place;
  return { file: node.place.file, pointer: under(node.place.pointer, keyword) };
}

/** The path of a member of a keyword, below a pair. */
export function pathTo(keyword: string, key: string | number): string {
  return under(`/${keyword}`, key);
}

/** What two shapes are, in a word each, for a difference that is told of them. */
export function typesOf(older: Shape, newer: Shape): Sides {
  return { from: typeWord(older), to: typeWord(newer) };
}

function typeWord(shape: Shape): string {
  switch (shape.kind) {
    case 'any':
      return 'any value';
    case 'never':
      return 'no value';
    case 'conditional':
      return 'if';
    case 'number':
      return shape.integer ? 'integer' : 'number';
    case 'combined':
      return shape.combination;
    default:
      return shape.kind;
  }
}
