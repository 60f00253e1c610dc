import type { JsonValue } from '../../../../model/index.js';
import { isList } from '../../json.js';
import { isModern } from '../dialect.js';
import type { SchemaNode } from '../document.js';
import type { Shape, Source } from './shape.js';
import { nodeUnder, restOf } from './source.js';

/** The keywords for arrays of a schema; what was `items` and `additionalItems` is `prefixItems` and `items` in 2020-12. */
export function readArray(source: Source): Shape {
  const { schema, node } = source;
  const items = schema['items'];
  const prefix = source.dialect === '2020-12' ? schema['prefixItems'] : undefined;
  const keyword = restKeyword(source, isList(prefix));
  const every = isList(prefix) || isList(items) || items === undefined ? undefined : nodeUnder(node, 'items', items);
  // Nothing is left to be closed where one schema is for all items; up to draft-07 that is how it is read.
  const isMoot = every !== undefined && !isModern(source.dialect) && schema[keyword] === false;
  const rest = isMoot ? 'open' : restOf(node, keyword, schema[keyword]);
  const tuple = isList(prefix)
    ? tupleOf(node, 'prefixItems', prefix)
    : isList(items)
      ? tupleOf(node, 'items', items)
      : [];
  return { kind: 'array', source, pairs: undefined, items: every, tuple, rest };
}

/** The keyword for items behind the tuple. */
function restKeyword({ schema, dialect }: Source, hasPrefix: boolean): string {
  if (hasPrefix && schema['items'] !== undefined) return 'items';
  const old = dialect !== '2020-12' && (schema['additionalItems'] !== undefined || !isModern(dialect));
  return old ? 'additionalItems' : 'unevaluatedItems';
}

function tupleOf(node: SchemaNode, keyword: string, schemas: readonly JsonValue[]): readonly SchemaNode[] {
  const around = nodeUnder(node, keyword, true);
  return schemas.map((schema, index) => nodeUnder(around, index, schema));
}
