import type { JsonValue } from '../../../../model/index.js';
import { isList, own, under } from '../../json.js';
import { DIALECTS, type Dialect } from '../dialect.js';
import type { RefKeyword } from '../document.js';
import { isShallow } from './json-values.js';
import { ARRAY_KEYWORDS, OBJECT_KEYWORDS } from './member-keywords.js';
import { addSize, type Keyword, type ReadKeyword, type Scope } from './scope.js';
import { ANY, INTEGER, NAMED_KINDS, NUMBER, POINT } from './shape.js';

/** How to read each keyword of a dialect. Annotations (`format`, `content...`, `default`) are not among them. */
export function keywordsOf(dialect: Dialect): ReadonlyMap<string, ReadKeyword> {
  let known = BY_DIALECT.get(dialect);
  if (!known) {
    known = new Map(knownIn(dialect));
    BY_DIALECT.set(dialect, known);
  }
  return known;
}

const BY_DIALECT = new Map<Dialect, ReadonlyMap<string, ReadKeyword>>();

function* knownIn(dialect: Dialect): Iterable<[string, ReadKeyword]> {
  const at = DIALECTS.indexOf(dialect);
  for (const [name, { read, since, until }] of [...GENERAL, ...OBJECT_KEYWORDS, ...ARRAY_KEYWORDS]) {
    if (since !== undefined && DIALECTS.indexOf(since) > at) continue;
    if (until !== undefined && DIALECTS.indexOf(until) < at) continue;
    yield [name, read];
  }
}

const GENERAL: readonly (readonly [string, Keyword])[] = [
  ['type', { read: readType }],
  ['enum', { read: (scope, value) => isList(value) && addValues(scope, 'enum', value) }],
  ['const', { read: (scope, value) => addValues(scope, 'const', [value]), since: 'draft-06' }],
  ['minimum', { read: (scope, value) => readBound(scope, 'minimum', value) }],
  ['maximum', { read: (scope, value) => readBound(scope, 'maximum', value) }],
  ['exclusiveMinimum', { read: (scope, value) => readExclusive(scope, 'exclusiveMinimum', value), since: 'draft-06' }],
  ['exclusiveMaximum', { read: (scope, value) => readExclusive(scope, 'exclusiveMaximum', value), since: 'draft-06' }],
  ['multipleOf', { read: readMultiple }],
  ['minLength', { read: (scope, value) => addSize(scope, 'minLength', 'least', 'length', value) }],
  ['maxLength', { read: (scope, value) => addSize(scope, 'maxLength', 'most', 'length', value) }],
  ['pattern', { read: readPattern }],
  ['allOf', { read: readAll }],
  ['anyOf', { read: (scope, value) => readAlternatives(scope, 'anyOf', value) }],
  ['oneOf', { read: (scope, value) => readAlternatives(scope, 'oneOf', value) }],
  ['not', { read: readNot }],
  ['if', { read: readIf, since: 'draft-07' }],
  ['$ref', { read: (scope, value) => readRef(scope, '$ref', value) }],
  ['$dynamicRef', { read: (scope, value) => readRef(scope, '$dynamicRef', value), since: '2020-12' }],
  [
    '$recursiveRef',
    { read: (scope, value) => readRef(scope, '$recursiveRef', value), since: '2019-09', until: '2019-09' },
  ],
];

function readType({ checks, dialect }: Scope, value: JsonValue): void {
  const names = isList(value) ? value : [value];
  let mask = 0;
  for (const name of names) {
    const kinds = typeof name === 'string' ? kindsNamed(name, dialect) : undefined;
    if (kinds === undefined) {
      checks.push({ kind: 'opaque', keyword: 'type', at: '/type', reason: `\`${JSON.stringify(name)}\` is no type` });
      return;
    }
    mask |= kinds;
  }
  if (mask !== ANY) checks.push({ kind: 'type', keyword: 'type', at: '/type', mask });
}

function kindsNamed(name: string, dialect: Dialect): number | undefined {
  if (name === 'integer') return dialect === 'draft-04' ? INTEGER : INTEGER | POINT;
  if (name === 'any' && dialect === 'draft-04') return ANY;
  return KINDS.get(name);
}

const KINDS: ReadonlyMap<string, number> = new Map([...NAMED_KINDS, ['number', NUMBER]]);

function addValues(scope: Scope, keyword: string, values: readonly JsonValue[]): void {
  const at = `/${keyword}`;
  if (values.every(isShallow)) scope.checks.push({ kind: 'values', keyword, at, values });
  else scope.checks.push({ kind: 'opaque', keyword, at, reason: 'its values are nested too deeply' });
}

function readBound(scope: Scope, keyword: 'minimum' | 'maximum', value: JsonValue): void {
  if (typeof value !== 'number') return;
  const kind = keyword === 'minimum' ? 'least' : 'most';
  // Draft 4 says with a boolean that the bound itself is out; schemas without `$schema` are often written so.
  const exclusive = own(scope.schema, kind === 'least' ? 'exclusiveMinimum' : 'exclusiveMaximum') === true;
  scope.checks.push({ kind, keyword, at: `/${keyword}`, of: 'number', value, exclusive });
}

function readExclusive(scope: Scope, keyword: 'exclusiveMinimum' | 'exclusiveMaximum', value: JsonValue): void {
  if (typeof value !== 'number') return;
  const kind = keyword === 'exclusiveMinimum' ? 'least' : 'most';
  scope.checks.push({ kind, keyword, at: `/${keyword}`, of: 'number', value, exclusive: true });
}

function readMultiple({ checks }: Scope, value: JsonValue): void {
  if (typeof value !== 'number' || value <= 0) return;
  checks.push({ kind: 'multiple', keyword: 'multipleOf', at: '/multipleOf', value });
}

function readPattern({ checks }: Scope, value: JsonValue): void {
  if (typeof value === 'string') checks.push({ kind: 'pattern', keyword: 'pattern', at: '/pattern', pattern: value });
}

function readAll(scope: Scope, value: JsonValue): void {
  if (!isList(value)) return;
  for (const [index, schema] of value.entries()) {
    const shape = scope.shapeAt(schema, 'allOf', index);
    scope.checks.push({ kind: 'all', keyword: 'allOf', at: `/allOf/${index}`, shape });
  }
}

function readAlternatives(scope: Scope, keyword: 'anyOf' | 'oneOf', value: JsonValue): void {
  if (!isList(value) || value.length === 0) return;
  const shapes = value.map((schema, index) => scope.shapeAt(schema, keyword, index));
  scope.checks.push({ kind: keyword === 'anyOf' ? 'any' : 'one', keyword, at: `/${keyword}`, shapes });
}

function readNot(scope: Scope, value: JsonValue): void {
  scope.checks.push({ kind: 'not', keyword: 'not', at: '/not', shape: scope.shapeAt(value, 'not') });
}

function readIf(scope: Scope, value: JsonValue): void {
  const then = own(scope.schema, 'then');
  const otherwise = own(scope.schema, 'else');
  scope.checks.push({
    kind: 'if',
    keyword: 'if',
    at: '/if',
    test: scope.shapeAt(value, 'if'),
    held: scope.shapeAt(then ?? true, 'then'),
    failed: scope.shapeAt(otherwise ?? true, 'else'),
  });
}

function readRef(scope: Scope, keyword: RefKeyword, value: JsonValue): void {
  if (typeof value !== 'string') return;
  const target = scope.document.resolve(scope.node, value, keyword);
  const at = under('', keyword);
  if (target) scope.checks.push({ kind: 'all', keyword, at, shape: scope.shapeOf(target) });
  else scope.checks.push({ kind: 'opaque', keyword, at, reason: `it leads to \`${value}\`, which cannot be told` });
}
