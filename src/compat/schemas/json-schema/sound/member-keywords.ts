import type { JsonValue } from '../../../../model/index.js';
import { isList, isObject, own, under } from '../../json.js';
import { isModern } from '../dialect.js';
import { addSize, entriesOf, type Keyword, type Scope } from './scope.js';

/** The keywords about the members of an object. */
export const OBJECT_KEYWORDS: readonly (readonly [string, Keyword])[] = [
  ['properties', { read: readProperties }],
  ['patternProperties', { read: readPatternProperties }],
  ['additionalProperties', { read: readAdditionalProperties }],
  ['propertyNames', { read: readNames, since: 'draft-06' }],
  ['required', { read: readRequired }],
  ['minProperties', { read: (scope, value) => addSize(scope, 'minProperties', 'least', 'properties', value) }],
  ['maxProperties', { read: (scope, value) => addSize(scope, 'maxProperties', 'most', 'properties', value) }],
  ['dependencies', { read: (scope, value) => readDependencies(scope, 'dependencies', value) }],
  [
    'dependentRequired',
    { read: (scope, value) => readDependencies(scope, 'dependentRequired', value), since: '2019-09' },
  ],
  [
    'dependentSchemas',
    { read: (scope, value) => readDependencies(scope, 'dependentSchemas', value), since: '2019-09' },
  ],
  [
    'unevaluatedProperties',
    { read: (scope, value) => readUnevaluated(scope, 'unevaluatedProperties', value), since: '2019-09' },
  ],
];

/** The keywords about the items of an array. */
export const ARRAY_KEYWORDS: readonly (readonly [string, Keyword])[] = [
  ['items', { read: readItems }],
  [
    'prefixItems',
    { read: (scope, value) => isList(value) && addPrefix(scope, 'prefixItems', value), since: '2020-12' },
  ],
  ['additionalItems', { read: readAdditionalItems, until: '2019-09' }],
  ['contains', { read: readContains, since: 'draft-06' }],
  ['uniqueItems', { read: readUnique }],
  ['minItems', { read: (scope, value) => addSize(scope, 'minItems', 'least', 'items', value) }],
  ['maxItems', { read: (scope, value) => addSize(scope, 'maxItems', 'most', 'items', value) }],
  ['unevaluatedItems', { read: (scope, value) => readUnevaluated(scope, 'unevaluatedItems', value), since: '2019-09' }],
];

function readProperties(scope: Scope, value: JsonValue): void {
  for (const [key, schema] of entriesOf(value)) {
    const shape = scope.shapeAt(schema, 'properties', key);
    scope.checks.push({ kind: 'property', keyword: 'properties', at: under('/properties', key), key, shape });
  }
}

function readPatternProperties(scope: Scope, value: JsonValue): void {
  for (const [pattern, schema] of entriesOf(value)) {
    const shape = scope.shapeAt(schema, 'patternProperties', pattern);
    const at = under('/patternProperties', pattern);
    scope.checks.push({ kind: 'matching', keyword: 'patternProperties', at, pattern, shape });
  }
}

function readAdditionalProperties(scope: Scope, value: JsonValue): void {
  scope.checks.push({
    kind: 'others',
    keyword: 'additionalProperties',
    at: '/additionalProperties',
    keys: new Set(entriesOf(own(scope.schema, 'properties') ?? null).map(([key]) => key)),
    patterns: entriesOf(own(scope.schema, 'patternProperties') ?? null).map(([pattern]) => pattern),
    shape: scope.shapeAt(value, 'additionalProperties'),
  });
}

function readNames(scope: Scope, value: JsonValue): void {
  const shape = scope.shapeAt(value, 'propertyNames');
  scope.checks.push({ kind: 'names', keyword: 'propertyNames', at: '/propertyNames', shape });
}

function readRequired({ checks }: Scope, value: JsonValue): void {
  if (!isList(value)) return;
  for (const [index, key] of value.entries()) {
    if (typeof key === 'string') checks.push({ kind: 'has', keyword: 'required', at: `/required/${index}`, key });
  }
}

function readDependencies(scope: Scope, keyword: string, value: JsonValue): void {
  for (const [key, held] of entriesOf(value)) {
    const at = under(`/${keyword}`, key);
    if (isList(held)) {
      const keys = held.filter((name): name is string => typeof name === 'string');
      scope.checks.push({ kind: 'needs', keyword, at, key, keys });
    } else if (keyword !== 'dependentRequired' && (isObject(held) || typeof held === 'boolean')) {
      scope.checks.push({ kind: 'implies', keyword, at, key, shape: scope.shapeAt(held, keyword, key) });
    }
  }
}

function readUnevaluated(scope: Scope, keyword: 'unevaluatedProperties' | 'unevaluatedItems', value: JsonValue): void {
  scope.checks.push({ kind: keyword, keyword, at: `/${keyword}`, shape: scope.shapeAt(value, keyword) });
}

function readItems(scope: Scope, value: JsonValue): void {
  if (isList(value)) {
    addPrefix(scope, 'items', value);
    return;
  }
  const prefix = scope.dialect === '2020-12' ? own(scope.schema, 'prefixItems') : undefined;
  const from = isList(prefix) ? prefix.length : 0;
  scope.checks.push({ kind: 'rest', keyword: 'items', at: '/items', from, shape: scope.shapeAt(value, 'items') });
}

function addPrefix(scope: Scope, keyword: string, schemas: readonly JsonValue[]): void {
  for (const [index, schema] of schemas.entries()) {
    const shape = scope.shapeAt(schema, keyword, index);
    scope.checks.push({ kind: 'item', keyword, at: `/${keyword}/${index}`, index, shape });
  }
}

function readAdditionalItems(scope: Scope, value: JsonValue): void {
  const items = own(scope.schema, 'items');
  if (!isList(items)) return;
  const shape = scope.shapeAt(value, 'additionalItems');
  scope.checks.push({ kind: 'rest', keyword: 'additionalItems', at: '/additionalItems', from: items.length, shape });
}

function readContains(scope: Scope, value: JsonValue): void {
  const counted = isModern(scope.dialect);
  const least = counted ? own(scope.schema, 'minContains') : undefined;
  const most = counted ? own(scope.schema, 'maxContains') : undefined;
  scope.checks.push({
    kind: 'contains',
    keyword: 'contains',
    at: '/contains',
    least: typeof least === 'number' ? least : 1,
    most: typeof most === 'number' ? most : Number.POSITIVE_INFINITY,
    shape: scope.shapeAt(value, 'contains'),
    evaluates: scope.dialect === '2019-09' ? undefined : scope.dialect === '2020-12',
  });
}

function readUnique({ checks }: Scope, value: JsonValue): void {
  if (value === true) checks.push({ kind: 'unique', keyword: 'uniqueItems', at: '/uniqueItems' });
}
