import type { JsonValue } from '../../../../model/index.js';
import type { SchemaPlace } from '../../schema-verdict.js';
import type { JsonSchemaDocument } from '../document.js';
import { explore } from './explore.js';
import { type ConfluentPolicy, type DifferenceKind, isCompatible } from './kinds.js';
import { type ListedDifference, listDifferences } from './list-differences.js';
import { createShapeReader } from './read-shape.js';
import { settle } from './settle.js';

/** One difference between two schemas as a Confluent registry names it. */
export interface JsonSchemaDifference {
  readonly kind: DifferenceKind;
  /** Where, in the words of the registry: `#/` for the schema itself, `#/properties/a`; references do not show in it. */
  readonly path: string;
  /** Whether data of the older schema can still be read, under the policy that was asked for. */
  readonly compatible: boolean;
  readonly older: SchemaPlace;
  readonly newer: SchemaPlace;
  /** What each side says there, of a keyword with a value that can be shown; of `enum` what it alone lists. */
  readonly from?: JsonValue | undefined;
  readonly to?: JsonValue | undefined;
}

/**
 * The differences between two schemas as a Confluent registry lists them, compatible ones included. The policy matters
 * here, too: it says which members of a combined schema count as the same.
 */
export function compareConfluent(
  older: JsonSchemaDocument,
  newer: JsonSchemaDocument,
  policy: ConfluentPolicy = 'strict',
): readonly JsonSchemaDifference[] {
  return compareWhole(older, newer, policy).differences;
}

/** The same, and whether the schemas were small enough to be compared to the end. */
export function compareWhole(older: JsonSchemaDocument, newer: JsonSchemaDocument, policy: ConfluentPolicy) {
  const before = createShapeReader(older).shapeOf(older.root);
  const after = createShapeReader(newer).shapeOf(newer.root);
  const { pairs, complete } = explore(before, after);
  settle(pairs, policy);
  const [top] = pairs;
  const listed = top ? listDifferences(top) : [];
  return { complete, differences: listed.map((each) => told(each, policy)) };
}

function told({ path, difference }: ListedDifference, policy: ConfluentPolicy): JsonSchemaDifference {
  return {
    kind: difference.kind,
    path: path === '#' ? '#/' : path,
    compatible: isCompatible(difference.kind, policy),
    older: difference.older,
    newer: difference.newer,
    from: difference.from,
    to: difference.to,
  };
}
